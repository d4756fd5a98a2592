"""What the grammar of the core has against a file of TBX. It knows nothing of the dialect: its rules need Node."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from glossary.errors import Invalid
from glossary.interchange import xml_door

GRAMMAR = Path(__file__).parent / "TBXcoreStructV03.rng"
MOST = 100
"""Problems that are told of one file."""


def problems(path: Path) -> list[str]:
    """Everything that is wrong in a file, in sentences with the line; nothing for a valid one.

    Besides the grammar: that no id stands twice, and that every reference inside the file leads somewhere, which the
    grammar says and its library does not look at. The whole file is held in memory.
    """
    try:
        xml_door.check(path)
    except Invalid as refused:
        return [str(refused)]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    tree = etree.parse(path, parser)
    grammar = _grammar()
    grammar.validate(tree)
    found = [f"Line {entry.line}: {entry.message}." for entry in grammar.error_log]
    return [*found, *_references(tree)][:MOST]


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(GRAMMAR))


def _references(tree: etree._ElementTree) -> list[str]:
    told: list[str] = []
    ids: set[str] = set()
    for element in tree.iter("*"):
        id_ = element.get("id")
        if id_ in ids:
            told.append(f"Line {element.sourceline}: the id “{id_}” stands twice.")
        ids |= {id_} if id_ else set()
    for element in tree.iter("*"):
        target = element.get("target")
        if target and not target.startswith(("http://", "https://")) and target not in ids:
            told.append(f"Line {element.sourceline}: nothing has the id “{target}”.")
    return told
