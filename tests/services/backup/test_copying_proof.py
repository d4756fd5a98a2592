"""The bytes that a row is hashed by: the same for the same row, others for any other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.services.backup.proof import row_bytes

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["", "NULL", "None", "0", "1", "True", "b1:1;", "-;"]),
)
rows = st.lists(values, max_size=6).map(tuple)


def kinds(row: tuple[Any, ...]) -> list[tuple[type, Any]]:
    """A row with the kind of each value, as Python takes 1 for True."""
    return [(type(value), value) for value in row]


@given(rows, rows)
def test_rows_have_the_same_bytes_only_if_they_are_the_same(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """For any two rows: equal bytes if and only if equal values of equal kinds."""
    assert (row_bytes(one) == row_bytes(other)) is (kinds(one) == kinds(other))


@given(st.lists(rows, max_size=5), st.lists(rows, max_size=5))
def test_tables_have_the_same_bytes_only_if_they_are_the_same(one: list[Any], other: list[Any]) -> None:
    """Rows laid end to end are told apart too: none can be mistaken for two, or for another division of the same."""
    same = [kinds(row) for row in one] == [kinds(row) for row in other]
    assert (b"".join(map(row_bytes, one)) == b"".join(map(row_bytes, other))) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [(None, ""), (True, 1), (False, 0), ("1", 1), (date(2026, 1, 1), "2026-01-01"), (("a", "b"), ("ab", ""))],
)
def test_what_looks_alike_is_told_apart(one: Any, other: Any) -> None:
    """A missing value and an empty one, yes and 1, a day and its text, and letters moved to the next column."""
    as_row = (value if isinstance(value, tuple) else (value,) for value in (one, other))
    assert len({row_bytes(row) for row in as_row}) == 2


def test_a_moment_keeps_its_microseconds() -> None:
    """None more, none less, whatever a database writes for a whole second."""
    whole = datetime(2026, 1, 1, 12, tzinfo=UTC).replace(tzinfo=None)
    assert row_bytes((whole,)) == b"t26:2026-01-01T12:00:00.000000;\n"
    assert row_bytes((whole.replace(microsecond=1),)) != row_bytes((whole,))


@pytest.mark.parametrize("value", [1.5, b"bytes", ["list"]])
def test_a_kind_that_no_table_has_is_refused(value: Any) -> None:
    """A new kind of column is noticed and not passed over."""
    with pytest.raises(TypeError, match="is not told apart yet"):
        row_bytes((value,))
