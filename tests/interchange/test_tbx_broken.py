"""TBX that was spoilt on its way: read, or refused with a sentence, and never anything else."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import Invalid
from glossary.interchange.incoming.records import FIELDS
from tests.interchange.tbx_files import SAMPLES, new, read_text, write
from tests.interchange.tbx_many import Many
from tests.interchange.test_tbx_foreign import FILES, ONE


@cache
def _whole(name: str) -> str:
    if name in FILES:
        return FILES[name]
    with tempfile.TemporaryDirectory() as folder:
        many = Many(3)
        kinds = ("source", "actor", "event", "term", "statement")
        path = write(Path(folder) / "a.tbx", "by actor", {kind: list(many.each(kind)) for kind in kinds})
        return path.read_text("utf-8")


_PIECES = st.sampled_from(
    ["", "<", ">", "&", "&#x0;", '"', "<note>", "</note>", "</langSec>", "<x/>", "id: ", "facets: x", "with: ", " [a]"]
    + [f"{name.replace('_', ' ')}: x" for name in FIELDS["statement"]]
    + ["says on : ", "revision: 9", "statement-", "actor-", "term-", "--equivalent-9", "quote", "2023", "\u202e", "é"]
)


@given(data=st.data())
def test_any_piece_anywhere(data: st.DataObject) -> None:
    """Pieces of files of ours and of others are put in the place of any others: there are records or one sentence."""
    text = _whole(data.draw(st.sampled_from([*FILES, "ours"])))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 30))
        text = text[:start] + data.draw(_PIECES) + text[end:]
    with tempfile.TemporaryDirectory() as folder:
        try:
            records, _ = read_text(Path(folder), text)
        except Invalid as refused:
            records = []
            sentence = str(refused)
            if not sentence.endswith("."):
                raise
    for one in records:
        assert one.problem or one.row["id"] is not None


@given(content=st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    """Whatever the bytes are, there is a sentence."""
    with tempfile.TemporaryDirectory() as folder, pytest.raises(Invalid):
        read_text(Path(folder), content)


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_truncated_file_is_refused(tmp_path: Path, cut: int) -> None:
    """Cut off anywhere it is no file."""
    text = (SAMPLES / "basic_good.tbx").read_bytes()
    with pytest.raises(Invalid):
        read_text(tmp_path, text[: len(text) * cut // 40])


def test_sections_inside_each_other_are_not_read_many_times(tmp_path: Path) -> None:
    """Only the sections right below an entry are its sections; what is inside others is counted."""
    nested = '<langSec xml:lang="en">' * 20 + "<termSec><term>deep</term></termSec>" * 100 + "</langSec>" * 20
    (record,), told = read_text(tmp_path, new(ONE.replace("</conceptEntry>", f"{nested}</conceptEntry>")))
    assert (record.row["preferred"], record.row["variants"]) == ("truce", [])
    assert "Not read besides: term (100)." in told


@pytest.mark.parametrize("number", ["", "x", "9" * 5_000, "\u0663"])
def test_a_strange_number_is_no_place(tmp_path: Path, number: str) -> None:
    """The place of an equivalent is a short number in our own files; anything else is no equivalent."""
    entry = (
        '<conceptEntry id="term-truce"><note>gloss: g</note><langSec xml:lang="fr">'
        f'<termSec id="term-truce--equivalent-{number}"><term>trêve</term></termSec></langSec></conceptEntry>'
    )
    profile = '<encodingDesc><p type="profile">attributed statements, 1</p></encodingDesc>'
    (record,), _ = read_text(tmp_path, new(entry, header=profile))
    assert len(record.row["equivalents"]) == (number == "\u0663")
