"""Candidates made from what was found in a sentence."""

from __future__ import annotations

from datetime import date

from glossary.articles.candidate import Candidate, Span
from glossary.articles.groups import Group
from glossary.articles.languages import language_of_words
from glossary.articles.mentions import Mention
from glossary.articles.quoting import inner, joined, shortened
from glossary.articles.said import said
from glossary.articles.scopes import Claim, Scopes
from glossary.articles.sentences import Quote
from glossary.articles.speaker import Speaker
from glossary.articles.stances import stance
from glossary.articles.view import View

SHORTENED = "The quotation is longer than 25 words; the stretch around the term is offered."
TELLS = "It is said here what another term means; that may be no use of this term."
NAMELESS = "No recorded actor has this name or description."


class Maker:
    """Makes candidates of one article."""

    def __init__(self, text: str, article: date | None, language: str) -> None:
        self._text = text
        self._article = article
        self._language = language

    def made(self, view: View, scopes: Scopes, claim: Claim, group: Group | None, who: Speaker) -> Candidate:
        """The candidate for a claim and one of its speakers."""
        mention, frame = claim.mention, claim.frame
        term = Span(*view.text(mention.first, mention.last))
        quote, place, short = self._quote(view, scopes, claim, term)
        if not quote:  # marks without words between them
            place, short = None, ""
        day, undated = said(view.tokens, frame.at, self._article)
        doubts = [claim.doubt, *who.doubts, self._filed(mention), "" if who.actor else NAMELESS, short, undated]
        return Candidate(
            passage=self._text[view.sentence.start : view.sentence.end],
            passage_span=Span(view.sentence.start, view.sentence.end),
            term=mention.term,
            term_as_written=self._text[term.start : term.end],
            term_span=term,
            alternatives=mention.alternatives,
            speaker=self._written(view, group, who),
            speaker_span=Span(*view.text(group.name_at, group.last)) if group else None,
            name=who.name,
            actor=who.actor,
            speaking_as=who.title,
            verb=self._verb(view, claim),
            stance=stance(frame, view.tokens, mention.first, mention.last, view.grammar),
            quote=quote,
            quote_span=place,
            said=day,
            language=language_of_words(quote or self._text[term.start : term.end], self._language, mention.language),
            doubts=tuple(dict.fromkeys(doubt for doubt in doubts if doubt)),
        )

    def _written(self, view: View, group: Group | None, who: Speaker) -> str:
        if group is None:
            return who.name
        start, end = view.text(group.name_at, group.last)
        return " ".join(self._text[start:end].split())

    def _verb(self, view: View, claim: Claim) -> str:
        frame = claim.frame
        if frame.kind in ("label", "continued"):
            return ""
        if frame.end <= frame.at:
            return ""
        start, end = view.text(frame.at, max(frame.end if frame.kind != "noun" else frame.at + 1, frame.at + 1))
        return " ".join(self._text[start:end].split())

    def _filed(self, mention: Mention) -> str:
        if mention.told:
            return TELLS
        if not (mention.bare and mention.alternatives):
            return ""
        return "The text has only a short form of the term; it may belong under another."

    # Quotations.

    def _quote(self, view: View, scopes: Scopes, claim: Claim, term: Span) -> tuple[str, Span | None, str]:
        parts = self._parts(view, scopes, claim)
        if claim.frame.kind == "label":
            span, cut = shortened(self._text, Span(view.sentence.start, view.sentence.end), term)
            return joined(self._text, [span]).rstrip(".!?"), span, SHORTENED if cut else ""
        if not parts:
            return "", None, ""
        whole = joined(self._text, parts)
        if len(parts) > 1 and len(whole.split()) <= 25:
            return whole, Span(parts[0].start, parts[-1].end), ""
        own = next((part for part in parts if part.start <= term.start < part.end), parts[0])
        span, cut = shortened(self._text, own, term)
        return joined(self._text, [span]), span, SHORTENED if cut else ""

    def _parts(self, view: View, scopes: Scopes, claim: Claim) -> list[Span]:
        """The parts of the quotation that belongs to a claim: around the term, or the only one of its attribution."""
        first = claim.mention.first
        around = [one for one in view.sentence.quotes if one.first <= first <= one.last]
        quotes = around or self._beside(view, scopes, claim)
        if around and around[0] in view.quotes:
            quotes = self._split(view, around[0], claim.frame.at)
        elif not around and len(quotes) > 1 and not self._is_split(view, quotes[0], quotes[1], claim.frame.at):
            quotes = quotes[-1:]
        return [inner(self._text, view.tokens, one) for one in quotes]

    def _beside(self, view: View, scopes: Scopes, claim: Claim) -> list[Quote]:
        """Quotations of the same attribution in which no other term stands."""
        return [
            one
            for one in view.sentence.quotes
            if scopes.of_quote(one) is claim.frame and not scopes.has_term(one)
        ]  # fmt: skip

    def _split(self, view: View, quote: Quote, verb: int) -> list[Quote]:
        """A quotation with the part on the other side of its attribution."""
        at = view.quotes.index(quote)
        if at and self._is_split(view, view.quotes[at - 1], quote, verb):
            return [view.quotes[at - 1], quote]
        if at + 1 < len(view.quotes) and self._is_split(view, quote, view.quotes[at + 1], verb):
            return [quote, view.quotes[at + 1]]
        return [quote]

    def _is_split(self, view: View, one: Quote, other: Quote, verb: int) -> bool:
        """Whether only an attribution between commas stands between two quotations."""
        between = view.tokens[one.last + 1 : other.first]
        comma = view.tokens[one.last - 1].text in ",—" or (between[:1] and between[0].text == ",")
        return (
            bool(comma)
            and one.last < verb < other.first
            and len(between) <= 12
            and bool(between)
            and between[-1].text != "."
        )
