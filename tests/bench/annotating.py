"""`python -m tests.bench.annotating`: how long a long text takes against many terms, as the doors ask the service.

The terms are the project's own and made ones; the text is the project's articles with made terms in between, cut at a
million bytes. Prints for each text the first answer of all; the warm ones; the first answers after another process has
published another name of a term, each of which is looked at for that name; and how these divide into steps. Seconds of
the processor stand beside those of the clock, as they tell more where other work keeps the machine busy. The process is
made ready as a worker of the server is (`serving.warm`).
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from glossary.articles.languages import language_of
from glossary.articles.term_forms import term_forms
from glossary.cli import serving
from glossary.db import db
from glossary.services import migrating
from glossary.services.annotation.annotating import MOST_BYTES, annotate
from glossary.services.annotation.known import keep_ready, known
from glossary.services.index import indexing
from glossary.services.publishing import importing
from tests import data_sets
from tests.bench.instances import make_app
from tests.services.publishing.editing import revise

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
SYLLABLES = (
    "ba",
    "ce",
    "da",
    "fi",
    "go",
    "hu",
    "la",
    "me",
    "ni",
    "po",
    "ver",
    "stan",
    "dor",
    "mal",
    "ten",
    "kes",
    "lor",
)
LANGUAGES = ("ar", "de", "es", "fr", "ru")
CHANGED = "made-0"
"""The term that gets another name."""
EVERY = 40
"""Words of the articles between two made terms."""


class Took(NamedTuple):
    """Seconds by the clock, and of the processor."""

    clock: float
    processor: float


def main() -> None:
    """Make the glossary and the text, then measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.annotating", description=__doc__)
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="glossary-bench-") as name:
        data, folder = _data(asked.terms), Path(name) / "instance"
        app = make_app(folder, "memory")
        with app.app_context():
            migrating.upgrade(db.engine)
            importing.import_folder(data_sets.write(data, Path(name) / "data"))
            serving.warm(app)
            for title, text in (("articles", _articles()), ("articles with made terms", _mixed(data))):
                print("\n".join(_measured(folder, title, text, asked.rounds)))  # noqa: T201
            db.session.close()
            db.engine.dispose()


def _measured(folder: Path, name: str, text: str, rounds: int) -> Iterator[str]:
    found, first = _timed(lambda: annotate(text))
    yield (
        f"{name}: {len(text.encode()):,} bytes, {found['annotations_total']:,} marks of {found['terms_total']:,} terms"
    )
    yield f"  first of all: {_told([first])}"
    yield f"  warm: {_told([_timed(lambda: annotate(text))[1] for _ in range(rounds)])}"
    yield f"  first after a change: {_told([_after_a_change(folder, text) for _ in range(rounds)])}"
    followed = [_after_a_change(folder, text, keep_ready) for _ in range(rounds)]
    yield f"  the same, once a worker has followed it: {_told(followed)}"
    yield from _shares(folder, text, rounds)


def _timed(work: Callable[[], Any]) -> tuple[Any, Took]:
    begun, worked = time.perf_counter(), time.process_time()
    answer = work()
    return answer, Took(time.perf_counter() - begun, time.process_time() - worked)


def _told(took: Sequence[Took]) -> str:
    clock, processor = [one.clock for one in took], [one.processor for one in took]
    return (
        f"{median(clock):.2f} s, longest {max(clock):.2f} (of the processor {median(processor):.2f}, "
        f"longest {max(processor):.2f})"
    )


def _after_a_change(folder: Path, text: str, follow: Callable[[], None] = lambda: None) -> Took:
    """The first answer after a term has another name, which it must find at the end of the text."""
    name = f"changed {time.monotonic_ns()}"
    _change(folder, name)
    follow()
    found, took = _timed(lambda: annotate(_ending(text, name)))
    marked = found["annotations"][-1]
    if (marked["text"], marked["terms"]) != (name, [CHANGED]):
        raise AssertionError(marked)
    return took


def _ending(text: str, name: str) -> str:
    return _cut(text, MOST_BYTES - len(name) - 2) + f". {name}"


def _shares(folder: Path, text: str, rounds: int) -> Iterator[str]:
    """What an answer after a change has to do, one step after the other, each with its median of the processor."""
    steps: dict[str, Callable[[], Any]] = {
        "terms read, words joined and parted": indexing.material,
        "automaton of all forms": known,
        "forms for what is told by its sentence": lambda: term_forms(known().vocabulary, language_of(text)),
        "the text itself, and who uses its terms": lambda: annotate(text),
    }
    took: dict[str, list[float]] = {name: [] for name in steps}
    for number in range(rounds):
        _change(folder, f"divided {number}")
        for name, work in steps.items():
            took[name].append(_timed(work)[1].processor)
    whole = sum(map(median, took.values()))
    for name, seconds in took.items():
        yield f"    {name}: {median(seconds):.2f} s of the processor, {median(seconds) / whole:.0%}"


def _change(folder: Path, name: str) -> None:
    """Publish another name of a made term, in a process of its own, as an editor's worker would."""
    db.session.rollback()  # an open read would keep the other one from writing
    other = multiprocessing.get_context("spawn").Process(target=_publish, args=(folder, name))
    other.start()
    other.join()
    if other.exitcode:
        raise ChildProcessError(other.exitcode)


def _publish(folder: Path, name: str) -> None:
    with make_app(folder, "memory").app_context():
        revise("term", CHANGED, preferred=name)


def _data(number: int) -> dict[str, list[dict[str, Any]]]:
    """The project's data set with made terms, of one to four made words, each with a variant and an equivalent."""
    chance, data = random.Random(20231027), data_sets.whole()  # noqa: S311
    words = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(12_000)})
    names = sorted({" ".join(chance.choices(words, k=chance.randint(1, 4))) for _ in range(number * 4)})
    chance.shuffle(names)
    for place in range(number - len(data["terms"])):
        preferred, variant, other = names[3 * place : 3 * place + 3]
        equivalent = {
            "lang": chance.choice(LANGUAGES),
            "form": other,
            "usage_note": "Made.",
            "consulted": "https://example.org/",
        }
        made = {"id": f"made-{place}", "preferred": preferred, "variants": [variant], "gloss": "Made for measuring."}
        data["terms"].append({**made, "equivalents": [equivalent], "relations": []})
    return data


def _articles() -> str:
    """The project's articles, again and again, up to a million bytes."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(ARTICLES.glob("**/*.txt")))
    return _cut(text * (MOST_BYTES // len(text) + 1))


def _mixed(data: dict[str, list[dict[str, Any]]]) -> str:
    """The same with a made term every few words, so that thousands of terms are found."""
    forms = [form for term in data["terms"] for form in (term["preferred"], *term["variants"])]
    chance = random.Random(1)  # noqa: S311
    words = _articles().split(" ")
    for at in range(0, len(words), EVERY):
        words[at] += " " + chance.choice(forms)
    return _cut(" ".join(words))


def _cut(text: str, size: int = MOST_BYTES) -> str:
    return text.encode()[:size].decode("utf-8", "ignore")


if __name__ == "__main__":
    main()
