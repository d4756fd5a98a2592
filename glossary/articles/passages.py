"""One sentence read: the terms in it, the attributions, and which belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.articles.falling_back import FallingBack
from glossary.articles.frame import Frame
from glossary.articles.frames import FrameFinder
from glossary.articles.groups import Group
from glossary.articles.mentions import Mention
from glossary.articles.referring import referred
from glossary.articles.resolving import Memory
from glossary.articles.scopes import Claim, Scopes
from glossary.articles.speaker import Speaker
from glossary.articles.speakers import Cast
from glossary.articles.verbs import SAYS
from glossary.articles.view import View
from glossary.articles.words import word_set

OPENING = "The term stands in the opening phrase of the sentence, before the speaker."
REPORTED = "Told by {}; the words are those of the speaker as reported there."
WEAK_REACH = 6
"""Words after a verb among which a word that is seldom a term counts as one."""
_OPENINGS = word_set("of on about asked regarding as pressed for questioned")

Found = tuple[Claim, Group | None, Speaker]


class Passage:
    """A sentence with its terms and attributions."""

    def __init__(self, view: View, found: Sequence[Mention], memory: Memory, before: Sequence[Speaker]) -> None:
        self.view = view
        self._mentions = found
        self._memory = memory
        self._before = before
        finder = FrameFinder(view)
        self.frames = finder.frames()
        self._refused = finder.refused
        self.guessed: tuple[Speaker, ...] = ()
        """Speakers for whom only their place speaks."""
        self._starts = finder.starts
        self.scopes = Scopes(view, self.frames, finder.starts)
        self.cast = Cast(view, self.frames, memory)

    def labelled(self) -> Iterator[Found]:
        """Every term of the sentence with who speaks by the label before it."""
        for mention in self._mentions:
            claim = Claim(mention, Frame("label", 0, 0, 0, SAYS, [], inner=self.frames))
            yield from ((claim, None, who) for who in self._memory.told if not mention.weak)

    def under(self, earlier: Mention | None) -> Iterator[Found]:
        """As `found`; what belongs to nobody is that of the body in the label before it, as in a list of replies."""
        found = list(self.found(earlier))
        held = {claim.mention for claim, _, _ in found}
        yield from found
        yield from (one for one in self.labelled() if one[0].mention not in held and not self._refused)

    def found(self, earlier: Mention | None) -> Iterator[Found]:
        """The terms that belong to somebody, with the speaker. earlier: a term shortly before, for `it`."""
        claims = [claim for claim in self.scopes.claims(self._mentions) if self._holds(claim)]
        claimed = {claim.mention for claim in claims}
        for mention in self._mentions:
            if mention not in claimed and not mention.weak:
                claims += self._unclaimed(mention)
        claims += referred(self.view, self.frames, claims, earlier)
        found = [one for claim in claims for one in self._who(claim)]
        yield from found
        if not self._refused:
            held = {claim.mention for claim, _, _ in found}
            left = [mention for mention in self._mentions if mention not in held]
            falling_back = self._falling_back() if left else None
            for mention in left:
                yield from self._remembered(list(falling_back.offered(mention)) if falling_back else [])

    def _falling_back(self) -> FallingBack:
        return FallingBack(self.view, self._starts, self._memory, self._before)

    def _remembered(self, found: list[Found]) -> list[Found]:
        """The same, with the speakers remembered for the sentences after."""
        if found:
            self.guessed = tuple(who for _, _, who in found)
            self._memory.name(self.guessed)
        return found

    def _holds(self, claim: Claim) -> bool:
        if not claim.mention.weak:
            return True
        return not claim.frame.says and 0 <= claim.mention.first - claim.frame.end <= WEAK_REACH

    def _who(self, claim: Claim) -> Iterator[Found]:
        if claim.frame.kind == "continued":
            yield from ((claim, None, who) for who in self._before)
            return
        pairs = self.cast.of(claim.frame)
        if claim.frame.kind == "according" and all(who.media or self._is_anybody(group, who) for group, who in pairs):
            yield from self._falling_back().offered(claim.mention)
        nameless = self._is_nameless if claim.frame.kind == "according" else self._is_anybody
        if pairs and all(who.media or nameless(group, who) for group, who in pairs):
            inner = [one for one in self._within(claim.frame) if one.end <= claim.mention.first and self.cast.of(one)]
            inner += [
                one for one in self.frames if one.kind == "according" and one is not claim.frame and self.cast.of(one)
            ]
            if inner and self.cast.of(inner[0])[0][1].actor:
                told = Claim(claim.mention, inner[0], claim.quote, REPORTED.format(pairs[0][1].name))
                yield from ((told, group, who) for group, who in self.cast.of(inner[0]))
                return
        yield from ((claim, group, who) for group, who in pairs)

    def _within(self, frame: Frame) -> list[Frame]:
        """The attributions inside what another reports, before it or after."""
        return [*(one for one in self.frames if one.at < frame.first and one.kind == "said"), *frame.inner]

    def _is_anybody(self, group: Group, who: Speaker) -> bool:
        """`officials`, `diplomats`, `sources`: reporters rather than speakers where they tell what another said."""
        return who.actor is None and group.kind == "body" and group.plural and not group.land and not group.owners

    def _is_nameless(self, group: Group, who: Speaker) -> bool:
        """As `_is_anybody`, and `according to a political official`, too."""
        return self._is_anybody(group, who) or (who.actor is None and group.kind == "role" and not group.definite)

    def _unclaimed(self, mention: Mention) -> Iterator[Claim]:
        inside = any(one.first <= mention.first <= one.last for one in self.view.quotes)
        claim = None if inside else self._topic(mention)
        if claim:
            yield claim

    def _topic(self, mention: Mention) -> Claim | None:
        """`Of a pause, X said`: the opening phrase names what is spoken about."""
        if self.view.fold(0) not in _OPENINGS:
            return None
        frame = next((one for one in self.frames if one.says and one.first > mention.first), None)
        return Claim(mention, frame, None, OPENING) if frame else None
