"""Words around a term that tell the stance where the verb only reports. English; the table is ours."""

from __future__ import annotations

from glossary.articles.words import word_set


def _phrases(phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases.split("|"))


_BY_STANCE = {
    "opposes": "opposes|opposed to|oppose|reject|rejects|rejected|rejecting|no ceasefire|no cease|no truce|no pause|"
    "no humanitarian|farce|sham|charade|useless|not in order|no use|deception|too late|not leave|not support|"
    "not agree|not accept|can not|refuse|refuses|refused|refusing|against|rule out|ruled out|would only|benefit|"
    "benefits|surrender|rearm|regroup|not the time|not in favor|not in favour|not consider|dangerous|unacceptable|"
    "not going to|will never|never|will not|not interested|mistake|pointless|not right|not the right|skeptical|"
    "sceptical|skepticism|scepticism|hypocrisy|trick|ploy|cynical|attempt to|off the table|not believe|opposing|"
    "not call for|not calling for|gift to|freeze|freezes|leave hamas in place|giving hamas|not trust|not be|"
    "opposition to|means giving|would allow hamas|removed|only then|must leave|greater skepticism|not want",
    "conditional": "not include|alone do not|do not allow|as needed|where needed|could be of|if|unless|only after|"
    "provided|condition|conditions|conditional|without|until|as long as|only when|only with|possible only|depends on|"
    "depend on|too short|not enough|longer|exchange|in return|prerequisite|insufficient|once|on condition|"
    "not sufficient|only if|would be ready|refuses a|not nearly|connect|allow israel",
    "defines": "not the same|same as|deemed|legal definition|definition of|means|is defined|are defined|defined as|"
    "refers to|refer to|meaning of|by definition|is understood|known as|is a term|consists of|differs from|"
    "different from|distinction|the name given|is the cessation|suspends|agreed cessation|generally|usually|implies|"
    "understood as|is the oldest|is the suspension|is not a|formal agreement",
    "supports": "support|supports|supported|supporting|welcome|welcomes|welcomed|hope|hoped|in favor|in "
    "favour|positive|"
    "willing|committed|accept|accepts|accepted|accepting|agrees|right to|right thing|backs|backed|important|glad|"
    "pleased|open to|endorse|agreement to|encouraging|appreciate|good news|necessary step|prepared to|looks for|"
    "look forward|in support of|affirms|bring|facilitated by|ready for|recognise|would lead to|saves|save lives",
    "announces": "preliminary commitment|understanding with|can be renewed|accepted the|named an|has been agreed|"
    "have agreed|had agreed|has agreed|was agreed|agreed to|will begin|would begin|will take effect|"
    "would take effect|into force|will start|would start|will be held|will hold|would hold|announce|announces|"
    "announcing|announced|declare|declares|declaring|declared|will observe|would observe|will enter|there will be a|"
    "will implement|was reached|been reached|reached a|reached an|in effect|take effect|takes effect|shall remain|"
    "suspend|suspending|shall|hereby|ordered|order|i have|we have reached|establish|established",
    "calls-for": "need|needs|needed|must|should|call for|calls for|calling for|called "
    "for|demand|demands|demanding|urge|"
    "urges|urging|immediately|time for|appeal|appeals|asking for|ask for|essential|crucial|"
    "necessary|vital|want|wants|seek|seeks|seeking|imperative|require|required|requires|repeat my|push for|"
    "pushing for|insist|insists|priority|matter of life|can be restored|lead to|leading to|result in|stop now|"
    "proposes|proposed|in order to reach|aim to|with the aim|let us|calls on|call on|demanda|exige|demande|considered|"
    "efforts to|calls upon|work for|wish",
}  # fmt: skip


def _by_first_word() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    made: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for code, phrases in _BY_STANCE.items():
        for cue in sorted(_phrases(phrases)):
            made.setdefault(cue[0], []).append((code, cue))
    return {word: tuple(cues) for word, cues in made.items()}


CUES = _by_first_word()
"""Stances with their phrases, by the first word of the phrase."""
CONDITIONS = _phrases(
    "if|unless|only after|until|provided|on condition|as long as|only when|without the release|longer|enough"
)
"""What makes a support conditional."""
ADOPTING = word_set("adopted adopt adopts adopting passed pass passes passing approved approve issued issue signed")
"""Verbs whose object, a text, says what is asked for: `adopted a resolution demanding`."""
NEGATIVE = ("complain", "counter", "dismiss", "deplor")
TOLD_AS_REGRET = ("regret",)
"""Who regrets that it is over was for it."""
DEFINING = word_set(
    "agreement halt stop cessation period arrangement suspension break name measure term temporary local "
    "formal agreed short interruption stopping index list statement term same text written declaration process"
)
LINKING = word_set("is are be means as needs deemed denotes")
"""Words between a term and its definition."""
"""Nouns and adjectives of definitions."""
JUDGING = word_set("a an the")
JUDGED = (
    ("supports", word_set("positive important welcome first step good decisive necessary historic opportunity chance")),
    (
        "opposes",
        word_set(
            "cynical hypocrisy mistake trick ploy propaganda dangerous joke sham surrender credible wrong unacceptable "
            "imbalanced useless"
        ),
    ),
)
"""What something is called by those who are for or against it."""
