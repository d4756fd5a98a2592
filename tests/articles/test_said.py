"""When something was said, counted from the day of the article where that is safe."""

from __future__ import annotations

import pytest

from tests.articles.sample import DAY, only


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("on Monday", "2023-11-20"),
        ("on Wednesday", DAY),
        ("Thursday", "2023-11-16"),
        ("yesterday", "2023-11-21"),
        ("on Oct. 20", "2023-10-20"),
        ("on 20 October", "2023-10-20"),
        ("on December 3", "2022-12-03"),
        ("on March 7, 2022", "2022-03-07"),
        ("in May 2021", "2021-05"),
        ("last April", "2023-04"),
        ("on Feb. 30", DAY + "~"),
        ("then", DAY + "~"),
        ("next Monday", DAY + "~"),
    ],
)
def test_days_in_the_sentence(when: str, said: str) -> None:
    """Days of the week are the last ones, months without a year those before the article; impossible days are none.

    The article's own day in place of one is marked as approximate, and no doubt repeats that.
    """
    one = only(f"Kirby said {when} that a truce was near.")
    assert one.said == said
    assert not any("day on which" in doubt for doubt in one.doubts)


def test_the_day_of_the_article() -> None:
    """It is looked for in the first lines where it is not given; without one there is no date."""
    told = "Nov. 22, 2023\n\nKirby said on Monday that a truce was near."
    assert only(told, published="").said == "2023-11-20"
    one = only("Kirby said on Monday that a truce was near.", published="")
    assert one.said == ""
    assert any("not known" in doubt for doubt in one.doubts)
