"""SKOS: concepts as terms that add to what is published, and a count of everything that is not read.

A definition in SKOS is a text beside a concept: who gave it, on which day and where, no tool can be relied on to have
kept. It is made no statement and no gloss. Our own files have more, and of them, too, only the terms are read: the
statements come back from JSON Lines, CSV or TBX.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from marshmallow import ValidationError

from glossary.errors import Invalid
from glossary.interchange.fields import check_language, check_slug, check_url
from glossary.interchange.incoming.naming import id_of
from glossary.interchange.incoming.records import Incoming, Row, legible
from glossary.interchange.skos import apart, graph
from glossary.interchange.skos.labels import LABELS, Label, each_once, is_english, preferred, tag
from glossary.interchange.skos.nodes import PREFIXES, Ref, Words, short_name, whole_name
from glossary.interchange.skos.told import Told
from glossary.interchange.tbx.foreign import NO_GLOSS

NO_SKOS = "The file has no concepts of SKOS (skos:Concept) in it."
NO_ENGLISH = "None of the concepts in the file ({}) has a label in English, under which a term could stand: {}."
TWO = "It has {} preferred labels in English: {}. SKOS allows one."
_OWN = re.compile(r".*/about/vocabulary#(\w+)")
"""A word of our own vocabulary, of whichever glossary."""
_CLAIMED = ("/about/vocabulary#contrastedWith", "/about/vocabulary#relatedTo")
"""Relations of our own files, which are read from the claims behind them."""
_READ = frozenset(
    {
        *(f"skos:{name}" for name in (*LABELS, "scopeNote", "definition", "broader", "narrower", "related")),
        *(f"skosxl:{name}" for name in LABELS),
        *("skos:inScheme", "skos:topConceptOf", "rdf:type", "dct:identifier", "foaf:page", "dct:hasVersion"),
    }
)
"""Properties of a concept that are read, or that only say where it belongs."""
_RELATIONS = (("broader", "broader"), ("narrower", "broader"), ("related", "related"))


def read(path: Path, form: str, left_out: list[str]) -> Iterator[Incoming]:
    """The terms of a file in Turtle, RDF/XML or JSON-LD, by the addresses of the concepts.

    `left_out` gets, at the end, what of the file was not read. Raises Invalid for a file that `graph.read` refuses, and
    for one without concepts, or without one that has an English label.
    """
    file = _File(graph.read(path, form))
    yield from file.records()
    if not file.told.terms:
        raise Invalid(NO_ENGLISH.format(f"{file.told.concepts:,}", file.told.no_english))
    left_out += file.told.sentences()


class _File:
    """One file: what it says of each node, and what becomes of it."""

    def __init__(self, facts: graph.Facts) -> None:
        self.facts = facts
        self.told = Told()
        self.concepts = sorted(node for node in facts if _whole("skos:Concept") in self._refs(node, "rdf:type"))
        if not self.concepts:
            raise Invalid(NO_SKOS)
        self.labels = {node: list(self._labels(node)) for node in self.concepts}
        self.ids = {node: slug for node in self.concepts if (slug := self._id(node))}
        self.relations = self._relations()

    def records(self) -> Iterator[Incoming]:
        """The terms, and concepts only named among them, which others point at and which add nothing themselves."""
        for number, node in enumerate(self.concepts, start=1):
            self._count(node)
            if node not in self.ids:
                self.told.no_english.add(self._name(node))
            else:
                self.told.terms += 1
                yield self._record(number, node)

    def _record(self, number: int, node: str) -> Incoming:
        english = [one for one in self.labels[node] if is_english(one.lang)]
        best = preferred(english)
        if len({one.text for one in best}) > 1 and best[0].rank == "prefLabel":
            named = legible("; ".join(one.text for one in best)[:200])
            return Incoming(number, "term", {"id": self.ids[node]}, problem=TWO.format(len(best), named))
        row: Row = {"id": self.ids[node], "preferred": best[0].text}
        forms = each_once([best[0], *english])
        row["variants"] = [one.text for one in forms[1:]]
        row["gloss"] = self._note(node) or NO_GLOSS
        others = each_once([one for one in self.labels[node] if not is_english(one.lang)])
        row["equivalents"] = [one for label in others if (one := self._equivalent(node, label))]
        row["relations"] = self.relations.get(node, [])
        self._tell_of_english(node, forms)
        self.told.equivalents += len(row["equivalents"])
        self.told.relations += len(row["relations"])
        return Incoming(number, "term", row, adds=True)

    def _tell_of_english(self, node: str, forms: Iterable[Label]) -> None:
        """Note which of what stands as English now is said in no language by the file."""
        for one in forms:
            if not one.lang:
                self.told.taken_for_english.add(one.text)
        if not all(one.lang for one in self._notes(node)):
            self.told.notes.add(self._name(node))

    def _labels(self, node: str) -> Iterator[Label]:
        """All labels, preferred ones first, then by language and text; each once, as a node of its own if it is one."""
        found: dict[tuple[str, str, str], Label] = {}
        for rank, name in enumerate(LABELS):
            for one in self._texts(node, f"skos:{name}"):
                found.setdefault((str(rank), one.lang, one.text), Label(name, one.text, one.lang))
            for label in self._refs(node, f"skosxl:{name}"):
                page = next(iter(self._refs(label, "dct:source")), "")
                note = next((one.text for one in self._texts(label, "skos:note")), "")
                for one in self._texts(label, "skosxl:literalForm"):
                    found[str(rank), one.lang, one.text] = Label(name, one.text, one.lang, page, note)
        return (found[key] for key in sorted(found))

    def _id(self, node: str) -> str:
        """Our own id for a concept of ours; else made from its English label."""
        for one in self._texts(node, "dct:identifier"):
            if node.endswith(f"/terms/{one.text}") and _fits(check_slug, one.text):
                return one.text
        english = [one for one in self.labels[node] if is_english(one.lang)]
        return id_of(preferred(english)[0].text) if english else ""

    def _note(self, node: str) -> str:
        return " ".join(sorted(one.text for one in self._notes(node)))

    def _notes(self, node: str) -> list[Words]:
        return [one for one in self._texts(node, "skos:scopeNote") if is_english(one.lang)]

    def _equivalent(self, node: str, label: Label) -> Row | None:
        """The label with the page that the file gives for it, else the address of the concept."""
        lang = tag(label.lang)
        page = next((one for one in (label.page, node) if _is_page(one)), "")
        if not _fits(check_language, lang):
            self.told.no_language.add(f"{label.text} ({label.lang})")
        elif not page:
            self.told.no_address.add(f"{label.text} ({label.lang})")
        else:
            return {"lang": lang, "form": label.text, "usage_note": label.note, "consulted": page}
        return None

    def _relations(self) -> dict[str, list[Row]]:
        """Concept -> its relations. Those that are claims of our own files say whose; others become the editors'."""
        made: dict[str, list[Row]] = {}
        covered: set[frozenset[str]] = set()
        for subject, kind, other, by in sorted(self._claims()):
            covered.add(frozenset((subject, other)))
            made.setdefault(subject, []).append(_relation(kind, self.ids[other], by))
        for one, kind, other in sorted(self._plain()):
            if frozenset((one, other)) not in covered:
                self.told.editors += 1
                made.setdefault(one, []).append(_relation(kind, self.ids[other], "editorial"))
        return made

    def _claims(self) -> Iterator[tuple[str, str, str, str]]:
        for node, said in self.facts.items():
            kind = next(
                (value for name, value in said.items() if (m := _OWN.fullmatch(name)) and m[1] == "relationType"), []
            )
            subject, other = (next(iter(self._refs(node, f"rdf:{name}")), "") for name in ("subject", "object"))
            source = next(iter(self._refs(node, "dct:source")), "")
            if kind and isinstance(kind[0], Words) and {subject, other} <= self.ids.keys():
                yield subject, kind[0].text, other, source.rpartition("/sources/")[2] or "editorial"

    def _plain(self) -> set[tuple[str, str, str]]:
        found = set()
        for node in self.ids:
            for name, kind in _RELATIONS:
                for other in self._refs(node, f"skos:{name}"):
                    if other not in self.ids:
                        self.told.outside.add(other)
                        continue
                    turned = name == "narrower" or (name == "related" and self.ids[other] < self.ids[node])
                    found.add((other, kind, node) if turned else (node, kind, other))
        return {one for one in found if self.ids[one[0]] != self.ids[one[2]]}

    def _count(self, node: str) -> None:
        """Note what is said of a concept that is not read."""
        self.told.concepts += 1
        definitions = self._texts(node, "skos:definition")
        if definitions:
            self.told.definitions += len(definitions)
            self.told.defined.add(self._name(node))
        names = {short_name(name) for name in self.facts[node]}
        self.told.others.update(name for name in names - _READ if not name.endswith(_CLAIMED))

    def _name(self, node: str) -> str:
        """What a report calls a concept."""
        english = [one for one in self.labels[node] if is_english(one.lang)]
        return next((one.text for one in [*english, *self.labels[node]]), node)

    def _refs(self, node: str, name: str) -> list[str]:
        return [one.iri for one in self._values(node, name) if isinstance(one, Ref)]

    def _texts(self, node: str, name: str) -> list[Words]:
        """The texts that say something, each in one line."""
        told = [one for one in self._values(node, name) if isinstance(one, Words)]
        return [Words(text, one.lang) for one in told if (text := " ".join(one.text.split()))]

    def _values(self, node: str, name: str) -> Iterable[Ref | Words]:
        return self.facts[node].get(_whole(name), []) if node in self.facts else []


def _relation(kind: str, other: str, by: str) -> Row:
    return {"type": kind, "term": other, "according_to": by}


def _is_page(address: str) -> bool:
    return not address.startswith(apart.BASE) and _fits(check_url, address)


def _fits(check: Callable[[str], None], value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True


def _whole(name: str) -> str:
    return whole_name(name, PREFIXES)
