"""What can go wrong, in sentences a person can act on. Doors turn these into pages, problems or exit codes."""

from __future__ import annotations


class GlossaryError(Exception):
    """Something was refused; the message is a sentence for the person who asked."""


class NotFound(GlossaryError):
    """No such record, or none that may be read."""


class Moved(GlossaryError):
    """The record has another address now; `slug` is its present one."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"This record is now at {slug}.")
        self.slug = slug


class Invalid(GlossaryError):
    """The request cannot be answered as asked: a bad value, too many, too few."""


class UnsafeSetting(GlossaryError):
    """The server refuses to start with this setting."""


class IndexUnavailable(GlossaryError):
    """The search index is missing, damaged or not yet built."""


class SeedRefused(GlossaryError):
    """The data set has errors; nothing was imported. `problems` lists them, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(f"The data set was refused: {len(problems)} problem(s).")
        self.problems = problems


class Refused(GlossaryError):
    """What an editor wrote cannot be published. `fields`: name (may be empty, or a path) -> sentences."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        super().__init__("This cannot be published as it stands.")
        self.fields = fields


class Taken(Refused):
    """The address that a new record was to have is that of another one."""


class NeedsReview(GlossaryError):
    """Whoever asked may not publish this alone; nothing was published."""


class Overtaken(GlossaryError):
    """Somebody published the record since the revision that the editor began from."""

    def __init__(self, kind: str, slug: str, base: int, present: int) -> None:
        super().__init__(f"The {kind} {slug} is at revision {present} now; this was made from revision {base}.")
        self.kind, self.slug, self.base, self.present = kind, slug, base, present
