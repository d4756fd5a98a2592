"""Citations for reference managers: CSL-JSON, BibTeX and RIS, all from the same items."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from glossary.interchange.citations_dates import biblatex, bibtex_year, ris_date, ris_year
from glossary.languages import primary

Item = Mapping[str, Any]
Pairs = list[tuple[str, str]]

RIS_TYPES = {
    "article-newspaper": "NEWS",
    "report": "RPRT",
    "entry-dictionary": "DICT",
    "dataset": "DATA",
    "webpage": "ELEC",
}
LANGIDS = {
    "am": "amharic",
    "ar": "arabic",
    "bg": "bulgarian",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "fr": "french",
    "he": "hebrew",
    "it": "italian",
    "ja": "japanese",
    "pt": "portuguese",
    "ru": "russian",
    "ta": "tamil",
    "tr": "turkish",
    "uk": "ukrainian",
    "zh": "chinese",
}
"""Language -> its name in babel and polyglossia, by which biblatex knows it."""
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
_PARTING = re.compile(r" *[,;] *")
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
    body, language = item.get("container-title") or item.get("publisher", ""), item.get("language", "")
    langid = LANGIDS.get(primary(language), "")
    return [
        ("title", f"{{{_tex(item['title'])}}}"),
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in names)),
        ("howpublished", f"{{{_tex(body)}}}" if body not in names else ""),
        ("date", biblatex(item)),
        ("year", _tex(bibtex_year(item))),
        ("url", quote(item["URL"], safe="/:?#[]@!$&'()*+,;=%~-._")),
        ("langid", langid),
        ("language", "" if langid else _tex(language)),
        ("note", _tex(item.get("note", ""))),
    ]


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _TEX[found[0]], _one_line(text))


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip(" ")


def _record(item: Item) -> str:
    lines = [("TY", RIS_TYPES.get(item["type"], "GEN")), *_ris_fields(item)]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def _ris_fields(item: Item) -> Pairs:
    body = item.get("publisher") or item.get("container-title", "")
    return [
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", _whole(name["literal"])) for name in item.get("author", [])),
        ("T2", item.get("container-title", "")),
        ("PB", body),
        ("PY", ris_year(item)),
        ("DA", ris_date(item)),
        ("UR", item["URL"]),
        ("LA", item.get("language", "")),
        ("N1", item.get("note", "")),
    ]


def _whole(name: str) -> str:
    """The name of a body as an author. Readers of RIS take what stands before a comma for a family's name, and some
    part names at semicolons: so dashes stand for both, and the comma at the end leaves the first name empty. `PB` has
    the name as it is.
    """
    return _PARTING.sub(" – ", _one_line(name)).strip(" ") + ","
