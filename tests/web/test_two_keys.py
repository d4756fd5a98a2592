"""The secret key is changed while readers suggest corrections: with the one before at hand, they do not notice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary import create_app
from glossary.db import db
from glossary.services.corrections.received import LIMITS
from glossary.web.stamps import STRANGE
from tests.admin.conftest import Clock
from tests.two_keys import ALONE, with_both
from tests.web.correcting import WRONG, Reader, kept, refusal


@pytest.fixture
def reader(own_app: Flask, moved: Clock) -> Reader:
    """Somebody who reads a glossary of the test's own."""
    return Reader(own_app, moved)


def later(instance: Path, moved: Clock, settings: dict[str, Any]) -> Reader:
    """The same somebody, where the server has started with other settings."""
    db.session.rollback()
    return Reader(create_app(settings, instance=instance), moved)


def test_a_form_that_was_open_is_taken(reader: Reader, own_instance: Path, moved: Clock) -> None:
    """Its stamp is of the old key; where that was lost it is refused, and what was typed is kept."""
    sent = {**reader.opened(), "message": WRONG}
    moved.move(seconds=10)
    assert refusal(later(own_instance, moved, ALONE).post(sent)) == [STRANGE]
    assert later(own_instance, moved, with_both(own_instance)).post(sent).status_code == 303


def test_a_form_that_is_sent_again_leads_to_the_same_link(
    reader: Reader, own_app: Flask, own_instance: Path, moved: Clock
) -> None:
    """Once under the old key, once under the new one: one correction. The link itself needs no key."""
    sent = {**reader.opened(), "message": WRONG}
    moved.move(seconds=10)
    link = reader.post(sent).location
    assert later(own_instance, moved, with_both(own_instance)).post(sent).location == link
    assert len(kept(own_app)) == 1
    assert later(own_instance, moved, ALONE).get(link).status_code == 200


def test_who_has_sent_many_is_known_under_the_new_key(reader: Reader, own_instance: Path, moved: Clock) -> None:
    """The limit of an hour goes on; where the old key was lost, it begins anew."""
    for number in range(LIMITS[0][1]):
        reader.sent(f"{WRONG} {number}")
    assert later(own_instance, moved, with_both(own_instance)).suggest().status_code == 429
    assert later(own_instance, moved, ALONE).suggest().status_code == 303
