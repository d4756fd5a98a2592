"""The secret key is changed while the check of a quote travels in a form."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.errors import Invalid
from glossary.services.evidence import checks as quote_checks
from glossary.services.evidence import sources as quoted_sources
from glossary.services.evidence.checks import STRANGE
from tests.services.evidence.checks import SOURCE, sealed
from tests.two_keys import NEW

QUOTE = "a humanitarian pause of three days"


def read(evidence: str) -> str:
    """The quotation of a check that came back."""
    return quote_checks.read(evidence, QUOTE, quoted_sources.of_slug(SOURCE), alone=False).quote


def test_a_check_is_read_with_the_key_from_before(small_app: Flask) -> None:
    """With both keys the old seal and a new one are read; with the new key alone, only the new one."""
    settings, before = small_app.config["GLOSSARY"], sealed(QUOTE)
    settings |= {"SECRET_KEY": NEW, "SECRET_KEY_OLD": (settings["SECRET_KEY"],)}
    assert read(before) == QUOTE
    later = sealed(QUOTE)
    settings["SECRET_KEY_OLD"] = ()
    assert read(later) == QUOTE
    with pytest.raises(Invalid, match=STRANGE):
        read(before)
