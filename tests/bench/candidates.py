"""`make candidates`: how much of what readers found in articles is offered, and how much of that is right.

The articles and judgements are in tests/data/articles; beside them there are sentences built from the records' own
quotations and summaries. `ARGS=-v` prints what was missed and what was wrong; the name of a folder scores those there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from glossary.articles.candidate import Candidate
from glossary.services.adding import candidates
from tests.bench import instances
from tests.bench.articles import FOLDER, Score, group, names, score
from tests.bench.built_summaries import built as built_from_summaries
from tests.bench.built_texts import Built, built


def find(text: str, published: str) -> Sequence[Candidate]:
    """The candidates by the service, as the door gives them. Needs an app context with the data set."""
    return candidates.find(text, published=published)


def scores(folder: Path = FOLDER) -> dict[str, Score]:
    """The figures of each article in a folder."""
    return {name: score(name, find, folder) for name in names(folder)}


def together(found: Sequence[Score]) -> Score:
    """The counts of several articles as one."""
    made = Score()
    for one in found:
        made.add(one)
    return made


def by_group(found: dict[str, Score]) -> dict[str, Score]:
    """The counts of the articles of each group as one: `seed`, `practice`, `heldout`, `heldout2`."""
    return {kind: together([found[name] for name in found if group(name) == kind]) for kind in map(group, found)}


def score_built(texts: Iterable[Built] | None = None) -> Score:
    """The figures of texts built from the records, those from quotations unless others are given.

    Only the pair that a text was built for is right.
    """
    return together([_built(one) for one in (built() if texts is None else texts)])


def _built(one: Built) -> Score:
    found = candidates.find(one.text, language=one.language)
    own = [each for each in found if each.actor == one.actor and one.term in (each.term, *each.alternatives)]
    right = sum(candidate.actor == one.actor for candidate in found)
    missed = [] if own else [f"{one.actor} on {one.term}: {one.text[:120]!r}"]
    return Score(
        certain=1, found=bool(own), returned=len(found), right=right, missed=missed,
        stances=bool(own), stances_right=bool(own) and own[0].stance == one.stance,
    )  # fmt: skip


def table(found: dict[str, Score]) -> list[str]:
    """A table with a row an article."""
    lines = ["| text | recall | precision | given away | wrong actor | stance | quote |", f"| --- |{' ---: |' * 6}"]
    return lines + [f"| {name} | {_row(one)} |" for name, one in found.items()]


def _row(one: Score) -> str:
    shares = [(one.stances_right, one.stances), (one.quotes_right, one.quotes)]
    cells = [f"{one.found}/{one.certain} {one.recall:.2f}", f"{one.right}/{one.returned} {one.precision:.2f}"]
    cells += [str(one.given_away), str(one.misattributed)]
    return " | ".join([*cells, *(f"{right}/{of} {right / of:.2f}" if of else "none" for right, of in shares)])


def main() -> None:
    """Print the figures."""
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    with instances.seeded() as instance, instances.at_work(instance, "memory"):
        found = scores(*folders)
        found |= {f"all of {kind}": one for kind, one in by_group(found).items()}
        if not folders:
            summaries, left_out = built_from_summaries()
            found["sentences built from quotations"] = score_built()
            found["sentences built from summaries"] = score_built(summaries)
    for line in table(found):
        print(line)  # noqa: T201
    if not folders:
        print(f"{left_out} summaries name no term or cannot be built into a sentence.")  # noqa: T201
    if "-v" in sys.argv:
        for name, one in found.items():
            for line in (*(f"missed: {line}" for line in one.missed), *(f"wrong: {line}" for line in one.wrong)):
                print(name, line)  # noqa: T201


if __name__ == "__main__":
    main()
