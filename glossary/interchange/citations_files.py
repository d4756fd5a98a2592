"""Citations for reference managers: CSL-JSON, BibTeX and RIS, all from the same items."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

Item = Mapping[str, Any]
Pairs = list[tuple[str, str]]

RIS_TYPES = {
    "article-newspaper": "NEWS",
    "report": "RPRT",
    "entry-dictionary": "DICT",
    "dataset": "DATA",
    "webpage": "ELEC",
}
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
"""Braces as commands: escaped ones would still count as open or closed."""
_SPECIAL = re.compile(r"[\\{}~^#$%&_]")
_BREAKS = re.compile(r"[ \t]*[\n\r\f\v]+[ \t]*")


def csl_json(items: Sequence[Item]) -> str:
    """The items as CSL-JSON."""
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def bibtex(items: Sequence[Item]) -> str:
    """The items as BibTeX, one entry each. Dates stand twice: as EDTF for biblatex, and as a year for BibTeX."""
    return "\n".join(_entry(item) for item in items)


def ris(items: Sequence[Item]) -> str:
    """The items as RIS, one record each."""
    return "\r\n".join(_record(item) for item in items)


def _entry(item: Item) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _tex_fields(item) if value)
    return f"@misc{{{item['id']},\n{fields}}}\n"


def _tex_fields(item: Item) -> Pairs:
    names = [name["literal"] for name in item.get("author", [])]
    body, issued = item.get("container-title") or item.get("publisher", ""), item.get("issued", {})
    return [
        ("title", f"{{{_tex(item['title'])}}}"),
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in names)),
        ("howpublished", f"{{{_tex(body)}}}" if body not in names else ""),
        ("date", _edtf(issued)),
        ("year", _tex(_year(issued))),
        ("url", quote(item["URL"], safe="/:?#[]@!$&'()*+,;=%~-._")),
        ("urldate", _edtf(item["accessed"])),
        ("langid", item.get("language", "")),
        ("note", _tex(item.get("note", ""))),
    ]


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _TEX[found[0]], _one_line(text))


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip(" ")


def _edtf(issued: Item) -> str:
    """The date as biblatex reads it; nothing for one in words."""
    mark = "~" if issued.get("circa") else ""
    return "/".join(_joined(parts, "-") + mark for parts in issued.get("date-parts", []))


def _joined(parts: Sequence[int], sign: str) -> str:
    return sign.join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts))


def _year(issued: Item) -> str:
    """The year or years, said to be approximate where they are; a date in words as it is."""
    if "literal" in issued:
        return str(issued["literal"])
    years = list(dict.fromkeys(f"{parts[0]:04}" for parts in issued.get("date-parts", [])))
    return ("ca. " if issued.get("circa") else "") + "–".join(years)


def _record(item: Item) -> str:
    lines = [("TY", RIS_TYPES.get(item["type"], "GEN")), *_ris_fields(item)]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def _ris_fields(item: Item) -> Pairs:
    """No AU: readers of RIS part names at their commas, and those of bodies have commas of their own."""
    issued = item.get("issued", {})
    body = item.get("publisher") or item.get("container-title", "")
    return [
        ("ID", item["id"]),
        ("TI", item["title"]),
        ("T2", item.get("container-title", "")),
        ("PB", body),
        ("PY", _ris_year(issued)),
        ("DA", _ris_date(issued)),
        ("UR", item["URL"]),
        ("Y2", _ris_date(item["accessed"])),
        ("LA", item.get("language", "")),
        ("N1", item.get("note", "")),
    ]


def _ris_year(issued: Item) -> str:
    parts = issued.get("date-parts")
    return f"{parts[0][0]:04}" if parts else ""


def _ris_date(issued: Item) -> str:
    """Year, month and day with a slash after each, then what else there is to say of the date."""
    if "literal" in issued:
        return f"///{issued['literal']}"
    if not issued:
        return ""
    first, *rest = issued["date-parts"]
    more = [f"to {_joined(parts, '-')}" for parts in rest] + (["approximate"] if issued.get("circa") else [])
    numbers = [*_joined(first, "/").split("/"), "", ""][:3]
    return f"{'/'.join(numbers)}/{', '.join(more)}"
