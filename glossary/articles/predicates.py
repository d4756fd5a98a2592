"""What is said of a term that is the subject of its clause: `a ceasefire would only help one side`. English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.articles.words import word_set

SUBJECT = 6
"""Words after a term among which its verb stands, such as `in Gaza`."""
REACH = 14
"""Words after that verb that are looked at."""
DENIED = 2
"""Words before a cue among which a negation turns it round."""
VERBS = word_set(
    "is are was were will would can could must should shall has have had may might does do did needs need remains "
    "comes come isn't aren't wasn't won't wouldn't can't couldn't cannot mustn't shouldn't 's makes make saves "
    "saved helps help gives give allows allow means mean lets brings bring serves serve begins starts ends lasts "
    "applies holds requires offers benefits binds bind suspends covers excludes regulates goes dates derives "
    "stems works worked alone"
)
"""Words that follow a term as the verb of which it is the subject."""
_ABLE = word_set("can could may might")
_NEGATIONS = word_set("not never no neither nor hardly scarcely")


def _phrases(stance: str, phrases: str) -> list[tuple[tuple[str, ...], str]]:
    return [(tuple(phrase.split()), stance) for phrase in phrases.split("|")]


_DECIDING = {
    cue
    for cue, _ in _phrases(
        "",
        "tied to|linked to|alone do not|alone does not|alone can not|only if|only when|only after|provided|"
        "on condition|unless|rearm|regroup|surrender|recover its|only benefit|help only|only help|strengthen|"
        "legitimize|embolden|help nobody|nobody but|leave NAME",
    )
}
"""Phrases that decide wherever they stand in the clause."""
_OPPOSITES = {"supports": "opposes", "calls-for": "opposes", "opposes": "supports", "announces": "opposes"}


_TABLE = (
    _phrases(
        "conditional",
        "not do|tied to|linked to|connected to|one sided|be mutual|on both sides|both sides agree|only if|only when|"
        "only after|only with|provided|on condition|as long as|so long as|unless|if|depends on|depended on|depend on|"
        "must be coordinated|must be agreed|must include|must be accompanied|must be followed|must lead|"
        "must be linked|must be tied|must be long|have to be coordinated|has to be coordinated|has to include|"
        "have to include|should be coordinated|should include|long enough|enough|not enough|too short|insufficient|"
        "not sufficient|subject to|in exchange|in return|would come with",
    )
    + _phrases(
        "opposes",
        "play into|into the hands|would only|be used by|would encourage|not help|help only|only help|only benefit|"
        "benefit|benefits|leave NAME|help nobody|help no one|strengthen|strengthens|strengthening|legitimize|"
        "legitimise|rearm|regroup|recover its|surrender|dangerous|unrealistic|untenable|unacceptable|cynical|cruel|"
        "mistake|wrong|off the table|out of the question|premature|pointless|useless|meaningless|too late|farce|sham|"
        "no place|impossible|trap|trick|ploy|propaganda|hypocrisy|hypocritical|illusion|reward|gift|embolden|"
        "undermine|undermines|prolong|perpetuate|freeze|rejected|unthinkable|out of place|must end|no answer|"
        "no solution",
    )
    + _phrases(
        "calls-for",
        "not come soon enough|not come too soon|must|should|need to|needs to|has to|have to|needed|necessary|"
        "essential|vital|crucial|critical|imperative|urgent|overdue|come first|comes first|comes before|priority|"
        "required|the only way|be restored|life and death|is time|the answer|the solution|indispensable|not wait|"
        "come before|first step is",
    )
    + _phrases(
        "supports",
        "made it easier|makes it easier|make it easier|is right|would allow|will allow|could allow|can allow|"
        "would let|will let|would get|will get|can get|would give|will give|would bring|will bring|can bring|"
        "would enable|will enable|would provide|will provide|would open the way|respite|breathing space|worked|works|"
        "succeeded|effective|make sense|makes sense|made sense|help|helps|helped|ease|eases|save lives|saves lives|"
        "saved lives|positive|welcome|good|right step|right direction|step forward|step towards|step toward|"
        "important|significant|achievement|hope|chance|opportunity|relief to|facilitate|enable|useful|valuable|worth|"
        "allow aid|possible|breakthrough|milestone|right thing|be right|in order|realistic|acceptable|feasible|"
        "an option|on the table|justified",
    )
    + _phrases(
        "announces",
        "come into|go into|goes into|take place|takes place|run until|runs until|open|opens|begin|begins|begun|start|"
        "starts|started|take effect|takes effect|taken effect|in effect|into force|in force|will last|would last|"
        "will run|would run|be held|be observed|be honoured|be honored|will apply|agreed|reached|renewed|extended|"
        "shall|came into|entered into|enters into|will hold|would hold|concluded|declared|announced|established|"
        "implemented|prolonged|set up",
    )
    + _phrases(
        "none",
        "as a tool|as a weapon|no effect|no difference|no bearing|not affect|be used|be misused|be abused|"
        "be exploited|not a term|no term|hard to|difficult to|does not change|do not change|does not refer|"
        "prerequisite|does not depend|more than a|rarely|be sought|be interpreted|exclusively|no legal|not a legal|"
        "terms of art",
    )
    + _phrases(
        "defines",
        "agreed between|binds|bind|suspends|covers|excludes|regulates|goes back to|dates from|derives from|"
        "stems from|limited in|limited to|no more than|verbal|written|oral|informal|by definition|binding|negotiated|"
        "usually|generally|typically|signals|signifies",
    )
    + _phrases("reports", "collapsed|broken|violated|fragile|imminent|expired|fell apart|failed|in sight|holding")
)


def verb_of(after: Sequence[str]) -> int:
    """Where the verb stands of which the words before `after` are the subject; -1 where they are not one."""
    return next((at for at, word in enumerate(after[:SUBJECT]) if word in VERBS), -1)


def predicate(after: Sequence[str], *, denied: bool = False) -> str:
    """The stance that the words after a term tell, if it is their subject; empty without one.

    after: folded words up to the end of the clause, with `doesn't` as two words. denied: whether the term itself is
    (`no truce would`). A condition or what speaks for a refusal decides wherever it stands, else what comes first.
    """
    start = verb_of(after)
    found = list(_found(list(after[start : start + REACH]), denied=denied)) if start >= 0 else []
    strong = next((stance for stance, first_rank in found if first_rank), "")
    return strong or (found[0][0] if found else "")


def _found(words: list[str], *, denied: bool) -> Iterator[tuple[str, bool]]:
    """The stances told in their order, and whether each decides alone."""
    for at in range(len(words)):
        for cue, stance in _CUES.get(words[at], ()):
            if words[at : at + len(cue)] == list(cue):
                modal = bool(_ABLE & set(words[max(at - DENIED - 1, 0) : at]))
                not_so = denied or bool(_NEGATIONS & {*words[max(at - DENIED, 0) : at], *_after_modal(cue, words, at)})
                turned = "none" if modal and stance == "announces" else _OPPOSITES.get(stance, stance)
                yield (turned if not_so else stance), cue in _DECIDING and not not_so
                break


def _after_modal(cue: tuple[str, ...], words: list[str], at: int) -> list[str]:
    return words[at + 1 : at + 2] if cue[0] in ("must", "should") else []


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    made: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for cue, stance in sorted(_TABLE, key=lambda one: -len(one[0])):
        made.setdefault(cue[0], []).append((cue, stance))
    return made


_CUES = _by_first_word()
