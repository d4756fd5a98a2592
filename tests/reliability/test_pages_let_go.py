"""A page that is being written holds no read: on SQLite nobody could commit meanwhile, and then nobody else read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary.sqlite_library import sqlite3
from glossary.web import pages
from tests.reliability.records import KIRBY

PAGES = (
    "/terms/humanitarian-pause",
    f"/statements/{KIRBY}",
    "/actors/united-nations",
    "/search?q=pause",
    "/compare?term=humanitarian-pause&actor=john-kirby&actor=ocha",
    "/sources",
    "/field",
)


def _commit(instance: Path, times: list[int]) -> bool:
    """Whether another process can write a page of the file now, without waiting."""
    times.append(len(times) + 1)
    connection = sqlite3.connect(instance / "glossary.db", timeout=0)
    try:
        connection.execute(f"PRAGMA user_version = {times[-1]}")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.sqlite
@pytest.mark.parametrize("address", PAGES)
def test_u2_nobody_waits_for_a_page_that_is_being_written(
    address: str, own_app: Flask, own_instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U2: the moment before and the moment after its template is filled, another process commits without waiting."""
    render, times, commits = pages.render_template, list[int](), list[bool]()

    def rendered(*arguments: Any, **values: Any) -> str:
        commits.append(_commit(own_instance, times))
        text = render(*arguments, **values)
        commits.append(_commit(own_instance, times))
        return text

    monkeypatch.setattr(pages, "render_template", rendered)
    assert own_app.test_client().get(address).status_code == 200
    assert commits == [True, True]
