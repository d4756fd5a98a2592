"""Nothing begins to dispute what was withdrawn; what did before may be amended, whichever way it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary.errors import Refused
from glossary.services.auditing import OPERATOR
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, new, publish
from tests.services.bulk import files
from tests.services.bulk.files import imported, reasons, row, write_lines

OCHA = "ocha-humanitarian-pause-2022"
SENTENCE = f"'{KIRBY}' is withdrawn, and cannot be disputed anew."
OWN = "It is withdrawn itself, and cannot dispute anything anew."


@pytest.fixture
def withdrawn(small_app: Flask) -> None:
    """Kirby's statement is withdrawn; the other account of it disputes it as before."""
    editing.withdraw(KIRBY, reason="The source has corrected it.", base=1, by=ADA)


def refused(*drafts: Any) -> dict[str, list[str]]:
    """Why drafts cannot be published."""
    with pytest.raises(Refused) as told:
        publish(*drafts)
    return told.value.fields


@pytest.mark.usefixtures("withdrawn")
def test_a_new_or_changed_statement_cannot_begin_to() -> None:
    """A sentence at the field; nothing is published, on neither side."""
    assert refused(new(id="zanzibar", disputes=[KIRBY])) == {"disputes": [SENTENCE]}
    assert refused(changed("statement", OCHA, disputes=[KIRBY_AGAIN, KIRBY])) == {"disputes": [SENTENCE]}
    assert reading.document("statement", OCHA)["revision"] == 1
    assert reading.document("statement", KIRBY)["disputes"] == [KIRBY_AGAIN]


@pytest.mark.usefixtures("withdrawn")
def test_a_withdrawn_statement_cannot_begin_to_either() -> None:
    """From its own side neither; its other words may be amended."""
    assert refused(changed("statement", KIRBY, disputes=[KIRBY_AGAIN, OCHA])) == {"disputes": [OWN]}
    publish(changed("statement", KIRBY, summary="Other words."))
    assert reading.document("statement", KIRBY)["disputes"] == [KIRBY_AGAIN]


@pytest.mark.usefixtures("withdrawn")
def test_one_that_did_before_is_amended_with_it_or_without() -> None:
    """Its other words change and the dispute stays, or is given up; then it cannot be taken up again."""
    publish(changed("statement", KIRBY_AGAIN, summary="Other words."))
    assert reading.document("statement", KIRBY_AGAIN)["disputes"] == [KIRBY]
    publish(changed("statement", KIRBY_AGAIN, disputes=[]))
    assert reading.document("statement", KIRBY_AGAIN)["disputes"] == []
    assert refused(changed("statement", KIRBY_AGAIN, disputes=[KIRBY])) == {"disputes": [SENTENCE]}


@pytest.mark.usefixtures("withdrawn")
def test_an_earlier_revision_that_did_is_not_restored() -> None:
    """Once it was given up, the revision that had it is refused; where it still stands, the earlier words come back."""
    publish(changed("statement", KIRBY_AGAIN, summary="Other words."))
    editing.restore("statement", KIRBY_AGAIN, 1, base=2, by=ADA)
    assert reading.document("statement", KIRBY_AGAIN)["disputes"] == [KIRBY]
    publish(changed("statement", KIRBY_AGAIN, disputes=[]))
    with pytest.raises(Refused) as told:
        editing.restore("statement", KIRBY_AGAIN, 1, base=4, by=ADA)
    assert told.value.fields == {"disputes": [SENTENCE]}
    assert reading.document("statement", KIRBY_AGAIN)["revision"] == 4


@pytest.mark.usefixtures("withdrawn")
def test_what_stands_again_can_be_disputed() -> None:
    """After reinstating, the same draft is published."""
    editing.reinstate(KIRBY, base=2, by=ADA)
    publish(new(id="zanzibar", disputes=[KIRBY]))
    assert reading.document("statement", KIRBY)["disputes"] == [KIRBY_AGAIN, "zanzibar"]


@pytest.mark.usefixtures("withdrawn")
def test_an_import_is_refused_alike(tmp_path: Path) -> None:
    """New rows, changed ones, and the withdrawn one's own: each with a sentence."""
    coming = row("statement", KIRBY, id="zanzibar", disputes=[KIRBY])
    assert reasons(write_lines(tmp_path, ("statement", coming))) == [f"disputes: {SENTENCE}"]
    other = row("statement", OCHA, disputes=[KIRBY])
    assert reasons(write_lines(tmp_path, ("statement", other))) == [f"disputes: {SENTENCE}"]
    own = {**row("statement", KIRBY, disputes=[KIRBY_AGAIN, OCHA]), "withdrawn": "The source has corrected it."}
    assert "disputes: it is withdrawn itself, and cannot dispute anything anew." in reasons(
        write_lines(tmp_path, ("statement", own))
    )


@pytest.mark.usefixtures("withdrawn")
def test_an_import_amends_one_that_did_before(tmp_path: Path) -> None:
    """Whether the file names the withdrawn one, as one of before, or not, as one of now: the dispute stays."""
    for words, disputes in (("Other words.", [KIRBY]), ("Further words.", [])):
        coming = row("statement", KIRBY_AGAIN, summary=words, disputes=disputes)
        written = imported(write_lines(tmp_path, ("statement", coming)))
        assert (written.changed, written.stopped) == (1, "")
        document = reading.document("statement", KIRBY_AGAIN)
        assert (document["summary"], document["disputes"]) == (words, [KIRBY])


def test_what_is_withdrawn_between_judging_and_importing_stops_the_import(small_app: Flask, tmp_path: Path) -> None:
    """The import tells why, and the statement is not there."""
    path = write_lines(tmp_path, ("statement", row("statement", KIRBY, id="zanzibar", disputes=[KIRBY])))
    assert files.judge(path).may_be_imported
    editing.withdraw(KIRBY, reason="The source has corrected it.", base=1, by=OPERATOR)
    written = files.publish(path)
    assert SENTENCE in written.stopped
    assert reading.document("statement", KIRBY)["disputes"] == [KIRBY_AGAIN]
