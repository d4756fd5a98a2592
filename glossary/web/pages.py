"""What every page shares: its head, the helpers its template may call, and loading a record that may have moved."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask, Response, abort, redirect, render_template, request, url_for

from glossary import site
from glossary.db import let_go
from glossary.errors import Moved
from glossary.interchange.feeds import FORMATS
from glossary.services.reading import published as reading
from glossary.web import links, shown, tables, timeline, told_otherwise

Document = dict[str, Any]


class Face(NamedTuple):
    """How a record is shown: on its own page, as it was, and as it would be."""

    template: str
    title: str
    description: str
    more: dict[str, Any]


def show(face: Face, **more: Any) -> str:
    """The page of a record; `more`: what only this page has, and neither its past nor its preview."""
    return render(face.template, face.title, face.description, **{**face.more, **more})


def render(
    template: str,
    title: str,
    description: str,
    *,
    keep: links.Pairs = (),
    json: links.Pairs | bool = True,
    noindex: bool = False,
    described: Any = None,
    feeds: links.Pairs | None = None,
    **more: Any,
) -> str:
    """A page whose `<title>` says what its heading says; `keep` is the part of the query that names its content.

    The template gets documents, not rows: what was read is let go of before it is written.
    `json`: whether the same facts are served as data, or the query of that form where it differs. `noindex`: whether
    search engines are asked to leave the page out. `described`: what the page tells programs (`described.py`).
    `feeds`: where the page has feeds, the query of them.
    """
    head = {
        "title": title,
        "description": description,
        "canonical": links.permanent(links.with_query(request.path, keep)),
        "json": None if json is False else links.other_form(".json", keep if json is True else json),
        "noindex": noindex,
        "described": described,
        "feeds": [] if feeds is None else _feeds(feeds),
    }
    let_go()
    return render_template(template, head=head, **more)


def _feeds(query: links.Pairs) -> list[tuple[str, str, str]]:
    """Name, type and address of each feed of this page."""
    return [
        (made.name, made.content_type.partition(";")[0], links.other_form(f".{ending}", query))
        for ending, made in FORMATS.items()
    ]


def record(kind: str, slug: str, argument: str = "slug") -> Document:
    """The public document; a record that moved answers with its present address. Raises `NotFound`."""
    try:
        return reading.document(kind, slug)
    except Moved as moved:
        path = url_for(str(request.endpoint), **{**(request.view_args or {}), argument: moved.slug})
        abort(redirect(links.with_query(path, list(request.args.items(multi=True))), 308))


def present(kind: str, slug: str, records: Any = reading) -> Document:
    """The public document of a record that another one names, wherever it has moved to since. Raises `NotFound`."""
    try:
        document: Document = records.document(kind, slug)
        return document
    except Moved as moved:
        return reading.document(kind, moved.slug)


def csv(text: str, name: str) -> Response:
    """A table to download under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text, content_type="text/csv; charset=utf-8", headers=headers)


def init_app(app: Flask) -> None:
    """Hand the templates their filters and globals; lines that hold only a tag leave no blank line."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(shown.FILTERS)
    app.jinja_env.globals.update(
        SITE=site.NAME,
        CONTACT=app.config["GLOSSARY"]["CONTACT"],
        STYLE=_fingerprint("site.css"),
        HISTORY_STYLE=_fingerprint("history.css"),
        SUGGEST_STYLE=_fingerprint("suggest.css"),
        SUGGEST_SCRIPT=_fingerprint("suggest.js"),
        permanent=links.permanent,
        with_query=links.with_query,
        static=links.static,
        timeline=timeline.timeline,
        tables_of=tables.of_all,
        withdrawn=told_otherwise.withdrawn,
        **shown.GLOBALS,
    )


def _fingerprint(name: str) -> str:
    """Changes with the file, so that a browser never keeps an old one."""
    return sha256((Path(__file__).parent / "static" / name).read_bytes()).hexdigest()[:10]
