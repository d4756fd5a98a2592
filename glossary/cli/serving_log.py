"""What gunicorn logs, in the form of all other lines, and without what it would tell of visitors."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from gunicorn.glogging import Logger

from glossary import logs

REWORDED = {
    "Invalid request from ip=": "A request was refused that is none by the rules of HTTP.",
    "Error handling request": "A request could not be answered.",
}
"""How a message of gunicorn begins that goes on with the visitor's address, or with the address asked for, query and
all -> what is logged instead."""


def level(settings: Mapping[str, Any]) -> str:
    """What gunicorn logs. Its `debug` would write down each broken connection."""
    told = str(settings["LOG_LEVEL"])
    return "info" if told == "debug" else told


def of(settings: Mapping[str, Any]) -> type[Logger]:
    """gunicorn's logger that writes as the settings say."""

    class Written(Logger):  # type: ignore[misc]
        def setup(self, cfg: Any) -> None:
            """As gunicorn does it, but for the handler."""
            super().setup(cfg)
            handler = logs.handler_of(settings)
            handler.addFilter(without_visitor)
            self.error_log.handlers[:] = [handler]

    return Written


def without_visitor(record: logging.LogRecord) -> bool:
    """Reword what would name a visitor, or what was asked for; logs everything."""
    for beginning, words in REWORDED.items():
        if str(record.msg).startswith(beginning):
            record.msg, record.args = words, ()
    return True
