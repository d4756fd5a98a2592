"""`glossary serve`: make ready what is missing, then answer."""

from __future__ import annotations

import gc
import threading
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication

from glossary import create_app
from glossary.cli.accounts import FIRST
from glossary.cli.data import run_seed
from glossary.cli.progress import counted
from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.security import log
from glossary.services import accounts, bulk_uploads, indexing, keeping, migrating, searching, suggesting
from glossary.services.search_requests import SearchRequest

FOLLOW_SECONDS = 0.5
FORGET_SECONDS = 3600.0
YOUNG = 20_000
"""New objects before the youngest are looked through for garbage; Python's own 700 is meant for small programs."""


@click.command()
@with_appcontext
def serve() -> None:
    """Prepare database, data and index where needed, then serve on HOST and PORT."""
    settings = current_app.config["GLOSSARY"]
    prepare()
    if not accounts.any_exist():
        click.echo(FIRST)
    if advice := keeping.outgrown():
        click.echo(advice)
    db.session.close()  # an open read of this process, which lives as long as the server, would stop every write
    db.engine.dispose()
    host = f"[{settings['HOST']}]" if ":" in settings["HOST"] else settings["HOST"]
    click.echo(f"The glossary is at http://{host}:{settings['PORT']}/ (stop it with Ctrl-C)")
    Server(settings, f"{host}:{settings['PORT']}").run()


def prepare() -> None:
    """Migrate, import the data set, bring the index up to date; quick when there is nothing to do."""
    migrating.upgrade(db.engine)
    report = run_seed()
    if not report.skipped:
        click.echo(report.sentence())
    if written := indexing.drain():
        click.echo(f"Indexed {counted(written, 'statement')}.")


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with the app made in each worker, so that nothing is shared across a fork."""

    def __init__(self, settings: dict[str, Any], address: str) -> None:
        self.settings, self.address = settings, address
        super().__init__()

    def load_config(self) -> None:
        """What differs from gunicorn's own defaults, and why."""
        chosen = {
            "bind": self.address,
            "workers": self.settings["WORKERS"],
            "threads": self.settings["THREADS"],
            "worker_class": "gthread",
            "proc_name": "glossary",
            # A search may be typed in a script of three bytes a letter, each of them escaped.
            "limit_request_line": 8190,
            "errorlog": "-",
            "loglevel": "warning",
            # Many small documents a visitor: a kept connection saves most of the wait.
            "keepalive": 15,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app of one worker, the thread that keeps its index in step, and the one that forgets old files."""
        app = create_app()
        warm(app)
        for work in (follow, forget):
            threading.Thread(target=work, args=(app, threading.Event()), daemon=True).start()
        return app


def warm(app: Flask) -> None:
    """Read the names and the index once, and spare the collector of garbage what then stays for good.

    A full collection walks everything that was read; it was seen to hold up a search for a fifth of a second.
    """
    with app.app_context():
        searching.search(SearchRequest("humanitarian pause", limit=1))
        suggesting.suggest("hu")
        db.session.close()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)


def follow(app: Flask, stop: threading.Event) -> None:
    """Look twice a second whether a publication or a kill left the index behind, and apply that, until told to stop.

    The look itself opens the newest state of the index, so that seldom a reader has to wait for it.
    """
    watch = indexing.Watch()
    while not stop.wait(FOLLOW_SECONDS):
        try:
            with app.app_context():
                if watch.finds_need():
                    indexing.drain()
        except IndexUnavailable as error:
            log.warning("the index waits: %s", error)
        except Exception:
            log.exception("the index could not be brought up to date")


def forget(app: Flask, stop: threading.Event) -> None:
    """Forget, at once and then every hour, the files at the desk whose week is over, until told to stop."""
    while True:
        try:
            with app.app_context():
                bulk_uploads.forget_old()
        except Exception:
            log.exception("old files could not be forgotten")
        if stop.wait(FORGET_SECONDS):
            return
