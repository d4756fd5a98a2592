"""Linked data of terms, and of its own words: by the ending of the address, or by what a program says it accepts.

The page stays the default: only who names one of the syntaxes, and prefers it, is answered with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial, wraps

from flask import Response, make_response, request

from glossary import sending
from glossary.interchange.skos.vocabulary import CLASSES, PROPERTIES
from glossary.interchange.skos.whole import SYNTAXES
from glossary.services.export import exporting, linked_data
from glossary.services.export import files as export_files
from glossary.web import as_of, links, pages
from glossary.web.parameters import Door, View

PAGE = "text/html"
ENDINGS = {syntax.media: ending for ending, syntax in SYNTAXES.items()}
"""Type -> ending."""
LEAST = 0.001
"""The smallest quality that is not none (RFC 9110)."""


def negotiated(page: View, data: View, *takes: str) -> Door:
    """The page, or for who prefers a syntax of linked data the same in that; the answer names the other forms.

    `takes`: the parameters of both. What is no page is as strict as it is at its own address.
    """
    strict = Door(data, takes)

    @wraps(page)
    def answer(**values: str) -> Response:
        ending = wanted()
        response = strict(ending=ending, **values) if ending else make_response(page(**values))
        if ending:
            response.headers["Content-Location"] = links.other_form(f".{ending}", links.asked(*takes))
        response.vary.add("Accept")
        for media, other in ENDINGS.items():
            address = links.other_form(f".{other}", links.asked(*takes))
            response.headers.add("Link", f'<{address}>; rel="alternate"; type="{media}"')
        return response

    return Door(answer, takes, lenient=True)


def wanted() -> str:
    """The ending of the syntax that is preferred to the page, by name; empty where it is the page."""
    quality: dict[str, float] = {}
    for one, value in request.accept_mimetypes:
        media = one.partition(";")[0].strip().lower()
        quality[media] = max(value, quality.get(media, 0))
    best = max(ENDINGS, key=lambda media: quality.get(media, 0))
    if PAGE in quality:
        return ENDINGS[best] if quality.get(best, 0) > quality[PAGE] else ""
    return ENDINGS[best] if quality.get(best, 0) >= max(_least(quality), LEAST) else ""


def _least(quality: Mapping[str, float]) -> float:
    """How welcome the page is to who does not name it: as anything else is."""
    return max(quality.get("text/*", 0), quality.get("*/*", 0))


def term(slug: str, ending: str) -> Response:
    """A term with its statements, as it is or as it stood."""
    then = as_of.asked()
    content = linked_data.term(slug, ending, exporting.publisher(), then.records if then else None)
    return Response(content, content_type=SYNTAXES[ending].content_type)


def terms(ending: str) -> Response:
    """The whole set. Answered at the page's own address it has no ETag: that would be the same in all syntaxes."""
    file, taken = export_files.take(f"glossary.{ending}")
    state = taken.state if request.path.endswith(ending) else sending.NONE
    return sending.in_pieces(file.write(taken, exporting.publisher()), file.content_type, state=state)


def vocabulary(ending: str) -> Response:
    """Our own words, and the codes."""
    return Response(linked_data.vocabulary(ending, exporting.publisher()), content_type=SYNTAXES[ending].content_type)


def vocabulary_page() -> str:
    """The same as a page, with a place for each word, so that its address leads there."""
    return pages.render(
        "about_vocabulary.html",
        "Vocabulary of the linked data",
        "The classes, properties and codes by which the glossary says in linked data what common vocabularies do not.",
        json=False,
        classes=CLASSES,
        properties=PROPERTIES,
        lists=linked_data.lists(),
    )


def _rows(path: str, name: str, data: View, *takes: str) -> tuple[tuple[str, str, View], ...]:
    return tuple(
        (f"{path}.{ending}", f"{name}_{ending}", Door(partial(data, ending=ending), takes)) for ending in SYNTAXES
    )


ROUTES: tuple[tuple[str, str, View], ...] = (
    ("/about/vocabulary", "vocabulary", negotiated(vocabulary_page, vocabulary)),
    *_rows("/about/vocabulary", "vocabulary", vocabulary),
    *_rows("/terms", "terms", terms),
    *_rows("/terms/<slug>", "term", term, "as_of"),
)
