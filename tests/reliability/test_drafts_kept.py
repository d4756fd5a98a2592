"""K5: any course of drafting, review, publishing, withdrawal and restoration keeps every published state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary import create_app
from glossary.db import db
from glossary.errors import GlossaryError
from glossary.services import migrating
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.drafts.drafting import Content
from glossary.services.history import revisions as history
from glossary.services.publishing import editing, importing
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from tests import data_sets
from tests.reliability.records import KIRBY
from tests.reliability.test_history_kept import states

ROLES = ("contributor", "editor", "reviewer", "administrator")
OF_DRAFTS = ("draft", "save", "submit", "take_back", "send_back", "publish", "discard")
OF_RECORDS = ("withdraw", "reinstate", "restore")
Step = tuple[str, str, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*OF_DRAFTS, *OF_RECORDS]),
        st.sampled_from(ROLES),
        st.integers(0, 1000),
    ),
    min_size=3,
    max_size=25,
)


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Doer]]:
    """A small glossary with an account for each role."""
    folder = tmp_path_factory.mktemp("drafts")
    app: Flask = create_app({"SEARCH": "memory"}, instance=folder / "instance")
    with app.app_context(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts.passwords, "hashed", lambda _: "no hash")
        migrating.upgrade(db.engine)
        importing.import_folder(data_sets.write(data_sets.small(), Path(folder / "data")))
        for role in ROLES:
            accounts.add(f"{role}@example.org", "seven quiet herons at dusk", [role], OPERATOR)
        yield {role: Doer(role, accounts.by_email(f"{role}@example.org").id) for role in ROLES}
        db.engine.dispose()


def content(number: int) -> Content:
    """Kirby's statement with a summary of its own."""
    row = row_of_document("statement", reading.document("statement", KIRBY))
    return Content({**row, "summary": f"Summary {number}."})


def take(name: str, by: Doer, number: int, drafts: list[int]) -> None:
    """One step, as far as it is allowed; a refused one must leave everything as it is."""
    base = reading.document("statement", KIRBY)["revision"]
    if name == "draft":
        drafts.append(drafting.create("statement", KIRBY, base, content(number), "Why.", by))
        return
    if name in OF_RECORDS:
        deeds: dict[str, Callable[[], Any]] = {
            "withdraw": lambda: editing.withdraw(KIRBY, reason="No longer holds.", base=base, by=by),
            "reinstate": lambda: editing.reinstate(KIRBY, base=base, by=by),
            "restore": lambda: editing.restore("statement", KIRBY, 1 + number % base, base=base, by=by),
        }
        deeds[name]()
        return
    if drafts:
        draft = draft_lists.by_number(drafts[number % len(drafts)])
        more = {"save": (base, content(number), "Why."), "send_back": ("Please say on which page.",)}.get(name, ())
        getattr(drafting, name)(draft.id, draft.version, *more, by)


def seen() -> dict[int, str]:
    """Every published state of the statement as it is stored."""
    return {one.number: one.document for one in states("statement", KIRBY)}


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_k5_any_course_of_review_keeps_every_published_state(staffed: dict[str, Doer], steps: list[Step]) -> None:
    """K5: whatever is tried by whom in which order, old states stay byte for byte, the chain is whole, and a new state
    comes of publishing, withdrawing, reinstating and restoring alone; what was written here was seen by two.
    """
    drafts: list[int] = []
    for name, role, number in steps:
        before = seen()
        try:
            take(name, staffed[role], number, drafts)
            allowed = name in ("publish", *OF_RECORDS)
        except GlossaryError:
            allowed = False
        after = seen()
        assert {key: after[key] for key in before} == before
        assert len(after) - len(before) in ((0, 1) if allowed else (0,)), (name, role)
        assert history.is_unbroken("statement", KIRBY)
        assert reading.document("statement", KIRBY)["revision"] == max(after)
    for revision in reading.revisions("statement", KIRBY):
        assert history.document_at("statement", KIRBY, revision["number"])
        assert revision["review"] in ("second", "")
