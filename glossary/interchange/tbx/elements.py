"""Elements of TBX as they are written: text that XML can hold, in the order that the grammar wants."""

from __future__ import annotations

from lxml import etree

from glossary.interchange.tbx.names import LANG
from glossary.interchange.xml_text import text_of

Element = etree._Element


def element(name: str, text: str = "", **attributes: str) -> Element:
    """An element outside any parent; empty attributes are left out, `lang` is `xml:lang`."""
    made = etree.Element(name)
    _fill(made, text, attributes)
    return made


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """An element at the end of another one."""
    made = etree.SubElement(parent, name)
    _fill(made, text, attributes)
    return made


def _fill(made: Element, text: str, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        if value:
            made.set(LANG if name == "lang" else name, text_of(value))
    if text:
        made.text = text_of(text)


def written(made: Element) -> bytes:
    """The element on lines of its own; the namespace is that of whatever stands around it."""
    etree.indent(made)
    return etree.tostring(made, encoding="utf-8") + b"\n"
