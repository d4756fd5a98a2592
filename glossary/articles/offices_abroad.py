"""Words for offices and countries in other languages than English, by their beginnings.

They serve to compare "le président français" or "президент США" with the titles of the records, which are English. All
are folded as in `glossary.text`; a beginning stands for all endings of a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from glossary.articles.words import BODIES, OFFICIALS

_OFFICES = {
    "president": "president presidente presidenc презид رييس",
    "minister": "ministr ministro министр وزير",
    "prime minister": "премьер وزراء",
    "prime": "premier primer",
    "foreign": "etrang exterior иностранн خارجي",
    "defence": "defense defensa оборон دفاع verteidigung",
    "chief": "jefe jefa",
    "movement": "движен حركه mouvement movimiento bewegung",
    "group": "группировк groupe grupo gruppe",
    "organization": "организац organizacion",
    "chancellor": "chanceli канцлер bundeskanzler مستشار",
    "foreign minister": "canciller diplomat aussenminister",
    "secretary": "secretair secretari секретар امين",
    "secretary general": "генсек generalsekretar",
    "general": "generale генеральн عام",
    "spokesman": "porte parole portavoz пресс спикер متحدث ناطق sprecher",
    "envoy": "envoye enviad emissaire посланни спецпосланни مبعوث",
    "ambassador": "ambassad embajador посол посла سفير botschafter",
    "representative": "representant представител постпред مندوب ممثل",
    "coordinator": "coordin координатор منسق",
    "commissioner": "commissair comisionad комиссар مفوض",
    "king": "roi rey корол ملك",
    "pope": "pape papa папа بابا papst",
    "government": "gouvernement gobierno правительств حكوم regierung",
    "department": "departement departamento департамент",
    "political": "politique politico politica политическ",
    "mission": "mision миссия миссии",
    "adviser": "asesor conseiller consejero",
    "army": "armee ejercito арми جيش",
    "ministry": "ministere ministerio министерств минобороны мид وزار ministerium",
    "council": "conseil consejo совет مجلس",
    "assembly": "assemblee asamblea ассамбле جمعي",
    "resolution": "resolucion резолюци قرار",
}
_WHOLE = frozenset({"roi", "rey", "pape", "papa", "папа", "عام", "امين", "مستشار", "ملك", "parole", "porte"})
_COUNTRIES = """
FR francais frances французск فرنسي franzos|IL israel израильск اسراييلي اسراييلي|RU russe ruso rusa российск روسي
US americain estadounidense norteamerican американск امريكي اميركي amerikan|EG egypt egipci египетск مصري agypt
QA qatari catari катарск قطري|TR turc turco turca турецк تركي turkisch|SA saoud saudi saudit саудовск سعودي
PS palestin палестинск فلسطيني|UA ukrain ucrani украинск اوكراني|DE allemand aleman немецк германск الماني deutsch
GB britanni britanic британск بريطاني britisch|SD soudanais sudanes суданск سوداني|SY syrien sirio siria сирийск سوري
IR iranien irani иранск ايراني|ES espagnol espanol испанск اسباني|IT italien italian итальянск ايطالي
JO jordan иорданск اردني|OM omanais omani оманск عماني|YE yemen йеменск يمني|LB libanais libanes ливанск لبناني
ET ethiop etiop эфиоп اثيوبي|LY libye libya libi ливийск ليبي|PH philippin filipin филиппин فلبيني
CN chinois chino china китайск صيني|JP japon японск ياباني|BR bresil brasil бразильск|CO colombi колумбийск
""".strip().replace("\n", "|")
_SMALL = ("ال", "وال", "لل", "بال")


def _table() -> tuple[dict[str, str], dict[str, str]]:
    offices = {begin: english for english, begins in _OFFICES.items() for begin in begins.split()}
    lands = {begin: row[:2] for row in _COUNTRIES.split("|") for begin in row[3:].split()}
    return offices, lands


_BY_OFFICE, _BY_LAND = _table()


@lru_cache(maxsize=16_384)
def office(word: str) -> str:
    """The English words for a folded word that belongs to an office or body; empty for any other."""
    if word in OFFICIALS or word in BODIES:
        return word
    return next((found for one in _bare(word) if (found := _longest(one, _BY_OFFICE))), "")


@lru_cache(maxsize=16_384)
def land(word: str) -> str:
    """The country, as two letters, that a folded adjective in another language names; empty for any other word."""
    return next((found for one in _bare(word) if (found := _longest(one, _BY_LAND))), "")


def in_english(words: Iterable[str]) -> frozenset[str]:
    """Words of an office with those of other languages put in English."""
    found = {one for word in words if not land(word) for one in (office(word) or word).split()}
    if (
        {"president", "government"} <= found or {"president", "prime"} <= found or {"chief", "government"} <= found
    ):  # the head of a government
        found = found - {"president", "government", "chief"} | {"prime", "minister"}
    return frozenset(found)


def _bare(word: str) -> list[str]:
    return [word, *(word[len(small) :] for small in _SMALL if word.startswith(small) and len(word) > len(small) + 2)]


def _longest(word: str, table: dict[str, str]) -> str:
    for length in range(len(word), 2, -1):
        begin = word[:length]
        if begin in table and (begin not in _WHOLE or length == len(word)):
            return table[begin]
    return ""
