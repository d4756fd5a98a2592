"""Citations to read and to paste: lines in the styles of APA and Chicago, made by a CSL processor.

The processor never sees the words of others, whose capitals, quotation marks and blanks its rules would rewrite: it is
given signs, and they are put in their places afterwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from glossary.interchange.citations_dates import points_of

Item = Mapping[str, Any]
STYLES = {"apa": "apa.csl", "chicago": "chicago-notes-bibliography.csl"}
"""Name -> the style's file beside this module, in `styles`."""
_MARKED = {
    "apa": (re.compile(r"ca\. ([^.)]*)"), {"~": r"ca. \1", "?": r"\1?", "%": r"ca. \1?"}),
    "chicago": (re.compile(r"\[([^\]]*)\?\]"), {"~": r"[ca. \1]", "?": r"[\1?]", "%": r"[ca. \1?]"}),
}
"""Style -> how it writes a date that is not sure, and how it should by the mark of the date."""
FOLDER = Path(__file__).parent / "styles"
_AS_PAGES = frozenset({"article-newspaper", "entry-dictionary"})
"""Types whose lines want what is not recorded (an edition, a container) and have holes without it."""
_TITLE, _AUTHOR, _ADDRESS = "\ue000", "\ue001", "\ue002"
_PLACE = re.compile(f"([{_TITLE}{_AUTHOR}{_ADDRESS}])(”?)([.,]?)")
_BREAKS = re.compile(r"[ \t]*[\n\r\f\v]+[ \t]*")
_ONE_AT_A_TIME = Lock()
"""The processor keeps what it is doing in the style, which threads share."""


def line(item: Item, style: str) -> str:
    """The citation of one item in a style of `STYLES`, as plain text on one line."""
    words = {_TITLE: item["title"], _AUTHOR: item["author"][0]["literal"], _ADDRESS: item["URL"]}
    said = _marked(_around(json.dumps(_shape(item), sort_keys=True), style), style, _mark(item))
    return _PLACE.sub(lambda found: _put(_BREAKS.sub(" ", words[found[1]]), found[2], found[3]), said)


def _put(words: str, closing: str, stop: str) -> str:
    """The words in their place, with the sign after them: inside the quotation mark, and no full stop after another."""
    return words + ("" if stop == "." and words.endswith((".", "?", "!")) else stop) + closing


def _marked(said: str, style: str, mark: str) -> str:
    """The line with its date marked as the record has it: CSL knows only one mark, for approximate and uncertain."""
    marked, forms = _MARKED[style]
    return marked.sub(forms[mark], said) if mark else said


@lru_cache(maxsize=4096)
def _around(shape: str, style: str) -> str:
    """What the style puts around the words of an item of this type and date."""
    with _ONE_AT_A_TIME:
        bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([json.loads(shape)]), formatter.plain)
        bibliography.register(Citation([CitationItem("item")]))
        return str(bibliography.bibliography()[0]).strip()


@cache
def _style(name: str) -> Any:
    return CitationStylesStyle(str(FOLDER / STYLES[name]), validate=False)


def _shape(item: Item) -> dict[str, Any]:
    """The item as the processor can take it: signs in place of words, spans of time in words, types without holes."""
    kind = "webpage" if item["type"] in _AS_PAGES else item["type"]
    dated = _dated(item)
    if "literal" in dated.get("issued", {}) and kind != "treaty":
        kind = "report"  # whose date is asked for once; words would stand there as year and as day
    return {"id": "item", "type": kind, "title": _TITLE, "author": [{"literal": _AUTHOR}], "URL": _ADDRESS, **dated}


def _dated(item: Item) -> dict[str, Any]:
    """The date of the work, or that it has none: the styles would else ask for the day of reading it."""
    issued, points = item.get("issued"), points_of(item)
    if not issued:
        return {"issued": {"literal": "n.d."}}
    if len(points) == 1:
        return {"issued": {"date-parts": [list(points[0].parts)], "circa": bool(points[0].mark)}}
    return {"issued": {"literal": " to ".join(point.said for point in points)} if points else issued}


def _mark(item: Item) -> str:
    """The mark of a date that is one point; of a span the words have those of its ends."""
    points = points_of(item)
    return points[0].mark if len(points) == 1 else ""
