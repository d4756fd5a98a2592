"""Words around a term that tell the stance where the verb only reports. English; the table is ours."""

from __future__ import annotations

from glossary.articles.words import word_set


def _phrases(phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases.split("|"))


_BY_STANCE = {
    "opposes": (
        "not the moment|no moment|not discuss|not negotiate|not talk|not hear of|no to|not think|only then|"
        "attempt to|excuse for|pretext|not leave room|not join|no point|no sense|no value|no room|not come|not ripe|"
        "not stop|opposes|opposed to|oppose|reject|rejects|rejected|rejecting|farce|sham|charade|useless|no use|"
        "too late|not support|not agree|not accept|can not|refuse|refuses|refused|refusing|against|rule out|"
        "ruled out|would only|benefit|benefits|surrender|rearm|regroup|not the time|not in favor|not in favour|"
        "not consider|dangerous|unacceptable|not going to|will never|never|will not|not interested|mistake|pointless|"
        "not right|not the right|skeptical|sceptical|skepticism|scepticism|hypocrisy|trick|ploy|cynical|"
        "off the table|not believe|opposing|not call for|not calling for|gift to|freeze|freezes|leave NAME in|"
        "not trust|opposition to|help nobody|help no one|nobody but|not want|are none|no intention|no plans|"
        "no interest|no wish|no desire|no reason|no need|is none|no possibility|no chance|no prospect"
    ),
    "conditional": (
        "alone do not|alone does not|alone can not|where needed|as needed|how to connect|connected to|tied to|"
        "linked to|not include|if|unless|only after|provided|condition|conditions|conditional|as long as|only when|"
        "only with|depends on|depended on|contingent on|hinges on|depend on|too short|not enough|exchange|in return|"
        "prerequisite|insufficient|once|on condition|not sufficient|only if"
    ),
    "defines": (
        "not the same|same as|deemed|legal definition|definition of|means|is defined|are defined|defined as|"
        "refers to|refer to|meaning of|by definition|is understood|known as|consists of|differs from|different from|"
        "distinction|the name given|suspends|generally|usually|implies|traced to|entails|involves|consist of|"
        "made up of|amounts to|typically|in law|legally|understood as|is not a"
    ),
    "supports": (
        "no objection|not opposed|no problem with|believe in|believed in|believes in|merit in|merits of|value in|"
        "facilitated by|eased by|helped by|made easier|spoke up for|speaks up for|speak up for|came out for|support|"
        "supports|supported|supporting|welcome|welcomes|welcomed|hope|hoped|in favor|in favour|positive|willing|"
        "accept|accepts|accepted|accepting|agrees|right to|right thing|backs|backed|important|glad|pleased|open to|"
        "endorse|agreement to|encouraging|appreciate|good news|necessary step|prepared to|look forward|in support of|"
        "ready for|would lead to|saves|save lives|stands behind|stand behind|stood behind|stands by|stood by|"
        "appreciation for|gratitude for|thanks for"
    ),
    "announces": (
        "can be renewed|understanding with|understanding on|commitment for|commitment to|agreement on|deal on|"
        "accepted the|has been agreed|have agreed|had agreed|has agreed|was agreed|agreed to|will begin|would begin|"
        "will take effect|would take effect|into force|will start|would start|will be held|will hold|would hold|"
        "announce|announces|announcing|announced|declare|declares|declaring|declared|will observe|would observe|"
        "will enter|there will be a|will implement|committed to|commit to|introducing|introduces|introduce|start of|"
        "implementing|set up|sets up|presented a|presents a|open a|opened|opens|observe|observing|observes|"
        "introduced|decided|honoured|honored|there are|there will be|was reached|been reached|reached a|reached an|"
        "in effect|take effect|takes effect|shall remain|suspend|suspending|shall|hereby|ordered|order|"
        "we have reached|establish|established|will open|would open"
    ),
    "calls-for": (
        "need|needs|needed|must|should|call for|calls for|calling for|called for|demand|demands|demanding|urge|urges|"
        "urging|immediately|time for|appeal|appeals|asking for|ask for|essential|crucial|necessary|vital|would like|"
        "like to see|time to|want|wants|seek|seeks|seeking|imperative|require|required|requires|push for|only way|"
        "missing|lacking|nothing short of|nothing less than|let there be|working for|working towards|working on|"
        "only answer|only solution|way out|come for|moment for|hour for|until there is|vote for|pushing for|"
        "first place|insist|insists|priority|lead to|leading to|result in|proposes|proposed|in order to reach|aim to|"
        "reach a|reach an|reaching a|reaching an|with the aim|let us|calls on|call on|efforts to|calls upon|work for|"
        "wish|speaks out for|spoke out for|speak out for|no alternative to|no substitute for"
    ),
}


