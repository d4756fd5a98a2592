"""Reading a foreign graph in a process of its own, with a bound on its time and room: `python -m` runs this.

rdflib turns each typed literal into a value: a line of a file can name a number with a thousand million digits, or make
it walk a text over and over. Whatever a file does to it, it happens here, and this process is given up.

What is read goes to standard output, a triple a line as a list in JSON; a refusal to standard error, as a sentence.
"""

from __future__ import annotations

import ctypes
import json
import logging
import re
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from glossary.interchange.incoming.encodings import HALF

CPU_SECONDS = 45
"""Less than the minute after which an import that says nothing is taken for dead."""
MOST_MEMORY = 2_000_000_000
"""Bytes of the process. A file at the other limits takes less than half of that."""
MOST_TRIPLES = 200_000
MOST_ADDRESS = 2_000
"""Characters of an address, as in a record. Short names stand for long beginnings: few bytes would make many."""
MOST_DEPTH = 30
"""Lists and objects of JSON-LD inside each other."""
BASE = "https://relative.invalid/"
"""Where addresses begin that a file gives without a beginning; it names nothing (RFC 2606)."""
_TURTLE = re.compile(r"at line (\d+) of <[^>]*>: Bad syntax \((.{1,200}?)\) at ")
PDEATHSIG = 1
"""The number of PR_SET_PDEATHSIG in Linux's prctl(2)."""
_XML = re.compile(r"[^:]*:\d+:\d+: (.+)")
"""What the library says of RDF/XML, behind a place in a text that is not the file: its DOCTYPE is gone."""
_NO_NAME = re.compile(r"(rdf:\w+) value is not a \w+ NCName: ?(.*)")
_HALF = re.compile("[\ud800-\udfff]")
REFUSED = 3
"""Exit code after a refusal."""


class Refusal(Exception):
    """The file is not read; the sentence says why."""


def main() -> None:
    """Read a file in a syntax and encoding: path, ending, encoding."""
    for limit, most in ((resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_AS, MOST_MEMORY)):
        with suppress(OSError, ValueError):  # not every system keeps to the second one, and some refuse it
            resource.setrlimit(limit, (most, most))
    _end_with_parent()
    logging.disable()  # the library logs every odd value of a file, with a traceback
    path, ending, encoding = sys.argv[1:]
    try:
        for triple in triples(Path(path), ending, encoding):
            sys.stdout.write(json.dumps(triple, ensure_ascii=True) + "\n")
    except Refusal as refusal:
        sys.stderr.write(str(refusal))
        sys.exit(REFUSED)


def _end_with_parent() -> None:
    """Whoever waits for this process may be stopped: then nobody wants what is read. Linux alone has this."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)


def triples(path: Path, ending: str, encoding: str) -> Iterator[list[str]]:
    """Subject, property, sort of value (`iri`, `text`), value, language. Nodes without address begin with `_:`."""
    from rdflib import BNode, Literal

    for subject, predicate, value in _graph(path, ending, encoding):
        names = [f"_:{one}" if isinstance(one, BNode) else str(one) for one in (subject, predicate, value)]
        if isinstance(value, Literal):
            yield [*names[:2], "text", str(value), value.language or ""]
        else:
            yield [*names[:2], "iri", names[2], ""]


def _graph(path: Path, ending: str, encoding: str) -> Any:
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.Graph(store=_counting())
    try:
        if ending == "jsonld":
            _read_json(path.read_text(encoding=encoding), graph)
        elif ending == "rdf":
            graph.parse(data=_without_doctype(path), format="xml", publicID=BASE)
        else:
            graph.parse(data=path.read_text(encoding=encoding), format="turtle", publicID=BASE)
    except (Refusal, MemoryError):
        raise
    except RecursionError as error:
        raise Refusal("The file has too many parts inside each other.") from error
    except Exception as error:  # the library raises whatever a damaged file leads to
        raise Refusal(f"The file cannot be read: {_first_words(error)}.") from error
    return graph


def _first_words(error: Exception) -> str:
    """What the library says, in one line, without what it shows of the file or of itself after that."""
    said = " ".join(str(error).split()) or type(error).__name__
    turtle, xml = _TURTLE.match(said), _XML.fullmatch(said)
    if xml:
        return _of_xml("".join(sign if sign.isprintable() else "\ufffd" for sign in xml[1]))
    return f"line {turtle[1]}: {turtle[2]}" if turtle else re.split("[;:]", said)[0][:200].rstrip(". ")


def _of_xml(said: str) -> str:
    wrong = _NO_NAME.fullmatch(said)
    if wrong:
        why = "such a name begins with a letter or “_” and has no blanks or colons"
        return f"“{wrong[2][:60]}” is no {wrong[1]}: {why}"
    return f"{said[0].lower()}{said[1:].split(': ')[0][:200]}".rstrip(". ")


def _counting() -> Any:
    from rdflib.plugins.stores.memory import Memory

    class Counting(Memory):
        """A store that takes no more than a file may hold, by whatever way it comes."""

        seen = 0

        def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
            self.seen += 1
            if self.seen > MOST_TRIPLES:
                raise Refusal(f"The file holds more than {MOST_TRIPLES:,} facts. Divide it.")
            for part in triple:
                address = getattr(part, "datatype", part)
                if _HALF.search(f"{part}{address}"):
                    raise Refusal(HALF)
                if address is not None and len(address) > MOST_ADDRESS:
                    raise Refusal(f"An address in the file has more than {MOST_ADDRESS:,} characters.")
            super().add(triple, context, quoted)

    return Counting()


def _read_json(text: str, graph: Any) -> None:
    """JSON-LD whose context is in the file itself: nothing is ever fetched for it."""
    from rdflib.plugins.parsers.jsonld import to_rdf

    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(f"The file is not JSON: {_first_words(error)}.") from error
    check_json(data)
    to_rdf(data, graph, base=BASE)


FETCHES = (
    "The file names a context elsewhere (@context, @import). Nothing is fetched from other sites: put the context "
    "itself into the file, at its beginning."
)


def check_json(data: Any) -> None:
    """Refuse a context that is not in the file itself, or not at its top. Raises Refusal."""
    tops = data if isinstance(data, list) else [data]
    for top in tops:
        if not isinstance(top, dict):
            raise Refusal("The file is no JSON-LD: an object, or a list of them, is expected.")
        context = top.get("@context", {})
        contexts = context if isinstance(context, list) else [context]
        if any(one is not None and not isinstance(one, dict) for one in contexts):
            raise Refusal(FETCHES)
        for one in [*(one for one in contexts if one), {k: v for k, v in top.items() if k != "@context"}]:
            _check_inside(one, MOST_DEPTH)


def _check_inside(value: Any, depth: int) -> None:
    if not depth:
        raise Refusal(f"The file has more than {MOST_DEPTH} lists and objects inside each other.")
    if isinstance(value, dict):
        if not value.keys().isdisjoint({"@context", "@import"}):
            raise Refusal(FETCHES)
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            _check_inside(one, depth - 1)


def _without_doctype(path: Path) -> bytes:
    """The document anew, without what stands before its root; it was let in by `xml_door.check`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.tostring(etree.parse(path, parser).getroot())


if __name__ == "__main__":
    main()
