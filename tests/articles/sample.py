"""A few terms and actors of the tests' own, and short ways to read a sentence with them."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.candidate import Candidate
from glossary.articles.reading import read
from glossary.articles.vocabulary import Actor, Form, Office, Term, Vocabulary

Pair = tuple[str, str]

TERMS = {
    "ceasefire": ("ceasefire", "cease-fire", "ceasefires", "fr:cessez-le-feu", "es:alto el fuego",
                  "ru:прекращение огня",                   "ar:وقف إطلاق النار", "he:הפסקת אש", "de:Waffenstillstand"),
    "immediate-ceasefire": ("immediate ceasefire",),
    "permanent-ceasefire": ("permanent ceasefire",),
    "humanitarian-ceasefire": ("humanitarian ceasefire",),
    "unilateral-ceasefire": ("unilateral ceasefire",),
    "truce": ("truce", "truces", "fr:trêve", "ru:перемирие", "ar:هدنة"),
    "humanitarian-truce": ("humanitarian truce", "fr:trêve humanitaire", "ar:هدنة إنسانية"),
    "humanitarian-pause": ("humanitarian pause", "humanitarian pauses", "fr:pause humanitaire", "es:pausa humanitaria",
                           "ru:гуманитарная пауза", "ar:هدنة إنسانية"),
    "pause-in-fighting": ("pause in the fighting", "pause in hostilities"),
    "tactical-pause": ("tactical pause", "tactical, local pauses"),
    "cessation-of-hostilities": ("cessation of hostilities",),
    "humanitarian-corridor": ("humanitarian corridor", "humanitarian corridors", "safe corridor"),
    "regime-of-silence": ("regime of silence",),
    "evacuation": ("evacuation", "medical evacuation"),
    "lull": ("lull", "calm"),
    "reduction-in-violence": ("reduction in violence", "RIV"),
}  # fmt: skip
PERSONS = {
    "john-kirby": ("John Kirby", "US", "united-states", "Kirby"),
    "antonio-guterres": ("António Guterres|ru:Антониу Гутерриш|ar:أنطونيو غوتيريش", "PT", "united-nations", "Guterres"),
    "benjamin-netanyahu": ("Benjamin Netanyahu|ar:بنيامين نتنياهو|ru:Биньямин Нетаньяху|he:בנימין נתניהו", "IL",
                           "israel", "Netanyahu"),
    "emmanuel-macron": ("Emmanuel Macron", "FR", "france", "Macron"),
    "vladimir-putin": ("Vladimir Putin|ru:Владимир Путин", "RU", "russia", "Putin"),
    "penny-wong": ("Penny Wong", "AU", "australia", "Wong"),
    "anthony-albanese": ("Anthony Albanese", "AU", "australia", ""),
    "francesca-albanese": ("Francesca Albanese", "", "united-nations", ""),
    "stephen-obrien": ("Stephen O'Brien", "GB", "united-nations", ""),
    "paul-obrien": ("Paul O'Brien", "US", "amnesty", ""),
    "robert-wood": ("Robert Wood", "US", "united-states", "Wood"),
    "staffan-de-mistura": ("Staffan de Mistura", "", "united-nations", "de Mistura"),
    "jose-manuel-albares": ("José Manuel Albares", "ES", "spain", "Albares"),
    "unnamed-israeli": ("Unnamed senior Israeli official (a news agency, October 2023)", "IL", "israel", ""),
}  # fmt: skip
BODIES = {
    "israel": ("Israel|Israeli government|ar:إسرائيل|ru:Израиль|fr:Israël", "state", "IL"),
    "russia": ("Russia|Russian Federation", "state", "RU"),
    "united-states": ("United States|US|U.S.", "state", "US"),
    "united-kingdom": ("United Kingdom|UK", "state", "GB"),
    "france": ("France", "state", "FR"),
    "egypt": ("Egypt", "state", "EG"),
    "australia": ("Australia", "state", "AU"),
    "spain": ("Spain", "state", "ES"),
    "japan": ("Japan", "state", "JP"),
    "united-nations": ("United Nations|UN|U.N.", "organization", ""),
    "unga": ("United Nations General Assembly|General Assembly|U.N. General Assembly", "organization", ""),
    "unsc": ("UN Security Council|Security Council", "organization", ""),
    "idf": ("Israel Defense Forces|Israeli army|IDF", "organization", "IL"),
    "amnesty": ("Amnesty International", "organization", ""),
    "news-agency": ("Xinhua News Agency|Xinhua", "organization", "CN"),
    "hamas": ("Hamas|ar:حماس|ar:حركة حماس", "armed-group", "PS"),
    "rsf": ("Rapid Support Forces|RSF", "armed-group", "SD"),
    "facilitators": ("Facilitators of the Jeddah talks on Sudan", "collective", ""),
}
OFFICES = {
    "john-kirby": ("spokesman of the National Security Council", 2023, 2023),
    "antonio-guterres": ("UN Secretary-General", 2017, 2025),
    "benjamin-netanyahu": ("Prime Minister of Israel", 2023, 2025),
    "emmanuel-macron": ("President of France", 2020, 2024),
    "unnamed-israeli": ("senior official", 2023, 2023),
}


def _forms(written: Sequence[str]) -> tuple[Form, ...]:
    parts = [form.rpartition(":") if form[2:3] == ":" else ("en", "", form) for form in written]
    return tuple(Form(text, language) for language, _, text in parts)


def vocabulary() -> Vocabulary:
    """The vocabulary of the tests."""
    terms = [Term(slug, _forms(forms)) for slug, forms in TERMS.items()]
    persons = [
        Actor(slug, names.split("|")[0], "person", _forms([*names.split("|"), *([last] if last else [])]),
              frozenset({last} - {""}), country, body)
        for slug, (names, country, body, last) in PERSONS.items()
    ]  # fmt: skip
    bodies = [
        Actor(slug, names.split("|")[0], kind, _forms(names.split("|")), country=country)
        for slug, (names, kind, country) in BODIES.items()
    ]
    offices = {slug: (Office(*office),) for slug, office in OFFICES.items()}
    return Vocabulary(terms, [*persons, *bodies], offices)


VOCABULARY = vocabulary()
DAY = "2023-11-22"
"""A Wednesday."""


def found(text: str, published: str = DAY, language: str = "") -> list[Candidate]:
    """The candidates of a text."""
    return read(text, VOCABULARY, published=published, language=language)


def pairs(text: str, published: str = DAY, language: str = "") -> set[Pair]:
    """Who speaks about what: slugs, or the name as written where no actor is recorded."""
    return {(one.actor or one.name, one.term) for one in found(text, published, language)}


def only(text: str, published: str = DAY, language: str = "") -> Candidate:
    """The one candidate of a text."""
    candidates = found(text, published, language)
    assert len(candidates) == 1, candidates
    return candidates[0]
