"""What an operator writes behind the question mark of a database's address is heeded, beside what the program needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from glossary import create_app
from glossary.db import BUSY_TIMEOUT_MS, db
from tests.postgresql.server import Server, server


@pytest.fixture(scope="module")
def postgresql(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of this module's own."""
    with server(request.config) as started:
        yield started


def asked(address: str, instance: Path, *names: str) -> list[str]:
    """What settings of the server an app of this address has."""
    with create_app({"DATABASE_URL": address, "SEARCH": "memory"}, instance=instance).app_context():
        try:
            return [str(db.session.scalar(text(f"SHOW {name}"))) for name in names]
        finally:
            db.session.close()
            db.engine.dispose()


def test_options_of_the_address_are_heeded_beside_our_own(postgresql: Server, tmp_path: Path) -> None:
    """A search path of the operator's is set; what the program needs is set, too, whatever the address says of it."""
    options = "-c%20search_path%3Ddesk%20-c%20timezone%3DAsia/Tokyo"
    address = f"{postgresql.new()}&options={options}&options=-c%20work_mem%3D5MB"
    found = asked(address, tmp_path, "search_path", "work_mem", "timezone", "lock_timeout")
    assert found == ["desk", "5MB", "UTC", f"{BUSY_TIMEOUT_MS // 1000}s"]


def test_what_the_address_leaves_open_is_ours(postgresql: Server, tmp_path: Path) -> None:
    """Without any options the program's own are set; a time to wait that the address names is taken."""
    assert asked(postgresql.new(), tmp_path, "timezone", "search_path") == ["UTC", '"$user", public']
    app = create_app({"DATABASE_URL": f"{postgresql.new()}&connect_timeout=17"}, instance=tmp_path)
    with app.app_context(), db.engine.connect() as connection:
        told = connection.connection.driver_connection.info.get_parameters()  # type: ignore[union-attr]
        db.engine.dispose()
    assert (told["connect_timeout"], told["keepalives_idle"]) == ("17", "10")
