"""Words of a plain question that say what is sought rather than what was said.

English only, since questions to the glossary are asked in it; the table is ours and is shown to readers where it is
applied. Everything here is a hint: it adds ways to be found and raises hits, and never takes a hit away.
"""

from __future__ import annotations

from dataclasses import dataclass

_SMALL_WORDS = (
    # English
    "a an the of to in on at by for from with and or as is are was were be been being am do does did done has have had "
    "it its this that these those there their they he she his her we our you your i my me what which who whom whose "
    "how when where why can could will would shall should may might must about into between than then so if any some "
    "such also just ever vs versus please tell show find say says said "
    # French, Spanish, German, Italian; not `un`, `no`, `all`, `die`, which are sought as words
    "le la les l du des une et ou est dans sur pour par avec qui que quoi "
    "el los las una y o es en por con del de al "
    "der das dem den ein eine einer und oder ist im am zu von mit fur auf wer was wie "
    "il lo gli di e per che "
    # Russian and Bulgarian
    "и в во на о об с со к по за из от что кто как это "
    # Arabic
    "في من على الى عن ما هو هي هل ماذا متى"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
"""Folded words that are never required and decide nothing alone; quotation marks make them count."""
TURNING = frozenset({"never", "no", "nor", "not", "without"})
"""Words that turn what is said around: sought as they stand, and not taken for another word misspelt."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that stand for a value of a facet: `kind`, `stance` or `dimension`, and tags; no tags: only the asking."""

    kind: str
    label: str
    tags: tuple[str, ...]
    phrases: tuple[str, ...]


DEFINITIONS = ("kind:definition", "stance:defines")

CUES = (
    Cue(
        "kind",
        "definitions",
        DEFINITIONS,
        (
            "definition",
            "define",
            "meaning",
            "mean",
            "what is a",
            "what is an",
            "what is the",
            "what is",
            "what are",
            "difference",
            "differ",
            "distinguish",
            "distinction",
            "versus",
            "vs",
            "compare",
            "explain",
        ),
    ),
    Cue("kind", "provisions", ("kind:provision",), ("provision", "operative wording")),
    Cue(
        "stance",
        "calls for",
        ("stance:calls-for",),
        ("call for", "ask for", "demand", "urge", "appeal for", "appeal", "request", "want", "plead for"),
    ),
    Cue(
        "stance",
        "opposes",
        ("stance:opposes",),
        (
            "against",
            "oppose",
            "reject",
            "refuse",
            "rule out",
            "resist",
            "rejection",
            "refusal",
            "opposition",
            "object to",
            "objection",
            "say no to",
            "turn down",
        ),
    ),
    Cue(
        "stance",
        "supports",
        ("stance:supports",),
        ("support", "back", "welcome", "favour", "favor", "in favour of", "endorse", "approve"),
    ),
    Cue("stance", "announces", ("stance:announces",), ("announce", "declare", "declaration", "announcement")),
    Cue(
        "stance",
        "conditional",
        ("stance:conditional", "code:consent/conditional"),
        ("condition", "conditional", "unless", "only if", "on condition"),
    ),
    Cue("stance", "reports", ("stance:reports",), ("report", "reaction", "react")),
    Cue("dimension", "duration", ("dimension:duration",), ("how long", "duration", "length", "last for", "time limit")),
    Cue("dimension", "area", ("dimension:area",), ("where does", "which area", "geographic scope")),
    Cue("dimension", "purpose", ("dimension:purpose",), ("purpose", "what for", "aim")),
    Cue(
        "dimension",
        "consent",
        ("dimension:consent",),
        ("consent", "agree by", "agreement of", "who agree", "have to be agree", "need consent", "be agree"),
    ),
    Cue("dimension", "monitoring", ("dimension:monitoring",), ("monitor", "monitoring", "verification", "observer")),
    Cue("dimension", "political process", ("dimension:political-process",), ("political process", "peace process")),
    Cue(
        "dimension",
        "legal basis",
        ("dimension:legal-basis",),
        ("legal", "legally", "legal basis", "binding", "law", "international law"),
    ),
    Cue("dimension", "ends when", ("dimension:ends-when",), ("when does it end", "how does it end", "expire")),
    Cue(
        "asking",
        "",
        (),
        (
            "call",
            "name",
            "names for",
            "name for",
            "term for",
            "word for",
            "use the word",
            "use the term",
            "statement",
            "quote",
            "remark",
        ),
    ),
)

ADJECTIVES = {
    "american": "United States",
    "arab": "League of Arab States",
    "australian": "Australia",
    "british": "United Kingdom",
    "canadian": "Canada",
    "chinese": "China",
    "egyptian": "Egypt",
    "emirati": "United Arab Emirates",
    "ethiopian": "Ethiopia",
    "european": "European Union",
    "french": "France",
    "german": "Germany",
    "iranian": "Iran",
    "israeli": "Israel",
    "japanese": "Japan",
    "jordanian": "Jordan",
    "palestinian": "Palestine",
    "qatari": "Qatar",
    "russian": "Russia",
    "saudi": "Saudi Arabia",
    "south african": "South Africa",
    "spanish": "Spain",
    "sudanese": "Sudan",
    "syrian": "Syria",
    "turkish": "Türkiye",
    "ukrainian": "Ukraine",
}
"""English adjectives and a name of the state or body they go with; used where the glossary has such an actor."""

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""English names of months, folded."""
