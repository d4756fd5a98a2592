"""What the desk's forms are made of: fields that accept messy input, rows that can be added, and names for all of them.

Forms only collect; whether something may be published is judged by the services, with their sentences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form, FormField, SelectMultipleField, StringField

from glossary.numbers import whole_number
from glossary.services.drafts.drafting import NEW as NEW

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def tidy(text: str | None) -> str:
    """Without outer blanks, inner ones single, letters composed (NFC). Other blanks, as before French signs, stay."""
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text or "")).strip()


def tidy_lines(text: str | None) -> str:
    """The same line by line; empty lines go."""
    return "\n".join(filter(None, (tidy(line) for line in (text or "").splitlines())))


class Line(StringField):
    """A short or long text, or a value chosen from a list."""

    def __init__(self, label: str = "", **more: Any) -> None:
        super().__init__(label, filters=[tidy], default="", **more)


class Lines(StringField):
    """Several values, one a line."""

    def __init__(self, label: str = "", **more: Any) -> None:
        super().__init__(label, filters=[tidy_lines], default="", **more)

    def values(self) -> list[str]:
        """The lines."""
        return (self.data or "").splitlines()


class Ticks(SelectMultipleField):
    """Values that are ticked; whether they are known is judged elsewhere."""

    def __init__(self, label: str = "", **more: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, default=(), **more)


class Rows(FieldList):
    """A part that repeats. The library's own reading of the rows' numbers fails of digits that `int` does not take."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        start = f"{prefix}-"
        numbers = (whole_number(name[len(start) :].split("-", 1)[0]) for name in formdata if name.startswith(start))
        yield from (number for number in numbers if number is not None)


def rows(form: type[Form], label: str) -> FieldList:
    """A part that repeats."""
    return Rows(FormField(form), label, default=())


class DeskForm(FlaskForm):
    """A form of the desk. Its token belongs to the session and is checked by the desk's guard."""

    class Meta:
        """No token of its own."""

        csrf = False


def leaves(form: Form, before: str = "") -> Iterator[tuple[Field, str]]:
    """Every field that holds a value, with its label in the whole form: "New actor, name", "Another party 2, role"."""
    for field in form:
        yield from _leaves(field, before, field.label.text)


def _leaves(field: Field, before: str, label: str) -> Iterator[tuple[Field, str]]:
    name = f"{before}, {label[:1].lower()}{label[1:]}" if before and label else before or label
    if isinstance(field, FormField):
        yield from leaves(field.form, name)
    elif isinstance(field, FieldList):
        yield field, name
        for number, entry in enumerate(field.entries, 1):
            yield from _leaves(entry, f"{name} {number}", "")
    else:
        yield field, name


def tidied(form: Form) -> list[str]:
    """The labels of the fields whose text was not taken exactly as it was typed."""
    texts = ((field, label) for field, label in leaves(form) if isinstance(field, Line | Lines) and field.raw_data)
    return [label for field, label in texts if str(field.raw_data[0]).replace("\r\n", "\n") != field.data]


def list_of(form: Form, wanted: str) -> FieldList | None:
    """The repeating part with this id."""
    found = (field for field, _ in leaves(form) if isinstance(field, FieldList) and field.id == wanted)
    return next(found, None)


def filled_rows(part: FieldList, name: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The rows in which anything is filled in, as the data set has them; and where each of them stands in the form."""
    filled = [entry for entry in part.entries if any(field.data for field in entry.form)]
    values = [{field.short_name: field.data for field in entry.form} for entry in filled]
    return values, {f"{name}.{number}": entry.id for number, entry in enumerate(filled)}


def is_blank(form: Form) -> bool:
    """Whether nothing at all is filled in."""
    return not any(field.data for field, _ in leaves(form) if not isinstance(field, FieldList))
