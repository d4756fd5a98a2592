"""What may be asked of the API: names, kinds and bounds of query parameters. Anything else is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate

from glossary.search.port import FACETS, SORTS
from glossary.services.history.changes_asked import MOMENT, PERIOD
from glossary.services.history.past import NOT_HERE
from glossary.services.searching.requests import AFFILIATED, GROUPS, MOST_PAGES, MOST_ROWS, NO, PAGE_SIZE, YES

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_POINT = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?"


class Whole(validate.Regexp):
    """A pattern that the whole text has. It ends in `$`, as every engine that reads the description writes the end."""

    def __call__(self, value: str) -> str:  # type: ignore[override]
        """The value, if it is wholly of the pattern."""
        if not re.fullmatch(str(self.regex.pattern), value):
            raise ValidationError(self._format_error(value))
        return value


IS_SLUG = Whole(SLUG, error="Small letters, digits and single hyphens are wanted, as in addresses.")
IS_YEAR = Whole(r"^[0-9]{4}$", error="A year of four digits is wanted.")
IS_LANGUAGE = Whole(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", error="A language tag is wanted, such as ar or pt-BR."
)
IS_CURSOR = Whole(r"^[A-Za-z0-9_-]{1,600}$", error="This is no cursor; take the `next` of an answer before.")
IS_MOMENT = Whole(
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?Z)?$",
    error="A day or a moment in UTC is wanted, such as 2026-11-25 or 2026-11-25T10:00:00Z.",
)
IS_PUBLICATION = Whole(
    rf"^{MOMENT}$", error="The moment of a publication in UTC is wanted, such as 2026-11-25T10:00:00.25Z."
)
IS_PERIOD = Whole(rf"^{PERIOD}$", error="A year, a month or a day is wanted, such as 2026, 2026-11 or 2026-11-25.")
IS_DATE = Whole(rf"^{_POINT}(/{_POINT})?$", error="A date is wanted, such as 2023-10-27, 2023-10 or 1948/1949.")


def _said(text: str) -> dict[str, Any]:
    return {"metadata": {"description": text}}


class Parameters(Schema):
    """Refuses a second value where only one can count; `endpoint` sees to it that unlisted names are refused."""

    error_messages = {"unknown": "There is no such parameter here."}  # noqa: RUF012  (as the library has it)

    @pre_load
    def _once(self, given: Any, **_: Any) -> Mapping[str, Any]:
        single = {field.data_key or name for name, field in self.fields.items() if not isinstance(field, fields.List)}
        twice = [name for name in single if len(given.getlist(name)) > 1]
        if twice:
            raise ValidationError({name: ["It is given more than once, and takes one value."] for name in twice})
        values: Mapping[str, Any] = given
        return values

    def handle_error(self, error: ValidationError, data: Any, **_: Any) -> None:
        """Say of a moment where it is taken; of other unknown names there is no more to say."""
        said: Any = error.messages
        if "as_of" in said and "as_of" not in self.fields:
            said["as_of"] = [NOT_HERE]


class WholeNumber(fields.Integer):
    """A whole number in plain digits, from 1 to `most`."""

    def __init__(self, most: int, **rest: Any) -> None:
        self.sentence = f"A whole number from 1 to {most} is wanted."
        bounds = validate.Range(min=1, max=most, error=self.sentence)
        super().__init__(validate=bounds, error_messages={"invalid": self.sentence}, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> int:
        if not re.fullmatch("[0-9]{1,9}", str(value)):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **rest)


def _limit(default: int) -> WholeNumber:
    return WholeNumber(MOST_ROWS, load_default=default, **_said("Items in one answer."))


def _cursor() -> fields.String:
    return fields.String(validate=IS_CURSOR, **_said("The `next` of an answer before."))


def _as_of(what: str) -> fields.String:
    told = _said(f"{what}: at the end of a day that is over, or at a moment in UTC.")
    return fields.String(validate=IS_MOMENT, **told)


class AsOfParameters(Parameters):
    """A record as it is, or as it stood."""

    as_of = _as_of("The record as it stood")


class ListParameters(Parameters):
    """Part of a list."""

    limit = _limit(100)
    cursor = _cursor()


_Narrowed: Any = ListParameters.from_dict(
    {
        name: fields.String(validate=IS_SLUG, **_said(f"Only statements of this {name}."))
        for name in ("term", "actor", "source", "event", "kind", "stance", "conflict")
    },
    name="NarrowedParameters",
)


class StatementListParameters(_Narrowed):  # type: ignore[misc]
    """Part of the list of statements, narrowed. An actor counts where it is named under `with` too."""


def _yes_or_no(description: str) -> fields.Boolean:
    refusal: Any = {"invalid": "true or false is wanted."}
    return fields.Boolean(truthy=set(YES), falsy=set(NO), error_messages=refusal, **_said(description))


def _facet(name: str) -> fields.List[Any]:
    patterns = {"year": IS_YEAR, "language": IS_LANGUAGE}
    inner = fields.String(validate=patterns.get(name, IS_SLUG))
    return fields.List(inner, **_said(f"Narrow by {name.replace('_', ' ')}; several values mean any of them."))


_Faceted: Any = Parameters.from_dict({name: _facet(name) for name in FACETS}, name="FacetParameters")


class SearchParameters(_Faceted):  # type: ignore[misc]
    """A search."""

    q = fields.String(
        **_said(
            'Words (all of them), "a phrase", -excluded, prefix*, actor:kirby, term:, kind:, stance:, lang:, event:, '
            "source:, conflict:, year:, from: and to:. Any text is a safe query."
        )
    )
    from_ = fields.String(
        validate=IS_DATE, data_key="from", attribute="from", **_said("Said on or after this date (EDTF).")
    )
    to = fields.String(validate=IS_DATE, **_said("Said on or before this date (EDTF)."))
    narrower = _yes_or_no("Take the narrower terms of each chosen term along.")
    with_ = fields.String(
        validate=validate.OneOf([AFFILIATED]),
        data_key="with",
        attribute="with",
        **_said("`affiliated`: take the people and bodies of each chosen actor along."),
    )
    sort = fields.String(validate=validate.OneOf(SORTS), **_said("Default: relevance, or newest without words."))
    group = fields.String(validate=validate.OneOf(GROUPS), **_said("Hits grouped by term or by actor."))
    exact = _yes_or_no("Only the words as typed, no other forms of them, nothing recognised or forgiven.")
    limit = _limit(PAGE_SIZE)
    cursor = _cursor()
    page = WholeNumber(MOST_PAGES, **_said("Instead of a cursor: page number."))


class _Filled(fields.List[Any]):
    """A list whose blanks are fields of a form that were left empty, and name nothing."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> list[Any]:
        return super()._deserialize([one for one in value if one.strip()], attr, data, **rest)


class CompareParameters(Parameters):
    """A comparison: statements; actors on a term; an actor's terms; an actor over time; or one event."""

    statement = _Filled(fields.String(validate=IS_SLUG), **_said("Two to eight statements, in the order wanted."))
    term = _Filled(
        fields.String(validate=IS_SLUG),
        **_said("With several actors, the term they are compared on; with one, two to eight terms, or that over time."),
    )
    actor = _Filled(
        fields.String(validate=IS_SLUG), **_said("Two to eight actors on one term, in the order wanted, or one actor.")
    )
    over = fields.String(
        validate=validate.OneOf(["time"]), **_said("`time`: one actor's statements by date, with every change marked.")
    )
    with_ = fields.String(
        validate=validate.OneOf([AFFILIATED]),
        data_key="with",
        attribute="with",
        **_said("`affiliated`: over time, take the people and bodies of the actor along."),
    )
    event = fields.String(validate=IS_SLUG, **_said("One event: all its names, grouped by term."))
    show = fields.String(
        validate=validate.OneOf(["differences"]), **_said("Leave out rows in which no difference can be.")
    )
    as_of = _as_of("The records as they stood")
