"""Another secret key for an instance, with the one before or without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

NEW = "another-key-of-at-least-thirty-two-letters"


def with_both(instance: Path) -> dict[str, Any]:
    """Settings by which the instance has another key, and still reads what its own from before has signed."""
    return {"SECRET_KEY": NEW, "SECRET_KEY_OLD": [(instance / "secret_key").read_text("ascii")]}


ALONE = {"SECRET_KEY": NEW}
"""... and by which the one from before is lost."""
