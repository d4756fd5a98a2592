"""The id of an instance: random, kept in its folder, and told by its backups, so that those of others are known."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from glossary import disk
from glossary.errors import Invalid

FILE = "instance_id"
FORM = re.compile(r"[0-9a-f]{32}")
DAMAGED = (
    "The file instance_id in the instance folder is damaged. Remove it, and the next backup makes another one; those "
    "of before are then removed by nobody but you."
)


def known(instance: Path) -> str:
    """The id of the instance in this folder; empty where it has none yet. Raises `Invalid` for a damaged one."""
    try:
        told = (instance / FILE).read_text("ascii")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise Invalid(DAMAGED) from error
    if not FORM.fullmatch(told):
        raise Invalid(DAMAGED)
    return told


def kept(instance: Path) -> str:
    """The same; where there is none, one is made, and is on the disk. One process at a time may ask."""
    if not known(instance):
        keep(instance, secrets.token_hex(16))
    return known(instance)


def keep(instance: Path, told: str) -> None:
    """Give an instance folder this id, for its owner alone."""
    path = instance / FILE
    disk.put(path, [told.encode("ascii")])
    path.chmod(0o600)
