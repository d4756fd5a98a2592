"""Where no attribution is recognised, the most plausible speaker is offered, with a doubt."""

from __future__ import annotations

import pytest

from tests.articles.sample import found, only, pairs


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Guterres made no secret of his wish for a truce.", "antonio-guterres"),
        ("In the view of Amnesty International, a truce is overdue.", "amnesty"),
        ("For Amnesty International a truce is no more than a start.", "amnesty"),
        ("To Kirby, a truce is no more than a start.", "john-kirby"),
        ('Kirby: "A truce is near."', "john-kirby"),
        ('The handbook of Amnesty International "advises a truce".', "amnesty"),
        ("Penny Wong, who was in London that day, preferred to think of a truce.", "penny-wong"),
        ("Israel's answer to the demand was a truce of two days.", "israel"),
    ],
)
def test_somebody_is_offered_by_place(sentence: str, actor: str) -> None:
    """Subjects, owners of a view or a text, and labels count as speakers where a word or mark tells of speech."""
    assert {one.actor for one in found(sentence)} == {actor}


def test_the_doubt_is_told() -> None:
    """A speaker found by place alone is marked as not certain."""
    one = only("With Amnesty International the view is that a truce is overdue.")
    assert any(doubt.startswith("Speaker not certain: Amnesty International") for doubt in one.doubts)


@pytest.mark.parametrize(
    "sentence",
    [
        "Israel entered the third day of the truce.",
        "Trucks from Egypt crossed during the truce.",
        "The truce between Israel and Hamas was in its second week.",
    ],
)
def test_narration_stays_without_a_speaker(sentence: str) -> None:
    """A name beside a term is not enough: no word tells of speech, no marks are there."""
    assert pairs(sentence) == set()


def test_all_of_those_named_together() -> None:
    """Several that stand together are all offered."""
    assert pairs("In the view of Penny Wong and Emmanuel Macron, a truce is overdue.") == {
        ("penny-wong", "truce"), ("emmanuel-macron", "truce")
    }  # fmt: skip


def test_a_question_quotes_somebody() -> None:
    """What a question of a transcript tells of others is offered; the words of who asks are nobody's."""
    told = (
        "Q: Macron said that he wanted a truce. Will there be one?\n\nMR. KIRBY: We are working on a ceasefire.\n\n"
        "Q: A truce, then?\n\nMR. KIRBY: No."
    )
    assert pairs(told) == {("emmanuel-macron", "truce"), ("john-kirby", "ceasefire")}


def test_labels_that_name_no_person() -> None:
    """In a list by countries, who is named in an entry speaks; what names nobody is the country's."""
    told = "France: Emmanuel Macron called for a truce.\n\nEgypt: In favour of a ceasefire.\n\nSpain: No comment."
    assert pairs(told) == {("emmanuel-macron", "truce"), ("egypt", "ceasefire")}


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Антониу Гутеррес заявил, что нужно перемирие.", "antonio-guterres"),
        ("Антониу Гутерриша процитировали: «Нужно перемирие».", "antonio-guterres"),
        ("Benyamin Netanjahu said a truce was near.", "benjamin-netanyahu"),
        ("Penni Wong said a truce was near.", "penny-wong"),
    ],
)
def test_names_in_other_spellings(sentence: str, actor: str) -> None:
    """A person is known by the consonants of the whole name, across scripts and endings."""
    assert {one.actor for one in found(sentence)} == {actor}


def test_other_names_stay_unknown() -> None:
    """One surname with another given name is somebody else."""
    assert {one.actor for one in found("Peter Kirby said a truce was near.")} == {None}


@pytest.mark.parametrize(
    ("sentence", "language", "pair"),
    [
        ("Le président français réclame une trêve.", "fr", ("emmanuel-macron", "truce")),
        ("El presidente francés volvió a pedir un alto el fuego.", "es", ("emmanuel-macron", "ceasefire")),
        ("Французский президент добивался перемирия.", "ru", ("emmanuel-macron", "truce")),
        ("В ХАМАС заявили о готовности к перемирию.", "ru", None),
        ("رفض رئيس الوزراء الإسرائيلي الهدنة.", "ar", ("benjamin-netanyahu", "truce")),
    ],
)
def test_offices_in_other_languages(sentence: str, language: str, pair: tuple[str, str] | None) -> None:
    """Offices and adjectives of countries are compared with the titles of the records."""
    assert {(one.actor, one.term) for one in found(sentence, language=language)} == ({pair} if pair else set())


def test_an_office_by_its_country() -> None:
    """An office is that of the state named before, and of whoever was named with that country."""
    assert ("emmanuel-macron", "truce") in pairs("France was clear. Its president wants a truce.")
    told = "The delegates listened to Benjamin Netanyahu. A truce is far off, the Israeli leader told them."
    assert pairs(told) == {("benjamin-netanyahu", "truce")}
