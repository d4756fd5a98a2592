"""How to have a term explained beside the word on other people's pages, and the script that does it."""

from __future__ import annotations

from flask import Blueprint, Response, request

from glossary.services.annotation.terms import RULE
from glossary.web import links, pages

SCRIPT = "embed.js"
MOST_BYTES = 6_000
"""Of the script."""
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Headers of the script: pages that demand it of everything they load may load it, too."""


def page() -> str:
    """What to write into a page, what happens then, and what the page's own rules must allow."""
    return pages.render(
        "about_embed.html",
        "A term beside the word",
        "A script for your own pages: who says what a term means, with date and source, beside the word.",
        json=False,
        script=links.static(SCRIPT),
        style=links.static("embed.css"),
        address=links.permanent(f"/static/{SCRIPT}"),
        origin=links.permanent(""),
        most=MOST_BYTES,
        rule=RULE,
    )


def init_app(web: Blueprint) -> None:
    """Have the script go out as one that any page may load."""
    web.after_request(_open)


def _open(response: Response) -> Response:
    if (request.view_args or {}).get("filename") == SCRIPT and request.endpoint == "web.static":
        response.headers.update(OPEN)
    return response


ROUTES = (("/about/embed", "about_embed", page),)
