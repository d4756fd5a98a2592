"""TBX that is imported: it adds to what is published, and is refused whole where it is hostile."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from glossary.db import db
from glossary.interchange.incoming.limits import MOST_BYTES
from glossary.models import Term
from glossary.services.bulk import sent_files
from glossary.services.reading import published as reading
from tests.interchange.tbx_files import new
from tests.services.bulk.files import judge, outcomes, publish

pytestmark = pytest.mark.usefixtures("small_app")
PAUSE = "humanitarian-pause"
ENTRY = (
    '<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>{form}</term></termSec>'
    "<termSec><term>pause for aid</term></termSec></langSec>"
    '<langSec xml:lang="fr"><termSec><term>{french}</term><admin type="source">https://example.org/fr</admin></termSec>'
    "</langSec></conceptEntry>"
)
"""An entry of somebody else's file."""


def _file(folder: Path, content: str | bytes) -> Path:
    path = folder / "file.tbx"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_foreign_file_only_adds(tmp_path: Path) -> None:
    """Forms and equivalents join those that are published; gloss, spelling and relations stay; twice is as once."""
    before = reading.document("term", PAUSE)
    path = _file(tmp_path, new(ENTRY.format(form="Humanitarian Pause", french="trêve pour l’aide")))
    report = judge(path)
    assert (report.counts["changed"], report.total) == (1, 1), report.first
    publish(path)
    after = reading.document("term", PAUSE)
    added = {"lang": "fr", "form": "trêve pour l’aide", "usage_note": "", "consulted": "https://example.org/fr"}
    expected = {"variants": [*before["variants"], "pause for aid"], "equivalents": [*before["equivalents"], added]}
    assert after == before | expected | {"revision": before["revision"] + 1}
    assert judge(path).counts["same"] == 1


def test_a_new_term_says_that_it_has_no_gloss(tmp_path: Path) -> None:
    """A term that there is not yet becomes one, with a sentence instead of somebody's definition."""
    path = _file(tmp_path, new(ENTRY.format(form="tactical lull", french="accalmie")))
    assert judge(path).counts["new"] == 1
    publish(path)
    made = reading.document("term", "tactical-lull")
    assert made["gloss"] == "No gloss yet. The term comes from a terminology file."
    assert [one["form"] for one in made["equivalents"]] == ["accalmie"]


def test_a_form_that_another_term_has_is_refused(tmp_path: Path) -> None:
    """Two terms with one spelling cannot stand side by side; the report says with which one."""
    taken = next(term["variants"][0] for term in reading.every("term") if term["variants"])
    path = _file(tmp_path, new(ENTRY.format(form=taken, french="x")))
    assert judge(path).counts["refused"] == 1
    assert "is also that of" in outcomes(path)[0].why[0]


def test_what_was_not_read_is_in_the_report(tmp_path: Path) -> None:
    """Each sentence with its numbers, beside the counts of what was read."""
    source = '<admin type="source">A book</admin>'
    definition = f'<descripGrp><descrip type="definition">A halt.</descrip>{source}</descripGrp>'
    text = new(ENTRY.format(form="tactical lull", french="accalmie").replace("<termSec>", f"{definition}<termSec>", 1))
    report = judge(_file(tmp_path, text))
    assert "Definitions not read: 1" in report.left_out[1]
    assert "A book (1)" in report.left_out[2]


HOSTILE = {
    "a bomb": '<!DOCTYPE tbx [<!ENTITY a "b">]>' + new(ENTRY.format(form="&a;", french="x")),
    "truncated": new(ENTRY.format(form="lull", french="x"))[:-30],
    "another encoding": new(ENTRY.format(form="lull", french="trêve")).encode("latin-1"),
    "too deep": new("<note>" * 60 + "</note>" * 60),
    "cut in its second entry": new(ENTRY.format(form="lull", french="x") + "<conceptEntry"),
    "no XML": "id,preferred\nlull,lull\n",
    "empty": "",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_whole(tmp_path: Path, what: str) -> None:
    """There is one clear sentence and nothing else: no record, no outcome, nothing written."""
    path = _file(tmp_path, HOSTILE[what])
    terms = db.session.query(Term).count()
    report = judge(path)
    assert report.refusal.endswith(".")
    assert (report.total, report.may_be_imported) == (0, False)
    assert not path.with_suffix(".judged").exists()
    assert db.session.query(Term).count() == terms


def test_nobody_hears_of_an_import(tmp_path: Path) -> None:
    """A file that names addresses is read, or refused, without a connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        here = f"http://127.0.0.1:{listener.getsockname()[1]}"
        text = new(ENTRY.format(form="tactical lull", french="accalmie").replace("https://example.org", here))
        assert judge(_file(tmp_path, f'<!DOCTYPE tbx SYSTEM "{here}/tbx.dtd">{text}')).counts["new"] == 1
        assert judge(_file(tmp_path, f'<!DOCTYPE tbx [<!ENTITY % x SYSTEM "{here}/x">%x;]>{text}')).refusal
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_the_desk_takes_twenty_million_bytes() -> None:
    """The limit of the desk stands before the door for XML: more is not even kept."""
    assert MOST_BYTES == 20_000_000
    assert f"{MOST_BYTES:,}" in sent_files.TOO_LONG
