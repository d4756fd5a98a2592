"""What a command says of its work: a bar on standard error, only where somebody watches, and numbers in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def bar(label: str, length: int) -> Iterator[Callable[..., None]]:
    """Yields a function to call after each piece of work."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as shown:
        yield lambda *_: shown.update(1)
