"""What the operating system refuses, as a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app

from glossary import site
from glossary.errors import Invalid

NO_ADDRESS = "No BASE_URL is set: addresses in {} begin with {}, where nobody else finds them."
FROZEN_WITHOUT = (
    "No BASE_URL is set: addresses in {} would begin with {}, where nobody else finds them, and {} is never changed. "
    "Nothing was written. Set GLOSSARY_BASE_URL to the public address, or give --here where these addresses are meant."
)


def tell_without_address(where: str) -> None:
    """Say on standard error, in one line, that what is written names addresses that nobody else finds, if it is so."""
    if not current_app.config["GLOSSARY"]["BASE_URL"]:
        click.echo(NO_ADDRESS.format(where, site.base()), err=True)


def refuse_without_address(where: str, what: str) -> None:
    """Raise `Invalid` where what is never changed would name addresses that nobody else finds."""
    if not current_app.config["GLOSSARY"]["BASE_URL"]:
        raise Invalid(FROZEN_WITHOUT.format(where, site.base(), what))


@contextmanager
def refusals(what: str) -> Iterator[None]:
    """Tell an `OSError` as a refusal: what could not be done, and why."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{what}: {error.strerror or error}.") from error


@contextmanager
def on_standard_output() -> Iterator[None]:
    """Tell what standard output does not take; end without a word where its reader has had enough."""
    with refusals("Standard output could not be written"):
        try:
            yield
        except OSError as error:
            if sys.stdout is not None:  # what is still held back would be tried, and fail, again at the end
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):
                sys.exit(1)
            raise
