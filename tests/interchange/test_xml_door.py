"""XML comes in through one door: nothing grows there, nothing is fetched, and what is refused is told in a sentence."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.errors import Invalid
from glossary.interchange import xml_door

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "billion laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>',
    "in an attribute": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a b="&l9;"/>',
    "quadratic": f'<!DOCTYPE a [<!ENTITY x "{"y" * 100_000}">]><a>{"&x;" * 100_000}</a>',
    "in a default": f'<!DOCTYPE a [<!ENTITY x "{"y" * 1000}"><!ATTLIST b c CDATA "&x;">]><a>{"<b/>" * 1000}</a>',
    "of parameters": '<!DOCTYPE a [<!ENTITY % x "y">%x;]><a/>',
    "a default": '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>',
    "an element": "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
    "harmless": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
}


def _read(folder: Path, content: str | bytes) -> list[str]:
    """The texts of all elements `a`."""
    path = folder / "file.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return ["".join(element.itertext()) for element in xml_door.elements(path, "a")]


def _outcome(folder: Path, content: str) -> str:
    """The text of the first element, or why there is none."""
    try:
        return _read(folder, content)[0]
    except Invalid as refused:
        return str(refused)


@pytest.mark.parametrize("bomb", BOMBS)
def test_definitions_are_refused_before_they_are_used(tmp_path: Path, bomb: str) -> None:
    """Whoever defines entities, defaults or elements is refused, whatever they would become."""
    with pytest.raises(Invalid) as refused:
        _read(tmp_path, BOMBS[bomb])
    assert str(refused.value) == xml_door.DEFINES


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody who would see a connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE a SYSTEM "{here}/a.dtd"><a>text</a>',
        '<!DOCTYPE a PUBLIC "-//X//Y//EN" "{here}/a.dtd"><a>text</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "{here}/x">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "{here}/x.dtd">%x;]><a/>',
        '<!DOCTYPE a SYSTEM "{here}/a.dtd" [<!ENTITY % x SYSTEM "{here}/x.dtd">%x;]><a/>',
        '<!DOCTYPE a SYSTEM "{here}/a.dtd"><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "{here}/a.dtd"><a b="&x;"/>',
        '<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="{here}/x" parse="text"/>text</a>',
        '<?xml-stylesheet href="{here}/x.xsl"?><?xml-model href="{here}/x.rng"?><a>text</a>',
        '<a xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:noNamespaceSchemaLocation="{here}/x">text</a>',
    ],
)
def test_nobody_is_asked_for_anything(tmp_path: Path, listener: socket.socket, content: str) -> None:
    """Whatever a file names on the network, no connection is made: its own text comes out, or a refusal."""
    here = f"http://127.0.0.1:{listener.getsockname()[1]}"
    assert _outcome(tmp_path, content.replace("{here}", here)) in ("text", xml_door.DEFINES, xml_door.UNDEFINED)
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_files_of_this_machine_are_not_read(tmp_path: Path) -> None:
    """A file that names another one by its path does not get its content."""
    (tmp_path / "secret").write_text("secret", "utf-8")
    for content in ('<!DOCTYPE a [<!ENTITY x SYSTEM "secret">]><a>&x;</a>', '<!DOCTYPE a SYSTEM "secret"><a>&x;</a>'):
        with pytest.raises(Invalid):
            _read(tmp_path, content)


def test_a_bare_doctype_is_allowed(tmp_path: Path) -> None:
    """Older files of many formats begin with one; the entities of XML itself are read."""
    assert _read(tmp_path, '<!DOCTYPE a SYSTEM "nowhere.dtd"><a>x &lt; y &amp; &#233;</a>') == ["x < y & é"]
    assert _read(tmp_path, "<!DOCTYPE a><a/>") == [""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    """With a mark of the byte order and without."""
    assert _read(tmp_path, "<a>هدنة é</a>".encode(encoding)) == ["هدنة é"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<a>\xe9</a>", "not in UTF-8 throughout: byte 4"),
        (b"<a>\0</a>", "not in UTF-8, nor in UTF-16"),
        ('<?xml version="1.0" encoding="windows-1252"?><a/>', "says that it is in windows-1252"),
        ('<?xml version="1.0" encoding="x-unheard-of"?><a/>', "x-unheard-of"),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>', "encoding specified in XML declaration is incorrect, line 1"),
        ("", "no element found"),
        ("text", "syntax error, line 1"),
        ("<a>\n<b>\n</a>", "mismatched tag, line 3"),
        ("<a>\n<b/>", "no element found, line 2"),
        ("<a/><a/>", "junk after document element"),
        ("<a>&x;</a>", "undefined entity"),
        ('<a xmlns:b="u"><b:c b:d="" b:d=""/></a>', "duplicate attribute"),
        ("<a><b:c/></a>", "amespace prefix b"),
        ("<a>&#0;</a>", "reference to invalid character number"),
        ("{}", "not well-formed"),
    ],
)
def test_what_is_no_xml_is_told_with_its_line(tmp_path: Path, content: str | bytes, told: str) -> None:
    """Wrong encodings, truncated and damaged files, and other formats."""
    with pytest.raises(Invalid, match=told):
        _read(tmp_path, content)


@pytest.mark.parametrize("extra", [0, 1])
def test_there_are_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: int) -> None:
    """On bytes, depth, attributes and the length of a text: at the limit all is well, one more is refused."""
    monkeypatch.setattr(xml_door, "MOST_BYTES", 10_000_000)
    depth, text = xml_door.MOST_DEPTH + extra, xml_door.MOST_TEXT + extra
    attributes = " ".join(f'x{n}=""' for n in range(xml_door.MOST_ATTRIBUTES + extra))
    for content, told in (
        ("<b>" * (depth - 1) + "<a/>" + "</b>" * (depth - 1), "40 elements inside each other"),
        (f"<a {attributes}/>", "more than 50 attributes"),
        (f"<a>{'x' * text}</a>", "more than 1,000,000 characters"),
        (f"<a>{' <b/>' * 1_999_998}{' ' * (3 + extra)}</a>", "longer than 10,000,000 bytes"),
    ):
        if extra:
            with pytest.raises(Invalid, match=told):
                _read(tmp_path, content)
        else:
            assert len(_read(tmp_path, content)) == 1


def test_the_limit_on_bytes_is_that_of_the_command_line() -> None:
    """Two hundred million; the desk refuses files over twenty before this door is reached."""
    assert xml_door.MOST_BYTES == 200_000_000


def test_a_very_long_tag_is_read_through_once(tmp_path: Path) -> None:
    """An attribute of five million characters is no reason to look through the file again and again."""
    assert _read(tmp_path, f'<a b="{"x" * 5_000_000}">y</a>') == ["y"]


def test_elements_of_all_namespaces_come_in_their_order(tmp_path: Path) -> None:
    """By their names alone; comments and instructions are no part of their texts."""
    content = '<x><a>1<!-- c --><?p?>2</a><n:a xmlns:n="u"><n:b>3</n:b></n:a><y><a/></y></x>'
    assert _read(tmp_path, content) == ["12", "3", ""]
