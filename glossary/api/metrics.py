"""`/metrics`: the numbers of this server for Prometheus and whatever reads its format. Not for everybody."""

from __future__ import annotations

import hmac
import platform
from collections.abc import Iterator
from typing import TYPE_CHECKING

import sqlalchemy
from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import NotFound

from glossary import counts, watched
from glossary.db import db
from glossary.over_https import is_near
from glossary.services.health import figures as keeping_figures
from glossary.services.index import indexing

if TYPE_CHECKING:
    from prometheus_client import Metric

blueprint = Blueprint("metrics", __name__)


def init_app(app: Flask) -> None:
    """Open the door if the settings say so; else the address is like any that there is not."""
    if app.config["GLOSSARY"]["METRICS"]:
        app.register_blueprint(blueprint)


@blueprint.get("/metrics")
def metrics() -> Response:
    """All numbers in Prometheus' text format, to this machine and to whoever has the token; to others it is 404."""
    if not (is_near() or _has_token()):
        raise NotFound
    from prometheus_client import generate_latest
    from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

    watching: watched.Watched = current_app.extensions[watched.EXTENSION]
    registry = watching.counts().registry()
    registry.register(Moment())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


@blueprint.after_request
def _uncached(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _has_token() -> bool:
    token: str = current_app.config["GLOSSARY"]["METRICS_TOKEN"]
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return bool(token) and scheme.lower() == "bearer" and hmac.compare_digest(given.encode(), token.encode())


class Moment:
    """What is not counted but looked at, when the numbers are asked for."""

    def collect(self) -> Iterator[Metric]:
        """Records, pending work, the index, the processes and the program."""
        from prometheus_client.core import GaugeMetricFamily

        yield from _of_records()
        memory = GaugeMetricFamily("glossary_process_resident_bytes", "Memory of a process.", labels=["pid"])
        handles = GaugeMetricFamily("glossary_process_open_handles", "Open files and connections.", labels=["pid"])
        for process in counts.processes():
            memory.add_metric([str(process.pid)], process.resident)
            handles.add_metric([str(process.pid)], process.handles)
        yield from (memory, handles)
        built = _built()
        program = GaugeMetricFamily("glossary_build_info", "The program; always 1.", labels=list(built))
        program.add_metric(list(built.values()), 1)
        yield program


def _of_records() -> Iterator[Metric]:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

    now = keeping_figures.figures()
    yield GaugeMetricFamily("glossary_database_up", "Whether the database answers.", value=now.database)
    yield GaugeMetricFamily("glossary_index_up", "Whether the index answers.", value=now.behind is not None)
    if not now.database:
        return
    if now.behind is not None:
        yield GaugeMetricFamily("glossary_index_behind_changes", "Changes the index lacks.", value=now.behind)
    yield GaugeMetricFamily("glossary_last_change", "Number of the newest change.", value=now.last_change)
    records = GaugeMetricFamily("glossary_records", "Published records.", labels=["kind"])
    for kind, number in now.records.items():
        records.add_metric([kind], number)
    yield records
    yield GaugeMetricFamily("glossary_drafts_waiting", "Drafts that wait for review.", value=now.drafts_waiting)
    yield GaugeMetricFamily("glossary_corrections_open", "Corrections not answered.", value=now.corrections_open)
    yield GaugeMetricFamily("glossary_imports_unfinished", "Files not yet imported.", value=now.imports_unfinished)
    yield CounterMetricFamily("glossary_sign_in_failures", "Failed tries to sign in.", value=now.sign_in_failures)


def _built() -> dict[str, str]:
    from importlib.metadata import version

    return {
        "version": version("glossary"),
        "python": platform.python_version(),
        "sqlalchemy": sqlalchemy.__version__,
        "database": db.engine.dialect.name,
        "search": indexing.index().name,
    }
