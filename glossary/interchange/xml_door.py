"""The one door through which XML comes in.

A file is read through once before any library may have it: in UTF-8 or UTF-16, well-formed, no larger and no deeper
than allowed, and without definitions of its own, by which a small file grows large or asks for other files. A bare
DOCTYPE is allowed, as older files of many formats begin with one; what it names is never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn
from xml.parsers import expat

from glossary.errors import Invalid
from glossary.interchange.incoming.encodings import HALF, encoding_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 200_000_000
"""As many as the command line takes; the desk takes fewer."""
MOST_DEPTH = 40
"""Elements inside each other. TBX has ten levels, RDF rarely more."""
MOST_ATTRIBUTES = 50
"""Of one element."""
MOST_TEXT = 1_000_000
"""Characters between two tags."""
_ENCODINGS = frozenset({"", "utf-8", "utf8", "utf-16", "us-ascii", "ascii"})
_CHUNK = 1_000_000
"""Bytes at a time: with many small pieces the parser looks through a long tag again and again."""
_NO_CHARACTER = expat.errors.codes[expat.errors.XML_ERROR_BAD_CHAR_REF]
_REFERENCE = re.compile(rb"&#(?:x0*([0-9a-fA-F]{1,8})|0*([0-9]{1,10}));")
_LONGEST = 100
"""Bytes that are looked at of a reference to a character."""
DEFINES = "The file defines entities or other things of its own in its DOCTYPE: it is not opened. Save it without them."
UNDEFINED = "The file uses an entity that it does not define; only those of XML itself (such as &amp;) are read."


def check(path: Path) -> None:
    """Read the file through once, and refuse whatever should not be opened.

    Nothing is kept, and nothing is fetched. Raises Invalid with the line where there is one.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Invalid(f"The file is longer than {MOST_BYTES:,} bytes. Divide it.")
    encoding_of(path)
    _Look().through(path)


def elements(path: Path, *names: str) -> Iterator[_Element]:
    """The elements of these names without namespace, each whole, in the order of their ends.

    An element is emptied after the next step, so that memory does not grow with the file: one that is inside another
    of these names is empty there. Raises Invalid, at the first step
    for whatever `check` refuses.
    """
    check(path)
    with path.open("rb") as file:
        yield from _elements(file, names)


def _elements(file: BinaryIO, names: tuple[str, ...]) -> Iterator[_Element]:
    from lxml import etree

    found = etree.iterparse(
        file,
        tag=[f"{{*}}{name}" for name in names],
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,  # its own limits are lower than ours
    )
    try:
        for _, element in found:
            yield element
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise Invalid(_unreadable(error.msg or "", error.lineno or 0)) from error
    if any(entry.type_name == "WAR_UNDECLARED_ENTITY" for entry in found.error_log):
        raise Invalid(UNDEFINED)  # in an attribute, where the look through the file does not see it


def _forget(element: _Element) -> None:
    """Let go of the element, and of those before it beside it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _unreadable(why: str, line: int) -> str:
    return f"The file cannot be read as XML: {why}, line {line:,}."


def _is_half(file: BinaryIO, at: int) -> bool:
    """Whether half a character is written at a place of the file: `&#xD800;`."""
    file.seek(at)
    found = _REFERENCE.match(file.read(_LONGEST).replace(b"\0", b""))  # of UTF-16 the signs of ASCII are left
    return found is not None and 0xD800 <= int(found[1] or found[2], 16 if found[1] else 10) <= 0xDFFF


class _Look:
    """One look through a file, tag by tag."""

    def __init__(self) -> None:
        self.depth = self.length = 0
        self.parser = parser = expat.ParserCreate()
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        for name in ("EntityDecl", "ElementDecl", "AttlistDecl", "NotationDecl", "UnparsedEntityDecl"):
            setattr(parser, f"{name}Handler", self._defines)
        parser.SkippedEntityHandler = self._undefined
        parser.ExternalEntityRefHandler = self._defines

    def through(self, path: Path) -> None:
        with path.open("rb") as file:
            try:
                while chunk := file.read(_CHUNK):
                    self.parser.Parse(chunk, False)
                self.parser.Parse(b"", True)
            except expat.ExpatError as error:
                if error.code == _NO_CHARACTER and _is_half(file, self.parser.ErrorByteIndex):
                    raise Invalid(HALF) from error
                raise Invalid(_unreadable(expat.ErrorString(error.code), error.lineno)) from error

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "").casefold() not in _ENCODINGS:
            raise Invalid(f"The file says that it is in {(encoding or '')[:30]}. Save it as UTF-8.")

    def _start(self, _name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.length = 0
        if self.depth > MOST_DEPTH:
            self._refuse(f"there are more than {MOST_DEPTH} elements inside each other")
        if len(attributes) > MOST_ATTRIBUTES:
            self._refuse(f"an element has more than {MOST_ATTRIBUTES} attributes")

    def _end(self, _name: str) -> None:
        self.depth -= 1
        self.length = 0

    def _text(self, text: str) -> None:
        self.length += len(text)
        if self.length > MOST_TEXT:
            self._refuse(f"a text has more than {MOST_TEXT:,} characters")

    def _refuse(self, why: str) -> NoReturn:
        raise Invalid(f"Line {self.parser.CurrentLineNumber:,}: {why}. The file is not opened.")

    def _defines(self, *_: object) -> NoReturn:
        raise Invalid(DEFINES)

    def _undefined(self, *_: object) -> NoReturn:
        raise Invalid(UNDEFINED)
