"""The pages for readers: server-drawn, without script, each state at its own address.

A page parses its address, calls services and renders; it knows no SQL. `ROUTES` lists every address there is. Each is
behind a `Door`, which refuses parameters that are not taken.
"""

from __future__ import annotations

from flask import Blueprint, Flask

from glossary.web import (
    about,
    actor_on_term,
    actors,
    annotate,
    changes,
    citing,
    compare,
    compare_exports,
    corrections,
    embedding,
    events,
    exports,
    feeds,
    field,
    history,
    home,
    linked_data,
    pages,
    releases,
    search,
    search_state,
    sitemap,
    sources,
    statements,
    tables,
    terms,
)
from glossary.web.parameters import Door, View, page

ROUTES: tuple[tuple[str, str, View], ...] = (
    ("/", "home", home.home),
    ("/search", "search", search.results),
    *tables.routes("/search", "search", search.table, *search_state.NAMES, "page"),
    ("/terms", "terms", linked_data.negotiated(terms.index, linked_data.terms)),
    ("/terms/<slug>", "term", linked_data.negotiated(terms.term, linked_data.term, "as_of")),
    *tables.routes("/terms/<slug>", "term", terms.table, "as_of"),
    ("/terms/<slug>.tbx", "term_tbx", Door(terms.tbx, ("as_of",))),
    ("/actors", "actors", actors.index),
    ("/actors/<slug>", "actor", actors.actor),
    *tables.routes("/actors/<slug>", "actor", actors.table),
    ("/actors/<slug>/<term>", "actor_on_term", actor_on_term.on_term),
    ("/sources", "sources", sources.index),
    ("/sources/<slug>", "source", sources.source),
    *tables.routes("/sources/<slug>", "source", sources.table),
    ("/events", "events", events.index),
    ("/events/<slug>", "event", events.event),
    *tables.routes("/events/<slug>", "event", events.table),
    ("/statements/<slug>", "statement", page(statements.statement, "as_of")),
    ("/compare", "compare", page(compare.side_by_side, "as_of")),
    ("/about", "about", about.about),
    ("/about/data", "about_data", about.data),
    ("/about/method", "about_method", about.method),
    ("/about/privacy", "about_privacy", about.privacy),
    ("/robots.txt", "robots", home.robots),
    ("/favicon.ico", "favicon", home.favicon),
    *changes.ROUTES,
    *compare_exports.ROUTES,
    *citing.ROUTES,
    *corrections.ROUTES,
    *embedding.ROUTES,
    *exports.ROUTES,
    *feeds.ROUTES,
    *field.ROUTES,
    *history.ROUTES,
    *linked_data.ROUTES,
    *releases.ROUTES,
    *sitemap.ROUTES,
)
"""Address, endpoint, view."""


def init_app(app: Flask) -> None:
    """Give the application its pages and what the templates use. Errors become pages through `errors.page`."""
    web = Blueprint("web", __name__, template_folder="templates", static_folder="static", static_url_path="/static")
    for address, endpoint, view in ROUTES:
        web.add_url_rule(address, endpoint, page(view), methods=["GET"])
    annotate.init_app(web)
    embedding.init_app(web)
    corrections.init_app(web)
    app.register_blueprint(web)
    pages.init_app(app)
    annotate.allow_long_texts(app)
