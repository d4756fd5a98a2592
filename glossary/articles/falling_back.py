"""The most plausible speaker of a term to whom no attribution leads; always offered with a doubt.

The rules for attributions know sentences by their build. Where they find nobody, and the sentence holds a quotation or a
word that tells that somebody speaks, this looks only at what stands where: subjects before objects, what is beside a
telling word or a quotation before what is far. A term in plain narration stays without a speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.articles.company import Company
from glossary.articles.frame import Frame
from glossary.articles.groups import Group
from glossary.articles.mentions import Mention
from glossary.articles.resolving import Memory
from glossary.articles.scopes import Claim
from glossary.articles.sentences import Quote
from glossary.articles.speaker import Speaker
from glossary.articles.telling import told
from glossary.articles.verbs import SAYS
from glossary.articles.view import View

UNCERTAIN = "Speaker not certain: {} was named nearest to the words, but no attribution was recognised."
GOES_ON = "The quotation goes on without a new attribution; it was given to the speaker before."
GONE_ON = "Speaker not certain: nobody is named in the sentence; {} spoke last."
ENOUGH = 4
"""Points from which on somebody is offered."""
BESIDE = 4
"""Words between a name and the word of telling that belongs to it."""
ASIDE = 14
"""Words between two commas that are passed over from a name to its verb."""
_OF = frozenset({"of", "by", "de", "del", "du", "des", "d'", "par", "por", "von", "durch", "from"})
_IN_VIEW = frozenset({"for", "to", "pour", "para", "fur", "для", "according", "selon", "segun", "laut"})
_COMPANY = frozenset({"between", "entre", "zwischen", "между", "بين"})
_PRO_DROP = frozenset({"es", "ar", "he", "it", "pt"})
"""Languages in which a verb needs no subject."""

Found = tuple[Claim, Group | None, Speaker]


class FallingBack:
    """Looks for the speakers of the terms of one sentence that nobody was found for."""

    def __init__(self, view: View, starts: Sequence[int], memory: Memory, before: Sequence[Speaker]) -> None:
        self._view = view
        self._starts = starts
        self._memory = memory
        self._before = before
        self._company = Company(view)
        self._told = [self._tells(at) for at in range(len(view.tokens))]
        self._speaks = any(self._told) or bool(view.quotes)

    def offered(self, mention: Mention) -> Iterator[Found]:
        """Who may speak of a term, each with the doubt; nobody in plain narration."""
        if not self._speaks or mention.weak:
            return
        ranked = sorted(self._view.groups, key=lambda group: -self._points(group, mention))
        for group in ranked:
            if self._points(group, mention) < ENOUGH:
                break
            found = list(self._who(group, mention))
            if found:
                yield from found
                return
        yield from self._going_on(mention)

    def _tells(self, at: int) -> str:
        view = self._view
        if view.quoted[at] or not view.tokens[at].word or view.group(at):
            return ""
        return told(view.fold(at), view.grammar.language)

    # Who is near.

    def _points(self, group: Group, mention: Mention) -> float:
        """How plausible it is that a group speaks of a term; distance decides among equals."""
        points = self._by_place(group, mention)
        points += group.kind == "actor" or group.kind == "pronoun"
        points += group.person or group.human
        return points - min(abs(group.first - mention.first), 60) / 100

    def _by_place(self, group: Group, mention: Mention) -> int:
        view = self._view
        before = view.fold(group.first - 1)
        if group.first <= mention.first < group.last or before in _COMPANY:
            return -9
        if not group.own and self._mark_after(group) == ":":
            return 4
        if group.own:
            return 4 * any(self._told[group.last + 1 : group.last + BESIDE])
        if before in _OF and (self._telling_noun(group.first - 1) or self._head(group, mention) >= ENOUGH):
            return 4
        if before in _IN_VIEW and (group.first <= 2 or view.tokens[group.first - 2].text in ",—–"):
            return 4
        if before in view.grammar.prepositions and not word_is_that(view, group):
            return 1 if self._verb_after(group) is not None else 0
        if self._verb_after(group) is not None:
            return 4
        if self._verb_before(group) is not None:
            return 3
        alone = sum(one.kind in ("actor", "name") for one in view.groups) == 1
        return 2 * (group.first < mention.first) + self._beside_quote(group) + alone

    def _mark_after(self, group: Group) -> str:
        return self._view.tokens[group.last].text if group.last < len(self._view.tokens) else ""

    def _head(self, group: Group, mention: Mention) -> int:
        """How plausible the group is of which this one is the owner: `the researchers of X`."""
        head = self._view.group(group.first - 2)
        return self._by_place(head, mention) if head and head.first < group.first and head.kind != "actor" else 0

    def _telling_noun(self, at: int) -> bool:
        return any(self._told[max(at - 3, 0) : at])

    def _verb_after(self, group: Group) -> int | None:
        """Where the word of telling stands that has the group as its subject, over small words and an aside."""
        view = self._view
        place = self._past_aside(group.last)
        for at in range(place, min(place + BESIDE, len(view.tokens))):
            if self._told[at]:
                return at
            if not view.tokens[at].word or view.inside[at] or view.group(at):
                return None
        return None

    def _past_aside(self, place: int) -> int:
        view = self._view
        if place >= len(view.tokens) or view.tokens[place].text not in ",(—–":
            return place
        closing = {"(": ")"}.get(view.tokens[place].text, view.tokens[place].text)
        for at in range(place + 1, min(place + ASIDE, len(view.tokens))):
            if view.tokens[at].text == closing and not view.inside[at]:
                return at + 1
        return place + (closing == "," and view.tokens[place - 1].word)

    def _verb_before(self, group: Group) -> int | None:
        for at in range(group.first - 1, max(group.first - 1 - BESIDE, -1), -1):
            if self._told[at]:
                return at
            if not self._view.tokens[at].word or self._view.group(at):
                return None
        return None

    def _beside_quote(self, group: Group) -> int:
        """A name at marks of quotation."""
        return 2 if group.last < len(self._view.tokens) and self._view.quoted[group.last] else 0

    # Who is meant.

    def _who(self, group: Group, mention: Mention) -> Iterator[Found]:
        for one in self._company.members_of_chain(group, group.last):
            named, title = self._company.named(one)
            for who in self._memory.resolve(named, self._view.tokens, title):
                if who.actor or who.person:
                    doubt = UNCERTAIN.format(who.name)
                    yield Claim(mention, self._frame(named), self._quote(mention), doubt), named, who

    def _frame(self, group: Group) -> Frame:
        verb = self._verb_after(group)
        verb = self._verb_before(group) if verb is None else verb
        if verb is None:
            return Frame("guess", group.last, group.first, group.last, SAYS, [group])
        return Frame("guess", verb, min(verb, group.first), verb + 1, SAYS, [group])

    def _quote(self, mention: Mention) -> Quote | None:
        return next((one for one in self._view.quotes if one.first <= mention.first <= one.last), None)

    def _going_on(self, mention: Mention) -> Iterator[Found]:
        """Who spoke last, for a quotation or a word of telling in a sentence that names nobody."""
        drops = self._view.grammar.language in _PRO_DROP and any(self._told)
        if not (self._quote(mention) or drops) or any(
            self._by_place(group, mention) > 1 for group in self._view.groups
        ):
            return
        for who in self._before:
            frame, quote = Frame("continued", 0, 0, 0, SAYS, []), self._quote(mention)
            yield Claim(mention, frame, quote, GOES_ON if quote else GONE_ON.format(who.name)), None, who


def word_is_that(view: View, group: Group) -> bool:
    """Whether the word before a group only opens a clause."""
    return view.fold(group.first - 1) in view.grammar.that | view.grammar.subordinates
