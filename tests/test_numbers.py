"""Whole numbers that are sent: plain digits up to a limit, and nothing else, however long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.numbers import MOST, whole_number


@given(st.integers(min_value=0, max_value=MOST))
def test_every_number_up_to_the_limit_is_read(number: int) -> None:
    """Written in plain digits, each number is the one that was meant."""
    assert whole_number(str(number)) == number


@pytest.mark.parametrize(("text", "read"), [(str(MOST), MOST), (str(MOST + 1), None), ("7", 7), ("0007", 7)])
def test_the_limit(text: str, read: int | None) -> None:
    """The greatest number is read, one more is none; zeros before a number change nothing."""
    assert whole_number(text) == read


def test_a_limit_of_ones_own() -> None:
    """At a smaller limit a number is read, beyond it is none."""
    assert [whole_number(text, 9) for text in ("9", "10")] == [9, None]


@pytest.mark.parametrize("text", ["", " 1", "1\n", "+1", "-1", "1e3", "1_000", "²", "١٢", "９", "9" * 20, "9" * 5000])
def test_anything_else_is_no_number(text: str) -> None:
    """Signs, blanks, digits of other scripts and endless rows of digits are no number, and no failure either."""
    assert whole_number(text) is None


@given(st.text(alphabet=st.characters(categories=["N", "Z", "P"]), max_size=30))
def test_no_text_fails(text: str) -> None:
    """Whatever is sent, the answer is a number in its bounds or none."""
    found = whole_number(text)
    assert found is None or 0 <= found <= MOST
