"""Where a Chromium is on this machine, if there is one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "browser stories NOT run: no Chromium (make browser)"


def find() -> str | None:
    """The one named by CHROMIUM, else the system's, else Playwright's own download."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or _downloaded()


def _downloaded() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.is_file() else None


def is_required() -> bool:
    """Whether a missing browser is a failure (`.ci/run` says so)."""
    return os.environ.get("GLOSSARY_REQUIRE_BROWSER") == "1"
