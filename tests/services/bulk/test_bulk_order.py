"""What is leant on is published first, whatever leans on it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.services.bulk.order import together

NODES = st.integers(0, 11).map(str)


@settings(max_examples=200)
@given(st.dictionaries(NODES, st.lists(NODES, max_size=4)))
def test_what_is_leant_on_comes_first(needs: dict[str, list[str]]) -> None:
    """For any needs: every record once, what it needs before it or beside it, and beside it only what needs it too."""
    groups = together(needs, needs)
    assert sorted(one for group in groups for one in group) == sorted(needs)
    place = {one: at for at, group in enumerate(groups) for one in group}
    for one, others in needs.items():
        assert all(place[other] <= place[one] for other in others if other in needs)
    for group in groups:
        for one in group:
            assert set(group) <= _reached(one, needs) | {one}


def _reached(start: str, needs: dict[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        for other in needs.get(ahead.pop(), ()):
            if other in needs and other not in seen:
                seen.add(other)
                ahead.append(other)
    return seen


def test_a_long_chain_is_put_in_order() -> None:
    """Ten thousand records that each lean on the next are no recursion and no square of work."""
    needs = {str(n): [str(n + 1)] for n in range(10_000)}
    assert [group[0] for group in together(needs, needs)] == [str(n) for n in reversed(range(10_000))]
