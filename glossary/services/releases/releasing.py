"""Making a release: a numbered, frozen package of all that is published, and what the validators say of it.

All files are written from one snapshot, in a folder beside the others, which gets its name when it is whole: whoever
kills it half-way leaves nothing that is listed, and the next release clears that away. One that fails a check keeps its
number under another name and is not listed, so that it can be looked into. No number is given twice.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import current_app

from glossary.db import db
from glossary.disk import sync
from glossary.errors import Invalid
from glossary.interchange import release_texts
from glossary.interchange.outgoing.whole import LICENCE, RIGHTS, Publisher
from glossary.interchange.release_texts import About
from glossary.services import clock
from glossary.services.export import exporting
from glossary.services.export import files as export_files
from glossary.services.history import pinning
from glossary.services.releases import checks as releasing_checks
from glossary.services.releases import numbers as releasing_numbers
from glossary.services.releases.checks import FAILED, Result

DATA = (
    "glossary.jsonl",
    *(f"{plural}.csv" for plural in ("statements", "terms", "actors", "sources", "events")),
    *("glossary.tbx", "glossary.ttl", "glossary.jsonld", "glossary.rdf", "sources.bib", "sources.json"),
)
"""The files of a release that hold records."""
MANIFEST, VALIDATION = "manifest.json", "validation.json"
TEXTS = {
    VALIDATION: ("What was checked, and what came of it", "application/json"),
    "LICENSE.txt": ("What may be done with it", "text/plain; charset=utf-8"),
    "CITATION.cff": ("How to cite it", "application/yaml; charset=utf-8"),
    "README.md": ("What this is", "text/markdown; charset=utf-8"),
}
"""The other files: what is in them, and their types."""
MOST_NOTE = 500
"""Characters of a note."""
UNFINISHED, SPOILT = ".unfinished", ".failed"
BUSY = "A release is being made already. Nothing was written; wait until it is done."
_NUMBER = re.compile(rf"({releasing_numbers.NUMBER})({re.escape(SPOILT)})?")
_STEPS = 500
"""Pieces of a file that are written in one go; then the database is let go of."""
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A release that was made, and the results of all checks."""

    number: int
    path: Path
    results: list[Result]

    @property
    def failures(self) -> list[Result]:
        """The checks that failed; with any the release is not listed."""
        return [one for one in self.results if one.outcome == FAILED]


def folder() -> Path:
    """Where the releases of this instance lie."""
    return Path(current_app.instance_path) / "releases"


def make(publisher: Publisher, note: str = "", tell: Tell = lambda _: None) -> Made:
    """Write, check and freeze a release. `tell` hears of each step.

    Raises `Invalid` for a note that is too long or has line breaks, where a release is being made already, and where
    the highest number cannot be read; `NotFound` where nothing is published.
    """
    if len(note) > MOST_NOTE or not (note.isprintable() or not note):
        raise Invalid(f"A note is one line of at most {MOST_NOTE} characters. Nothing was written.")
    taken = exporting.take()
    with _alone():
        _clear()
        number = releasing_numbers.following(folder(), (number for number, _ in _numbered()))
        made = folder() / f"{UNFINISHED}-{number}"
        made.mkdir()
        try:
            results = _fill(made, number, note, taken, publisher, tell)
            failed = any(one.outcome == FAILED for one in results)
            path = folder() / f"{number}{SPOILT if failed else ''}"
            _freeze(made)
            releasing_numbers.note(folder(), number)
            made.rename(path)
            sync(folder())
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    return Made(number, path, results)


def numbers() -> list[int]:
    """The releases that are listed, newest first."""
    return sorted((number for number, failed in _numbered() if not failed), reverse=True)


def _numbered() -> Iterator[tuple[int, bool]]:
    for path in folder().iterdir() if folder().is_dir() else ():
        match = _NUMBER.fullmatch(path.name)
        if match and path.is_dir():
            yield int(match[1]), bool(match[2])


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of whoever makes a release; it is free again when the process ends, however it does."""
    folder().mkdir(parents=True, exist_ok=True)
    with open(folder() / ".lock", "ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Invalid(BUSY) from busy
        yield


def _clear() -> None:
    for path in folder().glob(f"{UNFINISHED}-*"):
        shutil.rmtree(path)


def _fill(
    made: Path, number: int, note: str, taken: exporting.Snapshot, publisher: Publisher, tell: Tell
) -> list[Result]:
    for name in DATA:
        tell(f"Writing {name}")
        _write(made / name, export_files.FILES[name].write(taken, publisher))
    results = releasing_checks.run(made, taken, tell)
    about = About(
        *(publisher.name, publisher.base, number, clock.now().date().isoformat(), note, taken.change),
        moment=pinning.in_address(taken.moment),
        counts=dict(taken.counts),
    )
    _write(made / VALIDATION, iter([_json([one.to_document() for one in results])]))
    _write(made / "LICENSE.txt", iter([release_texts.licence(about)]))
    _write(made / "CITATION.cff", iter([release_texts.citation(about)]))
    _write(made / "README.md", iter([release_texts.readme(about, [(name, says) for name, says, _ in _listed()])]))
    _write(made / MANIFEST, iter([_json(_manifest(made, about))]))
    return results


def _listed() -> list[tuple[str, str, str]]:
    """Name, what is in it, and type of each file but the manifest, in their order."""
    data = [export_files.FILES[name] for name in DATA]
    forms = {one.name: export_files.FORMATS[one.name.rpartition(".")[2]][0] for one in data}
    texts = ((name, says, kind) for name, (says, kind) in TEXTS.items())
    return [*((one.name, f"{one.says}, {forms[one.name]}", one.content_type) for one in data), *texts]


def _manifest(made: Path, about: About) -> dict[str, Any]:
    return {
        "name": about.name,
        "number": about.number,
        "released": about.released,
        "note": about.note,
        "base": about.base,
        "change": about.change,
        "moment": about.moment,
        "counts": about.counts,
        "licence": LICENCE,
        "rights": RIGHTS,
        "program": {"name": "glossary", "version": version("glossary")},
        "files": [
            {"name": name, "says": says, "type": kind, "size": size(made / name), "sha256": hashed(made / name)}
            for name, says, kind in _listed()
        ],
    }


def size(path: Path) -> int:
    """The bytes of a file."""
    return path.stat().st_size


def hashed(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write(path: Path, content: Iterator[bytes]) -> None:
    """Write a file to the disk. No transaction is held open meanwhile: others may want to publish."""
    with path.open("wb") as file:
        for step, piece in enumerate(content, 1):
            file.write(piece)
            if step % _STEPS == 0:
                db.session.rollback()
        file.flush()
        os.fsync(file.fileno())
    db.session.rollback()


def _freeze(made: Path) -> None:
    """Nobody writes into a release by mistake."""
    for path in made.iterdir():
        path.chmod(0o444)
    sync(made)
