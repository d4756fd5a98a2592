"""Side by side: two to eight statements, or actors on one term; and what to do about too few or too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from glossary.dates import in_words
from glossary.errors import Invalid, Moved
from glossary.interchange.comparison_csv import comparison_csv
from glossary.services import reading
from glossary.services.comparing import MAX_COLUMNS, MIN_COLUMNS
from glossary.services.comparison_requests import comparison_for
from glossary.web import errors, links, pages, shown, wording

Document = dict[str, Any]
SIGNS = {"agree": "=", "overlap": "≈", "differ": "≠", "silent": "–", "only": "•", "uncoded": "?"}
"""A sign for each verdict, always beside its word."""


def side_by_side() -> str | Response:
    """The comparison that the address names; without columns, the way to choose them."""
    statements, actors, term = request.args.getlist("statement"), request.args.getlist("actor"), _term()
    if not statements and not actors:
        return _choose_actors(term, [], "") if term else _start()
    try:
        answer = _answer(only=_only())
    except Moved as moved:
        return errors.page(BadRequest(f"A column of this comparison has moved. {moved}"))
    except Invalid as refused:
        return _refused(str(refused), statements, actors, term)
    return _page(answer)


def table() -> Response:
    """The comparison as a table to download: one line a value, each with its actor, date and source."""
    return pages.csv(comparison_csv(_answer(only=_only())), "comparison")


def _answer(*, only: bool) -> Document:
    columns = {"statements": request.args.getlist("statement"), "actors": request.args.getlist("actor")}
    return comparison_for(**columns, term=_term(), only=only)


def _term() -> str:
    return request.args.get("term", "").strip()


def _only() -> bool:
    return request.args.get("show") == "differences"


def _view() -> links.Pairs:
    """The part of the address that says which rows are shown."""
    return [("show", "differences")] if _only() else []


def _page(answer: Document) -> str:
    query = links.asked("statement", "term", "actor")
    names, terms = _names(answer["columns"]), _terms(answer["columns"])
    subject = f"{_listed([wording.isolated(n) for n in names])} on {_listed([wording.isolated(t) for t in terms])}"
    return pages.render(
        "compare.html",
        f"Comparing {subject}",
        f"Side by side: {subject}. Wording, date, source, and on which points they agree, differ or are silent.",
        keep=[*query, *_view()],
        answer=answer,
        columns=[_column(answer["columns"], place, query) for place in range(len(answer["columns"]))],
        names=names,
        told=_told(answer["columns"]),
        terms=terms,
        signs=SIGNS,
        only=_only(),
        query=query,
        others=_others(answer["columns"], query),
        csv=links.with_query(url_for("web.compare_csv"), [*query, *_view()]),
    )


def _names(columns: Sequence[Document]) -> list[str]:
    """A name for each column that is no other's: the actor, and the date or a number where the actor is there twice."""
    times = Counter(column["label"] for column in columns)
    names = [_dated(column) if times[column["label"]] > 1 else str(column["label"]) for column in columns]
    again = Counter(names)
    return [f"{name} ({place})" if again[name] > 1 else name for place, name in enumerate(names, start=1)]


def _dated(column: Document) -> str:
    return f"{column['label']}, {in_words(column['said'])}" if column["said"] else str(column["label"])


def _told(columns: Sequence[Document]) -> dict[str, str]:
    """Statement -> who, when, and in whose pages: enough to tell two accounts of one utterance apart."""
    return {
        one["id"]: f"{one['actor']['name']}, {in_words(one['said'])} ({one['source']['publisher']})"
        for column in columns
        for one in column["statements"]
    }


def _terms(columns: Sequence[Document]) -> list[str]:
    return list(dict.fromkeys(column["term"]["preferred"] for column in columns))


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _column(columns: Sequence[Document], place: int, query: links.Pairs) -> Document:
    """A column's head with the addresses of the comparison without it, and with it one place earlier."""
    named = [pair for pair in query if pair[0] != "term"]
    swapped = [*named[: place - 1], named[place], named[place - 1], *named[place + 1 :]] if place else []
    return {
        **columns[place],
        "remove": _with_columns(query, named[:place] + named[place + 1 :]) if len(columns) > MIN_COLUMNS else None,
        "earlier": _with_columns(query, swapped) if place else None,
    }


def _with_columns(query: links.Pairs, columns: links.Pairs) -> str:
    """This comparison's address with other columns."""
    term = [pair for pair in query if pair[0] == "term"]
    return links.with_query(request.path, [*term, *columns, *_view()])


def _others(columns: Sequence[Document], query: links.Pairs) -> list[Document]:
    """Actors on the same term that could be added, A to Z; none for a comparison of statements or a full one."""
    if columns[0]["type"] != "actor" or len(columns) >= MAX_COLUMNS:
        return []
    present = {column["actor"]["slug"] for column in columns}
    return [
        {**actor, "address": links.with_query(request.path, [*query, ("actor", actor["slug"])])}
        for actor in _actors_on(columns[0]["term"]["slug"])
        if actor["slug"] not in present
    ]


def _actors_on(term: str) -> list[Document]:
    """Everyone with a statement on the term, in joint texts too, A to Z."""
    speakers: dict[str, Document] = {}
    for one in reading.statements_of(term=term):
        for actor in (one["actor"], *(party["actor"] for party in one["with"])):
            speakers[actor["slug"]] = actor
    return sorted(speakers.values(), key=lambda actor: (shown.plain(actor["name"]).casefold(), actor["slug"]))


def _start() -> str:
    """How to compare, for an address that names nothing yet."""
    counts = reading.statement_counts("term")
    terms = sorted(reading.every("term"), key=lambda term: term["preferred"].casefold())
    return pages.render(
        "compare_start.html",
        "Compare",
        "Lay two to eight statements, or actors on one term, side by side.",
        json=False,
        terms=[term for term in terms if counts.get(term["slug"], 0) >= MIN_COLUMNS],
        counts=counts,
    )


def _refused(sentence: str, statements: Sequence[str], actors: Sequence[str], term: str) -> Response | str:
    """What was asked for, to be ticked anew, under the sentence that says what is wrong."""
    if statements and not actors and not term:
        return _choose_statements(statements, sentence)
    if actors and term and not statements:
        return _choose_actors(term, actors, sentence)
    return errors.page(BadRequest(sentence))


def _choose_statements(statements: Sequence[str], sentence: str) -> Response:
    found = reading.statements(dict.fromkeys(statements))
    terms = {one["term"]["slug"]: one["term"] for one in found}
    body = pages.render(
        "compare_choose.html",
        "Choose what to compare",
        "Two to eight statements can be laid side by side.",
        json=False,
        sentence=sentence,
        statements=found,
        terms=list(terms.values()),
    )
    return Response(body, 400, content_type="text/html; charset=utf-8")


def _choose_actors(term: str, ticked: Sequence[str], sentence: str) -> Response:
    subject = pages.record("term", term, "term")
    body = pages.render(
        "compare_choose.html",
        "Choose what to compare",
        "Two to eight actors can be laid side by side on one term.",
        keep=[("term", term)],
        json=False,
        sentence=sentence,
        term=subject,
        actors=_actors_on(term),
        ticked=set(ticked),
    )
    return Response(body, 400 if sentence else 200, content_type="text/html; charset=utf-8")
