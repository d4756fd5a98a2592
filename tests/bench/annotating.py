"""`python -m tests.bench.annotating`: how long a long text takes against many terms, as the doors ask the service.

The terms are the project's own and made ones; the text is the project's articles with made terms in between, cut at a
million bytes. The first answer makes the automaton; the following ones use it. Prints a line each.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from glossary.db import db
from glossary.services import migrating
from glossary.services.annotation.annotating import MOST_BYTES, annotate
from glossary.services.publishing import importing
from tests import data_sets
from tests.bench.instances import make_app

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
EVERY = 40
"""Words of the articles between two made terms."""


def main() -> None:
    """Make the glossary and the text, then measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.annotating", description=__doc__)
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="glossary-bench-") as folder:
        data = _data(asked.terms)
        app = make_app(Path(folder) / "instance", "memory")
        with app.app_context():
            migrating.upgrade(db.engine)
            importing.import_folder(data_sets.write(data, Path(folder) / "data"))
            for name, text in (("articles", _articles()), ("articles with made terms", _mixed(data))):
                _measure(name, text, asked.rounds)
            db.engine.dispose()


def _measure(name: str, text: str, rounds: int) -> None:
    seconds, work, found = [], [], {}
    for _ in range(rounds + 1):
        begun, worked = time.perf_counter(), time.process_time()
        found = annotate(text)
        seconds.append(time.perf_counter() - begun)
        work.append(time.process_time() - worked)
    print(  # noqa: T201
        f"{name}: {len(text.encode()):,} bytes, "
        f"{found['annotations_total']:,} marks of {found['terms_total']:,} terms; "
        f"first {seconds[0]:.2f} s (of the processor {work[0]:.2f} s), "
        f"then median {median(seconds[1:]):.2f} s, longest {max(seconds[1:]):.2f} s "
        f"(of the processor {median(work[1:]):.2f} s)"
    )


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


def _cut(text: str) -> str:
    return text.encode()[:MOST_BYTES].decode("utf-8", "ignore")


if __name__ == "__main__":
    main()
