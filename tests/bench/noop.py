"""An endpoint that does nothing but send bytes, served as the glossary is: the most that this way of serving allows.

`python -m tests.bench.noop PORT BYTES`
"""

from __future__ import annotations

import sys

from flask import Flask, Response

from glossary.cli.serving import Server
from glossary.settings import SETTINGS


def make_app(size: int) -> Flask:
    """An app that answers `/` with so many bytes."""
    app, body = Flask(__name__, static_folder=None), b"." * size

    @app.get("/")
    def nothing() -> Response:
        return Response(body, mimetype="application/json")

    return app


class NoopServer(Server):
    """The glossary's server with its own settings, around the app that does nothing."""

    def __init__(self, port: int, size: int) -> None:
        self.size = size
        super().__init__({setting.name: setting.default for setting in SETTINGS}, f"127.0.0.1:{port}")

    def load(self) -> Flask:
        """The app of one worker."""
        return make_app(self.size)


if __name__ == "__main__":
    NoopServer(int(sys.argv[1]), int(sys.argv[2])).run()
