"""English verbs of saying and of taking a stand, with the stance that each stands for."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.articles.words import word_set

SAYS = "says"
"""A verb that only reports: what is said decides the stance."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb.

    stance: a code, or `SAYS`. finite: may have a subject directly before it. participle: may be passive. ing: an -ing
    form. base: also the form of the infinitive and of a noun (`call`, `demands`). particles: one of these words must
    follow it, at once or after an object.
    """

    stance: str
    finite: bool = True
    participle: bool = False
    ing: bool = False
    noun: bool = False
    base: bool = False
    particles: frozenset[str] = frozenset()


# A lemma; irregular past and participle after slashes; after a colon the particles that it needs.
_LEMMAS = {
    SAYS: "say/said tell/told add state note write/wrote/written remark respond reply answer stress emphasize "
    "emphasise "
    "underline underscore reiterate repeat argue maintain acknowledge concede believe think/thought consider insist "
    "suggest indicate hint observe recall continue conclude confirm reveal disclose quote post tweet assert contend "
    "predict signal clarify caution warn explain voice comment elaborate stipulate affirm vow "
    "assure inform complain lament regret claim admit estimate understand/understood feel/felt testify "
    "put/put:it relay recount point:out speak/spoke/spoken:of,about,in make/made:clear,plain talk:of,about refer:to "
    "mention report "
    "echo argue brief counter retort quip express allege fear worry expect reaffirm repeat "
    "envisage judge liken use:word,words,phrase,term,terms,expression,label,name highlight raise discuss address "
    "outline distinguish differentiate equate compare "
    "go/went/gone:on settle:on remember agree:that accuse blame contrast hold/held:that,in see/saw/seen:as,in "
    "regard:as view:as present look:at let/let:known,understood,slip,know record correct cite",
    "calls-for": "call:for,on,upon urge demand appeal seek/sought want ask plead press:for push:for,back advocate "
    "propose "
    "recommend beg implore exhort request hope wish pray campaign lobby invite insist:on favor favour argue:for "
    "press advise counsel vote:for,in renew instruct come/came/come:for strive work:for,towards,toward aim:for "
    "make/made:case,plea,appeal lean:towards,toward lend/lent:voice join:call,calls,chorus table submit circulate "
    "draft",
    "supports": "support back welcome endorse hail praise applaud embrace accept approve commend champion pledge "
    "commit "
    "promise prefer greet agree approve adopt pass thank respect adhere:to honour honor uphold/upheld laud celebrate "
    "consent:to stand/stood:by throw/threw/thrown:weight,behind warm:to rally:behind co-sponsor cosponsor sponsor",
    "opposes": "reject oppose dismiss refuse rebuff decline condemn criticise criticize denounce deny veto resist "
    "spurn "
    "deride scoff rule:out turn:down object exclude decry disavow ridicule shun rebuke block question deplore doubt "
    "disagree brand mock resent scorn brush:off,aside wave:away,aside shrug:off laugh:off push:back shoot/shot:down "
    "scrap slam blast lambast lambaste "
    "assail take/took/taken:issue hit/hit:out lash:out rail:against balk:at bristle:at poured/poured:water",
    "announces": "announce declare order proclaim unveil offer impose sign set/set:out,up,aim,goal lay/laid:out,down "
    "put/put:name,names make/made:known,public publish issue decree "
    "suspend:hostilities,fighting,attacks,operations extend "
    "decide:on follow:with respond:with unveil introduce",
    "defines": "describe define characterise characterize term label dub interpret portray call name",
}
_NOUNS = word_set(
    "call demand appeal support request offer order report push need plan need want veto block use mark "
    "vow press promise pledge answer claim doubt fear hope wish label name term comment state note "
    "address vote praise respect sign approach see work back point issue start ask estimate reply start "
    "present draft table view hold welcome question post tweet quote brief counter judge aim renew"
)
_DOUBLED = word_set("beg commit admit regret plan slam quip scrap set put refer prefer veto shun") - {"veto"}


def _forms(lemma: str, past: str, done: str) -> dict[str, str]:
    """The forms of a verb by what they are: base, third, ing, past, done."""
    regular = _past(lemma)
    ing = lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith(("ee", "ye")) else _doubled(lemma) + "ing"
    third = lemma[:-1] + "ies" if lemma[-1] == "y" and lemma[-2] not in "aeiou" else lemma + "s"
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        third = lemma + "es"
    return {"base": lemma, "third": third, "ing": ing, "past": past or regular, "done": done or past or regular}


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return _doubled(lemma) + "ed"


def _doubled(lemma: str) -> str:
    return lemma + lemma[-1] if lemma in _DOUBLED else lemma


def _verbs(stance: str, lemma: str, particles: frozenset[str]) -> dict[str, Verb]:
    stem, *irregular = lemma.split("/")
    past, done = (*irregular, "", "")[:2]
    forms = _forms(stem, past, done)
    noun = stem in _NOUNS
    made = {
        forms["ing"]: Verb(stance, finite=False, ing=True, particles=particles),
        forms["done"]: Verb(stance, finite=forms["done"] == forms["past"], participle=True, particles=particles),
        forms["third"]: Verb(stance, noun=noun, particles=particles),
    }
    past_form = forms["past"]
    made[past_form] = Verb(stance, participle=past_form == forms["done"], particles=particles)
    made.setdefault(forms["base"], Verb(stance, noun=noun, base=True, particles=particles))
    return made


def _table() -> dict[str, tuple[Verb, ...]]:
    table: dict[str, list[Verb]] = {}
    for stance, lemmas in _LEMMAS.items():
        for entry in lemmas.split():
            lemma, _, particles = entry.partition(":")
            for form, verb in _verbs(stance, lemma, frozenset(particles.split(",")) - {""}).items():
                table.setdefault(form, []).append(verb)
    return {form: tuple(sorted(verbs, key=lambda verb: not verb.particles)) for form, verbs in table.items()}


ENGLISH = _table()
"""Verbs by their folded forms; those that need a particle first."""

NOUNS = {
    "calls-for": "call calls appeal appeals demand demands request requests plea pleas proposal proposals plan plans "
    "push",
    "opposes": "rejection opposition refusal veto objection objections criticism condemnation dismissal denial",
    "supports": "support backing endorsement acceptance approval welcome",
    "announces": "announcement declaration order offer decision",
    "defines": "definition description",
    SAYS: "statement remark remarks comment comments words position view stance warning idea ideas aim aims goal "
    "answer coinage reply response message line wording formula expression preference argument explanation phrase "
    "version "
    "verdict judgement judgment conclusion advice hope hopes wish",
}
NOUN_STANCES = {noun: stance for stance, nouns in NOUNS.items() for noun in nouns.split()}
"""Nouns with which a stand is told: `his call for a ceasefire`, `a demand by Egypt for a truce`."""
