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
from glossary.articles.words import PERSONAL, word_set

OPENING = "The term stands in the opening phrase of the sentence, before the speaker."
NO_VERB = "No verb of saying was recognised; check that this is the speaker's own stand."
REPORTED = "Told by {}; the words are those of the speaker as reported there."
WEAK_REACH = 6
"""Words after a verb among which a word that is seldom a term counts as one."""
_OPENINGS = word_set("of on about asked regarding as pressed for questioned")
_SPEECH = word_set("put kept saw gave gives got set made told spoke wrote drew took led laid held stood")
_NO_SPEECH = word_set(
    "arrived visited met traveled travelled died resigned killed launched attacked violated landed "
    "returned entered succeeded served appeared attended was wounded injured arrested detained moved "
    "headed joined flew hosted held 's worked lived born visits meets arrives lost suffered faces faced "
    "used uses has is does violated broke"
) - {"used", "uses"}

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
            falling_back = FallingBack(self.view, self._starts, self._memory, self._before)
            for mention in self._mentions:
                if mention not in held:
                    yield from self._remembered(list(falling_back.offered(mention)))

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
        if pairs and all(who.media or self._is_anybody(group, who) for group, who in pairs):
            inner = [one for one in self._within(claim.frame) if one.end <= claim.mention.first and self.cast.of(one)]
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

    def _unclaimed(self, mention: Mention) -> Iterator[Claim]:
        quote = next((one for one in self.view.quotes if one.first <= mention.first <= one.last), None)
        if quote:
            if self.view.tokens[quote.first - 1].text == ":" and quote.first and (claim := self._person(mention)):
                yield claim
            return
        claim = self._topic(mention) or self._person(mention)
        if claim:
            yield claim

    def _topic(self, mention: Mention) -> Claim | None:
        """`Of a pause, X said`: the opening phrase names what is spoken about."""
        if self.view.fold(0) not in _OPENINGS:
            return None
        frame = next((one for one in self.frames if one.says and one.first > mention.first), None)
        return Claim(mention, frame, None, OPENING) if frame else None

    def _person(self, mention: Mention) -> Claim | None:
        """A person is the subject of a verb that is in no table, and the term comes after it."""
        view = self.view
        start = view.clause_start(mention.first, self._starts)
        group = view.first_group(start, mention.first)
        if not group or not self._is_person(group) or view.fold(start) in view.grammar.subordinates:
            return None
        if any(one.kind == "said" and group.first <= one.at < mention.first for one in self.frames):
            return None
        who = self._memory.resolve(group, view.tokens)[:1]
        if not who or not who[0].person or not self._acts(group):
            return None
        frame = Frame("weak", group.last, group.first, group.last + 1, SAYS, [group])
        self.cast.add(frame, group, who[0])
        return Claim(mention, frame, None, NO_VERB)

    def _is_person(self, group: Group) -> bool:
        return group.kind in ("actor", "name") or self.view.fold(group.first) in PERSONAL

    def _acts(self, group: Group) -> bool:
        """Whether a verb other than one of being, moving or fighting follows the name."""
        place = group.last
        while self.view.fold(place) in self.view.grammar.auxiliaries - self.view.grammar.be:
            place += 1
        word = self.view.fold(place)
        if self.view.fold(place + 1) in ("no", "nothing"):
            return False
        return word in _SPEECH or (word.endswith(("ed", "s")) and word not in _NO_SPEECH and not self.view.group(place))
