"""The glossaries that are put to the test: a small one in memory's index, and copies of the whole one."""

from __future__ import annotations

from tests.services.conftest import blank_app, blank_instance, small_app, small_folder, small_instance

__all__ = ["blank_app", "blank_instance", "small_app", "small_folder", "small_instance"]
