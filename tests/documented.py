"""The documentation as the tests read it: its pages, their links, and the examples in docs/api.md."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from glossary import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "seed").glob("*.md")])
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(([^()\s]+)\)")
MORE = "…"
"""In a shown answer: what was left out here."""


class Example(NamedTuple):
    """A command in docs/api.md, and the answer that is shown for it."""

    command: str
    form: str
    shown: str


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return BLOCK.sub("", page.read_text("utf-8"))


def links(page: Path) -> Iterator[str]:
    """Where the page's links lead, as they stand there."""
    yield from LINK.findall(re.sub(r"`[^`\n]*`", "", prose(page)))


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, by the rule of GitHub: small letters, no marks, hyphens for spaces."""
    headings = re.findall(r"^#+ +(.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def examples(page: Path) -> list[Example]:
    """The commands of a page, each with the answer in the block after it."""
    blocks = BLOCK.findall(page.read_text("utf-8"))
    pairs = zip(blocks, [*blocks[1:], ("", "")], strict=True)
    return [Example(text.replace("\\\n", " ").strip(), *answer) for (form, text), answer in pairs if form == "sh"]


class Asked(NamedTuple):
    """What a curl command asks for."""

    method: str
    address: str
    headers: dict[str, str]
    body: str | None


def asked(command: str, variables: dict[str, str]) -> Asked:
    """A curl command read as the shell and curl read it; only what the examples use is known, all else fails."""
    for name, value in variables.items():
        command = command.replace(f"${name}", value)
    words = iter(shlex.split(command))
    assert next(words) == "curl"
    method, address, headers, body = "GET", "", {}, None
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-X":
            method = next(words)
        elif word == "--json":
            body, headers["Content-Type"] = next(words), "application/json"
            method = "POST" if method == "GET" else method
        elif word not in ("-i", "-s", "-sI"):
            assert word.startswith("http"), word
            address = word
    return Asked(method, address, headers, body)


def fits(shown: Any, real: Any) -> bool:
    """Whether a shown piece of JSON is the real one but for what `…` stands for."""
    if isinstance(shown, dict) and isinstance(real, dict):
        whole = MORE in shown or shown.keys() == real.keys()
        return whole and all(key in real and fits(value, real[key]) for key, value in shown.items() if key != MORE)
    if isinstance(shown, list) and isinstance(real, list):
        kept = shown[:-1] if shown and shown[-1] == MORE else shown
        enough = len(real) > len(kept) if kept is not shown else len(real) == len(kept)
        return enough and all(fits(one, other) for one, other in zip(kept, real, strict=False))
    if isinstance(shown, str) and isinstance(real, str) and shown.endswith(MORE):
        return real.startswith(shown[:-1])
    return bool(shown == real) and type(shown) is type(real)


def lines_fit(shown: str, real: str) -> bool:
    """Whether shown lines are the first of the real ones, each but for what `…` stands for at its end."""
    pairs = list(zip(shown.splitlines(), real.splitlines(), strict=False))
    return len(pairs) == len(shown.splitlines()) and all(fits(one, other) for one, other in pairs)


def read_json(text: str) -> Any:
    """JSON in which `…` may stand bare, where something was left out: as a member or as an element."""
    text = re.sub(r"(?<=[{,])\s*…(?=\s*\})", ' "…": "…"', text)
    return json.loads(re.sub(r"(?<=[\[,])\s*…(?=\s*\])", ' "…"', text))
