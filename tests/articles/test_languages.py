"""Articles in other languages, by small tables of words."""

from __future__ import annotations

import pytest

from glossary.articles.languages import language_of
from tests.articles.sample import found, pairs

TEXTS = {
    "fr": (
        "Le secrétaire général de l'ONU, António Guterres, a demandé un cessez-le-feu. Emmanuel Macron a appelé à une "
        "pause humanitaire, tandis que Benjamin Netanyahu a rejeté une trêve. « Une trêve est possible », a déclaré "
        "John Kirby.",
        {
            ("antonio-guterres", "ceasefire", "calls-for"),
            ("emmanuel-macron", "humanitarian-pause", "calls-for"),
            ("benjamin-netanyahu", "truce", "opposes"),
            ("john-kirby", "truce", "reports"),
        },
    ),
    "es": (
        "El ministro español de Asuntos Exteriores, José Manuel Albares, pidió un alto el fuego en Gaza. Israel "
        "rechazó una "
        'pausa humanitaria. "Es momento de un alto el fuego", dijo Macron.',
        {
            ("jose-manuel-albares", "ceasefire", "calls-for"),
            ("israel", "humanitarian-pause", "opposes"),
            ("emmanuel-macron", "ceasefire", "calls-for"),
        },
    ),
    "ru": (
        "Генеральный секретарь ООН Антониу Гутерриш призвал к перемирию. «Нужна гуманитарная пауза», — заявил Владимир "
        "Путин. Израиль отверг прекращение огня.",
        {
            ("antonio-guterres", "truce", "calls-for"),
            ("vladimir-putin", "humanitarian-pause", "calls-for"),
            ("israel", "ceasefire", "opposes"),
        },
    ),
    "ar": (
        "ودعا الأمين العام أنطونيو غوتيريش إلى وقف إطلاق النار. ورفض بنيامين نتنياهو الهدنة. "
        "وأعلنت حركة حماس هدنة إنسانية.",
        {
            ("antonio-guterres", "ceasefire", "calls-for"),
            ("benjamin-netanyahu", "truce", "opposes"),
            ("hamas", "humanitarian-truce", "announces"),
        },
    ),
    "he": ("בנימין נתניהו דחה את הפסקת האש.", {("benjamin-netanyahu", "ceasefire", "opposes")}),
    "de": (
        "Die Lage ist ernst. Emmanuel Macron fordert einen Waffenstillstand in der Region und mit dem Nachbarn.",
        {("emmanuel-macron", "ceasefire", "calls-for")},
    ),
    "uk": (
        "Емманюель і Путін мовчали. Україна її пропозиції не бачила, їй це невідомо. Владимир Путин закликав до "
        "перемир'я.",
        {("vladimir-putin", "truce", "calls-for")},
    ),
}


@pytest.mark.parametrize("language", TEXTS)
def test_an_article_in_another_language(language: str) -> None:
    """The language is told from the text; who speaks, the term and the stance of the verb are found."""
    text, expected = TEXTS[language]
    assert language_of(text) == language
    assert {(one.actor, one.term, one.stance) for one in found(text)} == expected


def test_the_language_may_be_given() -> None:
    """A tag with a region counts as its language."""
    assert pairs("Macron a rejeté une trêve.", language="fr-CA") == {("emmanuel-macron", "truce")}


def test_the_language_of_the_words() -> None:
    """It is the article's own where nothing else tells."""
    assert {one.language for one in found(TEXTS["ru"][0])} == {"ru"}
    assert {one.language for one in found(TEXTS["fr"][0])} == {"fr"}
