"""States by their capitals and by their adjectives: small tables of our own, by two-letter codes of countries."""

from __future__ import annotations

_CAPITALS = """
AE Abu Dhabi|AF Kabul|AU Canberra|BR Brasilia|CA Ottawa|CN Beijing|CZ Prague|DE Berlin|EG Cairo|ES Madrid
ET Addis Ababa|FR Paris|GB London|GB Downing Street|GB Whitehall|ID Jakarta|IL Jerusalem|IL Tel Aviv|IR Tehran
IR Teheran|JO Amman|JP Tokyo|LK Colombo|MM Naypyidaw|NZ Wellington|OM Muscat|PH Manila|QA Doha|RU Moscow|RU Kremlin
SA Riyadh|SD Khartoum|SY Damascus|TR Ankara|UA Kyiv|UA Kiev|US Washington|US White House|US State Department
VA Vatican|ZA Pretoria|PS Ramallah|YE Sanaa|YE Aden|IQ Baghdad|LB Beirut|NO Oslo|SE Stockholm|CH Bern|IE Dublin|IT Rome
IN New Delhi|PK Islamabad|KR Seoul|NL The Hague|BE Brussels|CO Bogota|LY Tripoli
""".strip().replace("\n", "|")
CAPITALS: dict[str, str] = {pair[3:].casefold(): pair[:2] for pair in _CAPITALS.split("|")}
"""A capital or a seat of government by its folded name; as the subject of a verb it stands for the state."""

CAPITALS_ABROAD = {
    "moscou": "RU", "londres": "GB", "pekin": "CN", "le caire": "EG", "teheran": "IR", "bruxelles": "BE",
    "maison blanche": "US", "casa blanca": "US", "moscu": "RU", "moskau": "RU", "kiew": "UA", "doha": "QA",
    "москва": "RU", "кремль": "RU", "киев": "UA", "київ": "UA", "вашингтон": "US", "белый дом": "US", "лондон": "GB",
    "париж": "FR", "тегеран": "IR", "пекин": "CN", "анкара": "TR", "каир": "EG", "доха": "QA", "кремл": "RU",
    "موسكو": "RU", "واشنطن": "US", "القاهرة": "EG", "الدوحة": "QA", "طهران": "IR", "تل أبيب": "IL", "الرياض": "SA",
    "انقرة": "TR", "باريس": "FR", "لندن": "GB", "البيت الأبيض": "US", "الكرملين": "RU", "كييف": "UA", "الخرطوم": "SD",
    "מוסקבה": "RU", "וושינגטון": "US", "הבית הלבן": "US", "קהיר": "EG", "דוחא": "QA", "ירושלים": "IL",
}  # fmt: skip

_ADJECTIVES = """
AE Emirati|AF Afghan|AU Australian|BR Brazilian|CA Canadian|CN Chinese|CZ Czech|DE German|EG Egyptian|ES Spanish
ET Ethiopian|FR French|GB British|GB U.K.|GB UK|ID Indonesian|IL Israeli|IR Iranian|JO Jordanian|JP Japanese
LK Sri Lankan|MM Myanmar|MM Burmese|NZ New Zealand|OM Omani|PH Philippine|PH Filipino|QA Qatari|RU Russian|SA Saudi
SD Sudanese|SY Syrian|TR Turkish|UA Ukrainian|US American|US U.S.|US US|VA Vatican|ZA South African|PS Palestinian
YE Yemeni|IQ Iraqi|LB Lebanese|NO Norwegian|SE Swedish|CH Swiss|IE Irish|IT Italian|IN Indian|PK Pakistani
KR South Korean|NL Dutch|BE Belgian|CO Colombian|LY Libyan|SS South Sudanese
""".strip().replace("\n", "|")
ADJECTIVES: dict[str, str] = {pair[3:].casefold().replace(".", ""): pair[:2] for pair in _ADJECTIVES.split("|")}
"""The country by an adjective, folded and without full stops."""
