"""Terms in a text: a text is pasted, and shown again with the glossary's terms marked, and who uses each of them how.

Nothing is written and no cookie plays a part, so the form needs no secret of its own; the text is read and let go of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import Blueprint, Flask, make_response, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from glossary.errors import Invalid
from glossary.security import MAX_BODY, allow_more
from glossary.services.annotation import annotating
from glossary.services.annotation.terms import RULE
from glossary.services.reading import labels
from glossary.text import fold
from glossary.web import links, pages, parameters, wording

Document = dict[str, Any]
ADDRESS = "/annotate"
MOST_BYTES = 6 * annotating.MOST_BYTES + 10_000
"""Of a form: a line break may be sent as `%0D%0A`, six bytes for one."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
ALL_LANGUAGES = ""


class Shared(NamedTuple):
    """Words of the text that may stand for other terms than the one they are told under, by slug."""

    text: str
    language: str
    others: set[str]


class Piece(NamedTuple):
    """A stretch of the text; with an annotation where it is one of a term."""

    text: str
    annotation: Document | None = None


def page() -> Response:
    """The form, or the text with its terms."""
    if request.mimetype not in FORMS and (request.content_length or 0) > MAX_BODY:
        raise RequestEntityTooLarge(f"At most {MAX_BODY:,} bytes may be sent at a time.")
    if request.method == "GET":
        return _shown("", ALL_LANGUAGES)
    text = request.form.get("text", "").replace("\r\n", "\n")
    language = request.form.get("language", ALL_LANGUAGES)
    language = language if language in labels.LANGUAGES else ALL_LANGUAGES
    try:
        return _shown(text, language, answer=annotating.annotate(text, language))
    except annotating.TooLong as error:
        return _shown(text, language, 413, problem=str(error))
    except Invalid as error:
        return _shown(text, language, 422, problem=str(error))


def _shown(text: str, language: str, status: int = 200, **more: Any) -> Response:
    answer = more.get("answer")
    found = f": {wording.count(answer['terms_total'], 'term')} found" if answer else ""
    told = {"answer": None, "problem": "", **more}
    body = pages.render(
        "annotate.html",
        f"{'Error: ' if told['problem'] else ''}Terms in a text{found}",
        "Paste a draft or an article, and see which of the glossary’s terms it uses, and who uses each of them how.",
        json=False,
        style=links.static("annotate.css"),
        text=text,
        language=language,
        languages=labels.LANGUAGES,
        pieces=list(pieces(text, answer["annotations"])) if answer else [],
        shared=_shared(answer["annotations"]) if answer else {},
        names=labels.facet_values()["term"],
        most=annotating.MOST_BYTES,
        rule=RULE,
        **told,
    )
    return make_response(body, status)


def pieces(text: str, annotations: list[Document]) -> Iterator[Piece]:
    """The text cut where an annotation begins or ends; joined, the pieces are the text."""
    at = 0
    for one in annotations:
        if one["start"] > at:
            yield Piece(text[at : one["start"]])
        yield Piece(text[one["start"] : one["end"]], one)
        at = one["end"]
    if at < len(text):
        yield Piece(text[at:])


def _shared(annotations: list[Document]) -> dict[str, list[Shared]]:
    """Term -> its words here that are a form of other terms, too, or may be short for them; each wording once."""
    found: dict[str, dict[str, Shared]] = {}
    for one in annotations:
        for slug in one["terms"]:
            if others := {*one["terms"], *one["others"]} - {slug}:
                told = found.setdefault(slug, {}).setdefault(
                    fold(one["text"]), Shared(one["text"], one["language"], set())
                )
                told.others.update(others)
    return {slug: list(wordings.values()) for slug, wordings in found.items()}


def init_app(web: Blueprint) -> None:
    """Give the readers' pages this one; nobody keeps what it answers to a text."""
    web.add_url_rule(ADDRESS, "annotate", parameters.page(page), methods=["GET", "POST"])
    web.after_app_request(_not_kept)


def _not_kept(response: Response) -> Response:
    """The empty form may be kept; what was made of a text, or refuses one, has no place in a browser or a proxy."""
    if request.path == ADDRESS and request.method != "GET":
        response.headers["Cache-Control"] = "no-store"
    return response


def allow_long_texts(app: Flask) -> None:
    """Let a longer body be sent to this page than to others."""
    allow_more(app, "web.annotate", MOST_BYTES)
