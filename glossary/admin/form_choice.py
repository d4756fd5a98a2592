"""A field in which a record is chosen: from a list where that is short, else by its name or its id, which is typed.

What is typed becomes the record's id as soon as the form is read, so nothing else at the desk knows the difference.
Where it may mean several, the form asks which: they stand under the field to be picked, and what was typed stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import Form, StringField
from wtforms.utils import unset_value

from glossary.admin.form_fields import NEW, leaves, tidy
from glossary.services.adding import choosing
from glossary.services.adding.choosing import MOST, Meant
from glossary.services.reading import offered

PICKED, TYPED = "-picked", "-typed"
"""After a field's name: the record that is picked of those under it, and the text for which these were offered."""
ALIKE = "{} {}s have the name “{}”. Choose one of them below."
PART = "No {} is called just “{}”. Choose one of those below, or type another name or an id."
FIRST = "No {} is called just “{}”. More than {} have it in their names: choose one below, or type more of the name."
NONE = "No {} has “{}” in its name. Type another part of the name, or an id."
SHOWN = 100
"""Characters of what was typed that a sentence repeats."""


class Choice(StringField):
    """A record of a kind, by its id; `also` are further values that stand for no record, each with its words."""

    def __init__(self, label: str = "", *, kind: str, also: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(label, filters=[tidy], default="", **more)
        self.kind, self.also = kind, dict(also or {})
        self.data: str = ""
        self.sent_as = self.name
        self.is_typed = False
        """Whether there are too many for a list."""
        self.meant = Meant(None)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """See WTForms; what is typed or picked is then read as a record, where it means one."""
        self.sent_as = self.name  # rows that are missing in between are closed up afterwards, and named anew
        super().process(formdata, data, extra_filters)
        self.is_typed = offered.are_many(self.kind)
        if self.is_typed:
            self._read(formdata or {})

    def _read(self, sent: Mapping[str, str]) -> None:
        picked = tidy(sent.get(self.name + PICKED))
        if picked and tidy(sent.get(self.name + TYPED)) == self.data:
            self.data = picked  # a name that was typed anew counts more than what was picked for the old one
        words = {text: value for value, text in self.also.items()}
        self.data = words.get(self.data, self.data)
        if self.data and self.data != NEW and self.data not in self.also:
            self.meant = choosing.meant(self.kind, self.data)
            if self.meant.record:
                self.data = self.meant.record.slug

    @property
    def text(self) -> str:
        """What stands in the field where it is typed: a chosen record with its id; nothing for a new one."""
        if self.meant.record:
            return choosing.text_of(self.meant.record)
        return "" if self.data == NEW else self.also.get(self.data, self.data)

    @property
    def question(self) -> str:
        """The sentence that asks which record is meant; empty where that is clear, or nothing is chosen."""
        known = not self.data or self.data == NEW or self.data in self.also or self.meant.record
        if known or not self.is_typed:
            return ""
        typed = self.data if len(self.data) <= SHOWN else f"{self.data[:SHOWN]}…"
        if self.meant.alike > 1:
            return ALIKE.format(self.meant.alike, self.kind, typed)
        if self.meant.more:
            return FIRST.format(self.kind, typed, MOST)
        return (PART if self.meant.proposed else NONE).format(self.kind, typed)


def choices_of(form: Form) -> list[Choice]:
    """The fields of a form in which a record is chosen."""
    return [field for field, _ in leaves(form) if isinstance(field, Choice)]


def questions(form: Form) -> dict[str, list[str]]:
    """By the id of its field: the sentence that asks which record is meant, where that is not clear."""
    return {field.id: [field.question] for field in choices_of(form) if field.question}


def as_read(form: Form, sent: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was sent, with ids for the names that were typed and picked; so the next step means the same records."""
    read = {field.sent_as: field.data for field in choices_of(form) if field.is_typed}
    aside = {name + end for name in read for end in (PICKED, TYPED)}
    return [(name, read.get(name, value)) for name, value in sent if name not in aside]
