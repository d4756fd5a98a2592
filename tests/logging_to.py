"""An application that logs as a test wants it, and what it has logged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary import create_app, logs
from glossary.settings import BY_NAME

Line = dict[str, Any]


@contextmanager
def logging_app(instance: Path, **settings: Any) -> Iterator[Flask]:
    """The application with these settings; afterwards this process logs as by default again."""
    app = create_app(settings, instance=instance)
    try:
        yield app
    finally:
        usual = {name: BY_NAME[name].default for name in ("LOG_FORMAT", "LOG_LEVEL", "METRICS_TOKEN")}
        logs.init_app(app, app.config["GLOSSARY"] | usual)


def lines(captured: pytest.CaptureFixture[str]) -> list[Line]:
    """What was logged as JSON since the last look: each line a document."""
    return [json.loads(line) for line in captured.readouterr().err.splitlines()]
