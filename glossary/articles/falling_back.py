"""The most plausible speaker of a term to whom no attribution leads; always offered with a doubt.

The rules for attributions know sentences by their build. Where they find nobody, and the sentence holds a quotation or
a word that tells that somebody speaks, this looks only at what stands where: subjects before objects, what is beside
a telling word or a quotation before what is far. A term in plain narration stays without a speaker.
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
from glossary.articles.telling_words import TellingWords
from glossary.articles.verbs import SAYS
from glossary.articles.view import View
from glossary.articles.words import DEFINITE, MEDIA, TEXTS, word_set

UNCERTAIN = "Speaker not certain: {} was named nearest to the words, but no attribution was recognised."
GOES_ON = "The quotation goes on without a new attribution; it was given to the speaker before."
GONE_ON = "Speaker not certain: nobody is named in the sentence; {} spoke last."
TRIED = 8
"""Groups of a sentence that are looked at, the most plausible first: where none of them is anybody, nobody speaks."""
ENOUGH = 3
"""Points from which on somebody is offered."""
BODY = 4
"""Points for its place alone from which on a body is offered that is not recorded."""
BESIDE = 4
"""Words between a name and the word of telling that belongs to it."""
OWN_TEXT = 6
"""Words from whose a text is to the word for the text."""
_OF = frozenset({"of", "by", "de", "del", "du", "des", "d'", "par", "por", "von", "durch", "from"})
_IN_VIEW = frozenset({"for", "to", "pour", "para", "fur", "для", "according", "selon", "segun", "laut"})
_MEDIA = MEDIA | word_set("agence agencia agentur агентство риа новости тасс وكالة صحيفة journal diario")
_WHOEVER = frozenset({"quien", "quienes", "chi"})
"""Words at the start of a sentence about anybody."""
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
        self._alone = sum(group.kind in ("actor", "name") for group in view.groups) == 1
        self._free = next((group.first for group in view.groups if not view.governed(group)), len(view.tokens))
        self._denied = any(token.fold in view.grammar.negations for token in view.tokens)
        self._words = TellingWords(view)
        self._known: dict[int, list[tuple[Group, Speaker]]] = {}
        self._told = self._words.told
        opens = any(self._is_viewer(group) and group.kind in ("actor", "role", "name") for group in view.groups)
        self._speaks = any(self._told) or bool(view.sentence.quotes) or opens

    def offered(self, mention: Mention) -> Iterator[Found]:
        """Who may speak of a term, each with the doubt; nobody in plain narration."""
        if not (self._speaks or self._colon(mention)) or mention.weak:
            return
        able = [group for group in self._view.groups if self._speaks or self._opens_colon(group, mention)]
        points = {id(group): self._points(group, mention) for group in able}
        plausible = [group for group in able if points[id(group)] >= ENOUGH]
        for group in sorted(plausible, key=lambda group: -points[id(group)])[:TRIED]:
            found = list(self._who(group, mention))
            if found:
                yield from found
                return
        yield from self._going_on(mention)

    # Who is near.

    def _points(self, group: Group, mention: Mention) -> float:
        """How plausible it is that a group speaks of a term; distance decides among equals."""
        points = self._by_place(group, mention)
        points += group.kind in ("actor", "pronoun") or (group.kind == "body" and bool(group.land))
        points += group.person or group.human
        points -= (
            2 * (group.kind == "name") * any(self._view.fold(at) in _MEDIA for at in range(group.first, group.last))
        )
        return points - min(abs(group.first - mention.first), 60) / 100

    def _by_place(self, group: Group, mention: Mention) -> int:
        if self._cannot(group, mention) or (self._is_loose(group) and self._words.after(group) is None):
            return -9
        if (not group.own and self._mark_after(group) == ":") or self._opens_colon(group, mention):
            return 4
        if group.own:
            return 4 * (any(self._told[group.last + 1 : group.last + BESIDE]) or self._own_text(group))
        before = self._view.fold(group.first - 1)
        if before in _OF and (self._telling_noun(group.first - 1) or self._head(group, mention) >= ENOUGH):
            return 4 - self._is_office(group.first - 2)
        if self._is_viewer(group):
            return 4
        if before in self._view.grammar.prepositions and not self._opens_clause(group):
            return self._governed(group, mention)
        return self._subject(group, mention)

    def _cannot(self, group: Group, mention: Mention) -> bool:
        """Whether the group holds the term, is only an object, or one of two between whom something is."""
        view, before = self._view, self._view.fold(group.first - 1)
        nobody = view.fold(group.first) == "on" and group.kind == "pronoun"
        told_of = nobody or (view.fold(group.first) == "it" and before not in _IN_VIEW and view.governed(group))
        other = view.group(group.first - 2) if before in ("and", *view.grammar_and()) else None
        between = before in _COMPANY or (other is not None and view.fold(other.first - 1) in _COMPANY)
        return group.first <= mention.first < group.last or between or told_of or view.quoted[group.first]

    def _is_loose(self, group: Group) -> bool:
        """`it`, `they`: pronouns that mostly stand for things."""
        english = self._view.grammar.language == "en"
        loose = english and group.kind == "pronoun" and self._view.fold(group.first) in ("it", "they")
        return loose and not self._is_viewer(group)

    def _is_viewer(self, group: Group) -> bool:
        """`For X, a truce is ...`"""
        first = group.first - 1
        opens = first <= 1 or self._view.tokens[first - 1].text in ",—–"
        return self._view.fold(first) in _IN_VIEW and opens

    def _opens_colon(self, group: Group, mention: Mention) -> bool:
        """`He contrasted it with another: “a truce ...”`, `And this from A on social media: “...”`."""
        view, quote = self._view, self._quote(mention)
        at = (quote.first if quote else self._colon(mention) + 1) - 1
        if at < 1 or view.tokens[at].text != ":" or group.last > at:
            return False
        free = [one for one in view.groups if one.last <= at and not view.governed(one)]
        if free:
            return group is free[0] and group.kind != "text"
        return view.fold(group.first - 1) in _OF

    def _own_text(self, group: Group) -> bool:
        """`the Pentagon's Law of War Manual`: a text that belongs to somebody."""
        near = range(group.last + 1, min(group.last + 1 + OWN_TEXT, len(self._view.tokens)))
        return any(self._view.fold(at) in TEXTS for at in near)

    def _colon(self, mention: Mention) -> int:
        """Where the colon before a term stands; 0 without one."""
        return next((at for at in range(mention.first, 0, -1) if self._view.tokens[at].text == ":"), 0)

    def _opens_clause(self, group: Group) -> bool:
        return self._view.fold(group.first - 1) in self._view.grammar.that | self._view.grammar.subordinates

    def _governed(self, group: Group, mention: Mention) -> int:
        """Of a group after a preposition: `a text of X that asks for`."""
        if self._words.after(group) is None:
            return 0
        if group.first < mention.first < self._free:
            return ENOUGH  # `В ХАМАС заявили`: nobody else is there
        of = self._view.fold(group.first - 1) in _OF
        return 3 if of and group.first < mention.first and not self._beside_name(group) else 1

    def _subject(self, group: Group, mention: Mention) -> int:
        if self._words.after(group) is not None:
            return 4
        if self._words.before(group) is not None:
            return 3
        if group.first > mention.first and not self._beside_quote(group):
            return 0
        return 2 * (group.first < mention.first) + self._beside_quote(group) + self._alone

    def _mark_after(self, group: Group) -> str:
        return self._view.tokens[group.last].text if group.last < len(self._view.tokens) else ""

    def _head(self, group: Group, mention: Mention) -> int:
        """How plausible the group is of which this one is the owner: `the researchers of X`."""
        head = self._view.group(group.first - 2)
        return self._by_place(head, mention) if head and head.first < group.first and head.kind != "actor" else 0

    def _beside_name(self, group: Group) -> bool:
        """Whether the group only tells more of a name before it: `X of Y`."""
        head = self._view.group(group.first - 2)
        return head is not None and head.kind in ("actor", "name")

    def _is_office(self, at: int) -> bool:
        """Whether the group at a place is one person's office, so that whose it is comes second."""
        head = self._view.group(at)
        return head is not None and head.kind == "role"

    def _telling_noun(self, at: int) -> bool:
        head = self._view.group(at - 1)
        return any(self._told[max(at - 3, 0) : at]) or (head is not None and head.kind == "text")

    def _beside_quote(self, group: Group) -> int:
        """A name at marks of quotation."""
        return 2 if group.last < len(self._view.tokens) and self._view.quoted[group.last] else 0

    # Who is meant.

    def _who(self, group: Group, mention: Mention) -> Iterator[Found]:
        for named, who in self._meant(group):
            if who.actor or who.person or self._by_place(group, mention) >= BODY:
                doubt = UNCERTAIN.format(who.name)
                yield Claim(mention, self._frame(named), self._quote(mention), doubt), named, who

    def _meant(self, group: Group) -> list[tuple[Group, Speaker]]:
        """Who a group means; found out once, as every term of the sentence asks."""
        if id(group) not in self._known:
            named = [self._company.named(one) for one in self._company.members_of_chain(group, group.last)]
            found = [(one, who) for one, title in named for who in self._memory.resolve(one, self._view.tokens, title)]
            self._known[id(group)] = [(one, who) for one, who in found if not self._is_anybody(one, who)]
        return self._known[id(group)]

    def _is_anybody(self, group: Group, who: Speaker) -> bool:
        """`Families who ...`, `aid workers`: many people of whom nobody in particular speaks."""
        bare = not (group.land or group.owners) and self._view.fold(group.first) not in DEFINITE
        return who.actor is None and group.kind == "body" and bare and (group.plural or not group.definite)

    def _frame(self, group: Group) -> Frame:
        view, verb = self._view, self._words.after(group)
        verb = self._words.before(group) if verb is None else verb
        if verb is None:
            return Frame("guess", group.last, group.first, group.last, SAYS, [group])
        negated = any(view.fold(at) in view.grammar.negations for at in range(max(verb - 3, 0), verb))
        stance = self._told[verb]
        return Frame("guess", verb, min(verb, group.first), verb + 1, stance, [group], negated)

    def _quote(self, mention: Mention) -> Quote | None:
        return next((one for one in self._view.quotes if one.first <= mention.first <= one.last), None)

    def _folds_before(self, mention: Mention) -> list[str]:
        return [self._view.fold(at) for at in range(min(mention.first, BESIDE))]

    def _going_on(self, mention: Mention) -> Iterator[Found]:
        """Who spoke last, for a quotation or a word of telling in a sentence that names nobody."""
        grammar = self._view.grammar
        drops = grammar.language in _PRO_DROP and any(self._told) and (self._view.sentence.quotes or not self._denied)
        drops = drops and not any(view_fold in _WHOEVER for view_fold in self._folds_before(mention))
        if not (self._quote(mention) or drops) or any(
            self._by_place(group, mention) > 1 for group in self._view.groups
        ):
            return
        for who in self._before or self._memory.latest(lambda one: bool(one.actor)):
            frame, quote = Frame("continued", 0, 0, 0, SAYS, []), self._quote(mention)
            yield Claim(mention, frame, quote, GOES_ON if quote else GONE_ON.format(who.name)), None, who
