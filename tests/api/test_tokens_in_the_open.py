"""D5 for programs: a token is taken over https, and in the open on this machine alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary import create_app
from glossary.db import db
from tests.api.programs import Program, add_account, new, refused, token_for


@pytest.mark.parametrize("address", ["http://localhost", "http://[::1]:8080"])
def test_a_token_is_taken_on_this_machine(program: Program, address: str) -> None:
    """A program beside the server needs no https."""
    headers = {"Authorization": f"Bearer {program.token}"}
    sent = {"json": new("actors"), "headers": headers}
    assert program.client.post("/api/v1/actors", base_url=address, **sent).status_code == 201


def test_a_token_crosses_no_network_in_the_open(own_instance: Path) -> None:
    """D5: by another name than this machine's own, plain http is refused before the token is looked at."""
    app = create_app({"BASE_URL": "https://glossary.example.org"}, instance=own_instance)
    with app.app_context():
        sent = {"json": new("actors"), "headers": {"Authorization": f"Bearer {token_for(add_account('editor'))}"}}
        answers = [
            app.test_client().post("/api/v1/actors", base_url=f"{scheme}://glossary.example.org", **sent)
            for scheme in ("http", "https")
        ]
        assert "https" in refused(answers[0], 403)["detail"]
        assert answers[1].status_code == 201
        db.engine.dispose()
