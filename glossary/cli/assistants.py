"""`glossary mcp`: the glossary as tools for an assistant, on standard input and output."""

from __future__ import annotations

import signal
import sys
from contextlib import redirect_stdout

import click
from flask import current_app
from flask.cli import with_appcontext

from glossary.cli.refusals import tell_without_address
from glossary.cli.serving import prepare
from glossary.db import db
from glossary.errors import UnsafeSetting


@click.command("mcp")
@with_appcontext
def serve_assistants() -> None:
    """Offer search, term, compare and annotate to an assistant (Model Context Protocol, over stdio).

    Needs the extra: pip install glossary[mcp].
    """
    try:
        from glossary.assistants.server import make  # an extra; and its kit costs every start its time
    except ModuleNotFoundError as missing:
        if missing.name != "mcp":
            raise
        raise UnsafeSetting("This needs the extra `mcp`: pip install -r requirements-mcp.txt.") from missing
    with redirect_stdout(sys.stderr):  # standard output belongs to the protocol
        prepare()
    tell_without_address("the answers")
    db.session.close()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the kit waits for a line of input before it heeds it
    make(current_app._get_current_object()).run("stdio")  # type: ignore[attr-defined]
