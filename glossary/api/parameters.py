"""What may be asked of the API: names, kinds and bounds of query parameters. Anything else is refused."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from glossary.search.port import FACETS, SORTS
from glossary.services.search_requests import MOST_PAGES, MOST_ROWS, PAGE_SIZE

SLUG = validate.Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")
YEAR = validate.Regexp(r"^[0-9]{4}\Z")
LANGUAGE = validate.Regexp(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z")
CURSOR = validate.Regexp(r"^[A-Za-z0-9_-]{1,400}\Z")
_POINT = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?"
DATE = validate.Regexp(rf"^{_POINT}(/{_POINT})?\Z")


def _said(text: str) -> dict[str, Any]:
    return {"metadata": {"description": text}}


class Parameters(Schema):
    """Refuses names that are not listed."""

    class Meta:
        unknown = RAISE


def _limit(default: int) -> fields.Integer:
    bounds = validate.Range(min=1, max=MOST_ROWS)
    return fields.Integer(strict=False, load_default=default, validate=bounds, **_said("Items in one answer."))


def _cursor() -> fields.String:
    return fields.String(validate=CURSOR, **_said("The `next` of an answer before."))


class ListParameters(Parameters):
    """Part of a list."""

    limit = _limit(100)
    cursor = _cursor()


_Narrowed: Any = ListParameters.from_dict(
    {
        name: fields.String(validate=SLUG, **_said(f"Only statements of this {name}."))
        for name in ("term", "actor", "source", "event", "kind", "stance", "conflict")
    },
    name="NarrowedParameters",
)


class StatementListParameters(_Narrowed):  # type: ignore[misc]
    """Part of the list of statements, narrowed. An actor counts where it is named under `with` too."""


def _facet(name: str) -> fields.List[Any]:
    patterns = {"year": YEAR, "language": LANGUAGE}
    inner = fields.String(validate=patterns.get(name, SLUG))
    return fields.List(inner, **_said(f"Narrow by {name.replace('_', ' ')}; several values mean any of them."))


_Faceted: Any = Parameters.from_dict({name: _facet(name) for name in FACETS}, name="FacetParameters")


class SearchParameters(_Faceted):  # type: ignore[misc]
    """A search."""

    q = fields.String(**_said('Words (all of them), "a phrase", -excluded, prefix*. Any text is a safe query.'))
    from_ = fields.String(
        validate=DATE, data_key="from", attribute="from", **_said("Said on or after this date (EDTF).")
    )
    to = fields.String(validate=DATE, **_said("Said on or before this date (EDTF)."))
    sort = fields.String(validate=validate.OneOf(SORTS), **_said("Default: relevance, or newest without words."))
    exact = fields.Boolean(**_said("Only the words as typed, no other forms of them."))
    limit = _limit(PAGE_SIZE)
    cursor = _cursor()
    page = fields.Integer(validate=validate.Range(min=1, max=MOST_PAGES), **_said("Instead of a cursor: page number."))


class CompareParameters(Parameters):
    """A comparison: statements, or one term and actors."""

    statement = fields.List(fields.String(validate=SLUG), **_said("Two to eight statements, in the order wanted."))
    term = fields.String(validate=SLUG, **_said("The term on which actors are compared."))
    actor = fields.List(fields.String(validate=SLUG), **_said("Two to eight actors, in the order wanted."))
    show = fields.String(
        validate=validate.OneOf(["differences"]), **_said("Leave out rows in which no difference can be.")
    )