def _by_first_word() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    made: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for code, phrases in _BY_STANCE.items():
        for cue in sorted(_phrases(phrases)):
            made.setdefault(cue[0], []).append((code, cue))
    return {word: tuple(cues) for word, cues in made.items()}


CUES = _by_first_word()
"""Stances with their phrases, by the first word of the phrase."""
ADOPTING = word_set("adopted adopt adopts adopting passed pass passes passing approved approve issued issue signed")
"""Verbs whose object, a text, says what is asked for: `adopted a resolution demanding`."""
NEGATIVE = ("complain", "counter", "dismiss", "deplor")
"""Verbs by beginnings that turn what is told round."""
TOLD_AS_REGRET = ("regret", "lament")
"""Who regrets that it is over was for it."""
DEFINING = word_set(
    "agreement halt stop cessation period arrangement suspension break name measure term temporary local "
    "formal agreed short interruption stopping index list statement term same text written declaration process"
)
"""Nouns and adjectives of definitions."""
LINKING = word_set("is are be mean means as needs deemed denotes")
"""Words between a term and its definition."""
JUDGING = word_set("a an the")
JUDGED = (
    (
        "opposes",
        word_set(
            "cynical cruel hypocrisy mistake trick ploy propaganda dangerous joke sham surrender credible wrong "
            "unacceptable unrealistic imbalanced useless meaningless farce insufficient deception inadequate"
        ),
    ),
    ("calls-for", word_set("urgent imperative essential vital crucial indispensable priority overdue")),
    (
        "supports",
        word_set(
            "positive important importance welcome first step good decisive necessary historic opportunity chance "
            "significant achievement success warm satisfaction breakthrough encouraging milestone hopeful hope glimmer "
            "relief progress"
        ),
    ),
)
"""What something is called by those who are for or against it."""
ASKED_FOR = word_set("immediate permanent lasting durable sustained unconditional comprehensive full complete global")
"""Adjectives of a halt that is not there yet."""
SET = word_set("hour hours day days week weeks month months daily tactical indefinite unilateral localized localised")
"""Words for the length and manner of a halt that somebody has fixed."""

NEEDED = word_set("needed necessary essential important vital crucial continue continued hold last")
"""What is said of a halt that exists, by those who are for it."""
RECORDING = ("record", "list", "cite", "count", "recount")
"""Verbs by beginnings of those who only keep account."""
BEFORE_ONLY = frozenset({"against", "no"})
"""First words of cues that tell something only before the term."""
UNLIKE = frozenset({"rules", "object", "objective", "objectives", "order", "orders"})
"""Words that begin like one that tells a stance."""

UNDEFINED = word_set("interchangeably imprecise ambiguous vague authoritatively")
"""What is said of words whose meaning is open."""
THINKING = ("consider", "believ", "think", "expect", "plan", "discuss", "negotiat")
"""Verbs by beginnings of which the denial is a refusal."""
GLAD = word_set("pleased glad relieved happy thankful grateful delighted encouraged heartened thank thanks")
"""Feelings about what has been agreed."""
