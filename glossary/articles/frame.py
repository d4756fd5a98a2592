"""An attribution: a verb of saying or of taking a stand, and the groups of words that are its subject."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossary.articles.groups import Group
from glossary.articles.verbs import SAYS


@dataclass(slots=True)
class Frame:
    """An attribution.

    kind: `said`, `participle`, `infinitive`, `passive`, `according`, `noun`, `weak`, `continued` or `label`. at: the
    place of the verb; first: where subject and verb begin; end: after verb and particle. speakers: who speaks.
    inverted: the subject follows. inner: attributions inside what is said. titles: places of titles beside names.
    """

    kind: str
    at: int
    first: int
    end: int
    stance: str
    speakers: list[Group]
    negated: bool = False
    inverted: bool = False
    inner: list[Frame] = field(default_factory=list)
    titles: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def says(self) -> bool:
        """Whether the verb only reports, so that what is said decides the stance."""
        return self.stance == SAYS
