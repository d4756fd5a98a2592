"""What lies beside the program on the disk is not on the web: no folder of a version control, no settings, no data."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

BESIDE = (
    ".git/config",
    ".git/HEAD",
    ".svn/entries",
    ".hg/hgrc",
    ".env",
    "instance/glossary.db",
    "instance/secret_key",
    "instance/config.toml",
    "pyproject.toml",
    "glossary/config.py",
    "config.py",
)
WAYS = ("/", "/static/", "/static/../", "/static/%2e%2e/", "/static/..%2f..%2f..%2f", "/static/..\\..\\..\\")


@pytest.mark.parametrize("way", WAYS)
def test_nothing_beside_the_program_is_served(client: FlaskClient, way: str) -> None:
    """However the address climbs, it is no address, and the answer holds nothing of the file."""
    for path in BESIDE:
        answer = client.get(way + path, follow_redirects=True)
        assert answer.status_code == 404, way + path
        assert "repositoryformatversion" not in answer.text
        assert "SECRET_LENGTH" not in answer.text
