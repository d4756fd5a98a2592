"""The glossaries that are put to the test: a small one in memory's index, and copies of the whole one."""

from __future__ import annotations

from tests.reliability.own_server import address, own_server, small_there, there
from tests.services.conftest import (
    blank_app,
    blank_instance,
    cast,
    small_app,
    small_folder,
    small_instance,
    staffed_instance,
)

__all__ = [
    "address",
    "blank_app",
    "blank_instance",
    "cast",
    "own_server",
    "small_app",
    "small_folder",
    "small_instance",
    "small_there",
    "staffed_instance",
    "there",
]
