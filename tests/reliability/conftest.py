"""The glossaries that are put to the test: a small one in memory's index, and copies of the whole one."""

from __future__ import annotations

from tests.services.conftest import blank_app, small_app, small_folder

__all__ = ["blank_app", "small_app", "small_folder"]
