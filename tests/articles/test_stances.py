"""The stance: of the verb, or of the words around the term where the verb only reports."""

from __future__ import annotations

import pytest

from tests.articles.sample import only


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Macron called for a truce.", "calls-for"),
        ("Macron said a truce was needed.", "calls-for"),
        ("Macron said that he demanded a truce.", "calls-for"),
        ("Macron welcomed the truce.", "supports"),
        ("Macron said he supported the truce.", "supports"),
        ("Macron rejected a truce.", "opposes"),
        ("Macron did not support a truce.", "opposes"),
        ("Macron said there would be no truce.", "opposes"),
        ("Macron said there would be no truce without the hostages.", "conditional"),
        ('"We do not want a truce that would only benefit Hamas," Macron said.', "opposes"),
        ("Macron said a truce was possible only if the hostages were freed.", "conditional"),
        ("Macron would accept a truce if the hostages were freed.", "conditional"),
        ("Macron announced a truce.", "announces"),
        ("Macron said a truce would begin at noon.", "announces"),
        ("Macron described a humanitarian pause as a short stop for aid.", "defines"),
        ("Macron said a truce means a stop of all fighting.", "defines"),
        ("Macron said the truce was fragile.", "reports"),
        ("The Security Council adopted a resolution demanding a truce.", "calls-for"),
    ],
)
def test_stances(sentence: str, stance: str) -> None:
    """One example of each way."""
    assert only(sentence).stance == stance
