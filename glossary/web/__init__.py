"""The pages for readers: server-drawn, without script, each state at its own address.

A page parses its address, calls services and renders; it knows no SQL. `ROUTES` lists every address there is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask

from glossary.web import (
    about,
    actors,
    changes,
    citing,
    compare,
    compare_exports,
    corrections,
    events,
    field,
    history,
    home,
    pages,
    search,
    sources,
    statements,
    terms,
)

ROUTES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("/", "home", home.home),
    ("/search", "search", search.results),
    ("/search.csv", "search_csv", search.table),
    ("/terms", "terms", terms.index),
    ("/terms/<slug>", "term", terms.term),
    ("/terms/<slug>.csv", "term_csv", terms.table),
    ("/actors", "actors", actors.index),
    ("/actors/<slug>", "actor", actors.actor),
    ("/actors/<slug>.csv", "actor_csv", actors.table),
    ("/actors/<slug>/<term>", "actor_on_term", actors.on_term),
    ("/sources", "sources", sources.index),
    ("/sources/<slug>", "source", sources.source),
    ("/events", "events", events.index),
    ("/events/<slug>", "event", events.event),
    ("/events/<slug>.csv", "event_csv", events.table),
    ("/statements/<slug>", "statement", statements.statement),
    ("/compare", "compare", compare.side_by_side),
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
    *field.ROUTES,
    *history.ROUTES,
)
"""Address, endpoint, view."""


def init_app(app: Flask) -> None:
    """Give the application its pages and what the templates use. Errors become pages through `errors.page`."""
    web = Blueprint("web", __name__, template_folder="templates", static_folder="static", static_url_path="/static")
    for address, endpoint, view in ROUTES:
        web.add_url_rule(address, endpoint, view, methods=["GET"])
    corrections.init_app(web)
    app.register_blueprint(web)
    pages.init_app(app)
    compare_exports.init_app(app)
