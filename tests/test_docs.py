"""What the documentation says of the program is checked against the program."""

from __future__ import annotations

import pytest

from glossary import ROOT
from glossary.cli.doctor import settings_page
from glossary.config import PREFIX
from glossary.settings import SETTINGS, Setting

PAGE = ROOT / "docs" / "settings.md"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting: Setting) -> None:
    """docs/settings.md has a row for each setting with its kind and its meaning."""
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| `{PREFIX}{setting.name}` |")]
    assert len(rows) == 1
    assert setting.kind in rows[0]
    assert setting.meaning in rows[0]


def test_the_page_of_settings_is_as_the_program_writes_it() -> None:
    """docs/settings.md is what `glossary settings --markdown` prints; run that after changing a setting."""
    assert PAGE.read_text("utf-8") == settings_page()
