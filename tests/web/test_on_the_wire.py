"""What a page sends is bytes, as a server needs them: text that is sent while it is made has no encoding of its own."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.web.addresses import PAGES

TABLES = (
    "/search.csv?q=humanitarian+pause",
    "/terms/humanitarian-pause.csv",
    "/actors/john-kirby.csv",
    "/compare.csv?term=humanitarian-pause&actor=john-kirby&actor=ocha",
    "/field.csv",
    "/changes.csv",
)


@pytest.mark.parametrize("address", [*PAGES, *TABLES])
def test_every_piece_is_bytes(app: Flask, address: str) -> None:
    """Each piece that the server is handed, of pages and of tables to download, is bytes and decodes as UTF-8."""
    pieces, _, _ = run_wsgi_app(app, EnvironBuilder(address).get_environ())
    sent = list(pieces)
    assert sent
    assert all(isinstance(piece, bytes) for piece in sent), address
    assert b"".join(sent).decode()
