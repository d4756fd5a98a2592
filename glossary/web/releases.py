"""Releases: the list, with what each holds and what its checks say, and their files."""

from __future__ import annotations

from typing import Any

from flask import Response, send_file

from glossary import sending, site
from glossary.dates import in_words
from glossary.services.releases import kept as releasing_kept
from glossary.services.releases.releasing import MANIFEST
from glossary.web import links, pages
from glossary.web.parameters import Door, View, page

Document = dict[str, Any]
KEPT_SECONDS = 31_536_000
"""A file of a release never changes: whoever has it need not ask again for a year."""


def index() -> str:
    """All releases, newest first."""
    found = [_shown(one) for one in releasing_kept.listed()]
    return pages.render(
        "releases.html",
        "Releases",
        "Numbered, frozen packages of the whole glossary to cite, with the hashes of their files and what was checked.",
        releases=found,
        manifest=MANIFEST,
        style=links.static("releases.css"),
        alone=False,
    )


def one(number: int) -> str:
    """One release, at the address by which it is cited. Raises `NotFound`."""
    found = _shown(releasing_kept.release(number))
    return pages.render(
        "releases.html",
        f"Release {number}",
        f"A frozen package of the whole glossary, made on {in_words(found['released'])}: its files, hashes and checks.",
        releases=[found],
        manifest=MANIFEST,
        style=links.static("releases.css"),
        alone=True,
    )


def _shown(one: Document) -> Document:
    """A release with its checks counted, and how it is cited."""
    outcomes = [check["outcome"] for check in one["validation"]]
    return {
        **one,
        "outcomes": {name: outcomes.count(name) for name in dict.fromkeys(outcomes)},
        "cite": f"{site.NAME}, release {one['number']}, {one['released']}.",
        "page": links.permanent(f"/releases/{one['number']}"),
    }


def file(number: int, released: str) -> Response:
    """A file of a release as it was made, by a name of its manifest, or a part of it. Raises `NotFound`, 412, 416."""
    content, entry = releasing_kept.file(number, released)
    response = send_file(content, mimetype=entry["type"], etag=entry["sha256"], max_age=KEPT_SECONDS, conditional=False)
    response.content_length = entry["size"]
    response.headers["Content-Type"] = entry["type"]  # Flask would name the encoding of some itself
    response.cache_control.no_cache = None
    response.cache_control.public = response.cache_control.immutable = True
    return sending.conditional(response, entry["size"])


ROUTES: tuple[tuple[str, str, View], ...] = (
    ("/releases", "releases", page(index)),
    ("/releases/<int:number>", "release", page(one)),
    ("/releases/<int:number>/<released>", "release_file", Door(file)),
)
"""Address, endpoint, view."""
