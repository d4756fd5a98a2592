"""Names of the best-known bodies in other languages, beside those recorded; used only where the body is recorded.

Kept apart from the data set for the reason given in `more_forms`.
"""

from __future__ import annotations

MORE_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "european-council": "EU leaders|EU's leaders|European Union leaders|leaders of the EU|leaders of the "
        "European Union",
        "uk-government": "Downing Street|10 Downing Street|Number 10|No 10|Whitehall",
    },
    "fr": {
        "unga": "Assemblée générale|Assemblée générale des Nations unies|Assemblée générale de l'ONU",
        "unsc": "Conseil de sécurité|Conseil de sécurité de l'ONU|Conseil de sécurité des Nations unies",
        "united-nations": "ONU|Nations unies|Organisation des Nations unies",
        "european-union": "Union européenne|UE",
        "european-council": "Conseil européen",
        "african-union": "Union africaine",
        "icrc": "CICR|Comité international de la Croix-Rouge",
        "unsmil": "MANUL|Mission d'appui des Nations unies en Libye",
        "sudan-quad": "Quad",
        "tplf": "autorités du Tigré|autorités tigréennes|FLPT|Front de libération du peuple du Tigré",
        "who": "OMS|Organisation mondiale de la santé",
        "league-of-arab-states": "Ligue arabe",
        "msf": "Médecins sans frontières|MSF",
    },
    "es": {
        "unga": "Asamblea General|Asamblea General de la ONU|Asamblea General de las Naciones Unidas",
        "unsc": "Consejo de Seguridad|Consejo de Seguridad de la ONU|Consejo de Seguridad de las Naciones Unidas",
        "united-nations": "ONU|Naciones Unidas",
        "european-union": "Unión Europea|UE",
        "european-council": "Consejo Europeo",
        "african-union": "Unión Africana",
        "icrc": "CICR|Comité Internacional de la Cruz Roja",
        "who": "OMS|Organización Mundial de la Salud",
        "league-of-arab-states": "Liga Árabe",
        "msf": "Médicos Sin Fronteras|MSF",
    },
    "de": {
        "germany": "Bundesregierung|deutsche Bundesregierung|deutsche Regierung",
        "unga": "Generalversammlung|UN-Generalversammlung|UN-Vollversammlung",
        "unsc": "Sicherheitsrat|UN-Sicherheitsrat",
        "united-nations": "Vereinte Nationen|Vereinten Nationen|UNO|UN",
        "european-union": "Europäische Union|EU",
        "icrc": "IKRK|Internationales Komitee vom Roten Kreuz",
        "who": "WHO|Weltgesundheitsorganisation",
    },
    "ru": {
        "unga": "Генеральная Ассамблея|Генассамблея|Генассамблея ООН|Генеральная Ассамблея ООН",
        "unsc": "Совет Безопасности|Совбез|Совбез ООН|СБ ООН",
        "united-nations": "ООН|Организация Объединённых Наций",
        "european-union": "Европейский союз|Евросоюз|ЕС",
        "icrc": "МККК|Международный комитет Красного Креста",
        "who": "ВОЗ|Всемирная организация здравоохранения",
        "league-of-arab-states": "Лига арабских государств|ЛАГ",
    },
    "ar": {
        "unga": "الجمعية العامة|الجمعية العامة للأمم المتحدة",
        "unsc": "مجلس الأمن|مجلس الأمن الدولي",
        "united-nations": "الأمم المتحدة",
        "european-union": "الاتحاد الأوروبي",
        "african-union": "الاتحاد الأفريقي|الاتحاد الإفريقي",
        "icrc": "اللجنة الدولية للصليب الأحمر|الصليب الأحمر",
        "who": "منظمة الصحة العالمية",
        "league-of-arab-states": "جامعة الدول العربية|الجامعة العربية",
        "msf": "أطباء بلا حدود",
    },
}
"""Spellings by language and slug, with bars between."""
