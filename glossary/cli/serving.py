"""`glossary serve`: make ready what is missing, then answer."""

from __future__ import annotations

import ctypes
import gc
import re
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication

from glossary import counts, create_app
from glossary.cli import listening, serving_log
from glossary.cli.accounts import FIRST
from glossary.cli.data import follow_seed
from glossary.cli.worker import Worker
from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.logs import log
from glossary.numbers import counted
from glossary.services import migrating
from glossary.services.accounts import accounts
from glossary.services.annotation import known as annotating_known
from glossary.services.bulk import uploads as bulk_uploads
from glossary.services.health import overall as keeping
from glossary.services.index import indexing, watching
from glossary.services.searching import searching, suggesting
from glossary.services.searching.requests import SearchRequest

FOLLOW_SECONDS = 0.5
FORGET_SECONDS = 3600.0
FINISH_SECONDS = 10.0
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108  (gunicorn makes a file without a name in it)
MMAP_THRESHOLD, LARGE = -3, 1 << 20
"""What glibc calls the size from which memory is asked of the system piece by piece (malloc.h); 1 MB here."""
YOUNG = 20_000
"""New objects before the youngest are looked through for garbage; Python's own 700 is meant for small programs."""

CHOSEN: dict[str, Any] = {
    "worker_class": Worker,
    "proc_name": "glossary",
    "errorlog": "-",
    # A process reports each second, whatever its requests do, but not while it reads a large index at its start.
    "timeout": 120,
    # After SIGTERM requests are finished: the longest, 100,000 statements as TBX, took 29 s (docs/figures.md).
    "graceful_timeout": 60,
    # Memory stays flat over 10,000 requests (U6), and a new process reads the index anew: none is replaced for its age.
    "max_requests": 0,
    # A search may be typed in a script of three bytes a letter, each of them escaped.
    "limit_request_line": 8190,
    # A browser sends some 20 headers, a proxy adds a few.
    "limit_request_fields": 64,
    # As much as nginx takes by default; the longest is a Cookie that holds those of a whole domain.
    "limit_request_field_size": 8190,
    # Many small documents a visitor: a kept connection saves most of the wait.
    "keepalive": 15,
    # The app alone reads what a proxy says of the visitor, and only with TRUSTED_PROXY: no second place to get wrong.
    "forwarded_allow_ips": "",
    "secure_scheme_headers": {},
    "forwarder_headers": "",
    # A socket in the file system is for its owner and the group, which the proxy is in.
    "umask": 0o007,
    # The sign of life must not wait for a disk that is busy or full.
    "worker_tmp_dir": str(MEMORY_FOLDER) if MEMORY_FOLDER.is_dir() else None,
    # Nobody steers gunicorn by a second door; signals are enough.
    "control_socket_disable": True,
}
"""What gunicorn is told, each with its reason. Settings (docs/settings.md) say the rest."""


@click.command()
@with_appcontext
def serve() -> None:
    """Prepare database, data and index where needed, then serve on HOST and PORT."""
    settings = current_app.config["GLOSSARY"]
    address = listening.address(settings)
    listening.refuse_taken(settings)
    prepare()
    if not accounts.any_exist():
        click.echo(FIRST)
    if advice := keeping.outgrown():
        click.echo(advice)
    db.session.close()  # an open read of this process, which lives as long as the server, would stop every write
    db.engine.dispose()
    if address.startswith(listening.SOCKET):
        click.echo(f"The glossary listens on {address} for the proxy in front of it.")
    else:
        click.echo(f"The glossary is at http://{address}/ (stop it with Ctrl-C)")
    Server(settings, address).run()


def prepare() -> None:
    """Migrate, import the data set, bring the index up to date; quick when there is nothing to do."""
    migrating.upgrade(db.engine)
    report = follow_seed()
    if not report.skipped:
        click.echo(report.sentence())
    if written := indexing.drain():
        click.echo(f"Indexed {counted(written, 'statement')}.")


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with the app made in each worker, so that nothing is shared across a fork."""

    def __init__(self, settings: dict[str, Any], address: str) -> None:
        self.settings, self.address = settings, address
        self.numbers = Path(current_app.instance_path) / "metrics" / re.sub(r"\W+", "-", address)
        self.stop, self.threads = threading.Event(), list[threading.Thread]()
        self.app: Flask | None = None
        super().__init__()

    def load_config(self) -> None:
        """What differs from gunicorn's own defaults, or must not change with them: `CHOSEN` and the settings."""
        chosen = {
            **CHOSEN,
            "bind": self.address,
            "workers": self.settings["WORKERS"],
            "threads": self.settings["THREADS"],
            "worker_exit": self.finish,
            "loglevel": serving_log.level(self.settings),
            "logger_class": serving_log.of(self.settings),
        }
        if self.settings["METRICS"]:
            # Not before the port is ours: the numbers may be those of a server that is running.
            chosen["when_ready"] = lambda _: counts.prepare(self.numbers)
            chosen["child_exit"] = lambda _, worker: counts.forget(worker.pid)
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app of one worker, the thread that keeps its index in step, and the one that forgets old files."""
        give_back()
        self.app = app = create_app()
        warm(app)
        for work in (follow, forget):
            self.threads.append(threading.Thread(target=work, args=(app, self.stop), daemon=True))
            self.threads[-1].start()
        return app

    def finish(self, arbiter: object, worker: object) -> None:
        """Once the last request is answered: let the index and its lock be closed before the process ends.

        What takes longer is cut off, as by a kill, and made up for at the next start. The last process to leave SQLite
        in order folds its write-ahead log into the database, which then is one file again.
        """
        self.stop.set()
        until = time.monotonic() + FINISH_SECONDS
        for thread in self.threads:
            thread.join(max(until - time.monotonic(), 0))
        if self.app:
            with self.app.app_context():
                db.engine.dispose()


def give_back() -> None:
    """Let large pieces of memory go back to the system as soon as nobody needs them, where the C library is glibc.

    By itself glibc keeps ever larger ones for itself. Each publication has the copy of a Whoosh index made anew, 32 MB
    at 10,000 statements: of those a process held on to 200 MB more than it needed.
    """
    with suppress(OSError, AttributeError, TypeError):  # another library, which has no such choice
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE)


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
    watch = watching.Watch()
    while not stop.wait(FOLLOW_SECONDS):
        try:
            with app.app_context():
                if watch.finds_need():
                    indexing.drain()
                annotating_known.keep_ready()
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
