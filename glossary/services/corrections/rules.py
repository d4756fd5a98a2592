"""What a reader may write in a correction, and an editor in the answer: words, of a length, none that mislead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from marshmallow import ValidationError

from glossary.errors import Refused
from glossary.interchange.fields import check_text, check_url

SHORTEST, LONGEST = 10, 2000
"""Characters of a message and of an answer, a line break counting as one."""
MOST_ADDRESSES = 3
"""Web addresses in a message: more is what advertising looks like."""
_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a reader says of a record as it stood in a revision; `url` is where it can be seen, or empty."""

    kind: str
    slug: str
    revision: int
    message: str
    url: str


def tidied(told: Suggestion) -> Suggestion:
    """The suggestion as it is kept. Raises `Refused` with sentences under `message` and `url`."""
    message, url = tidy(told.message), tidy(told.url)
    problems = {"message": [*problems_of(message), *_too_many_addresses(message)], "url": _problems_of_url(url)}
    if any(problems.values()):
        raise Refused({name: sentences for name, sentences in problems.items() if sentences})
    return replace(told, message=message, url=url)


def tidy(text: str) -> str:
    """Without outer blanks, letters composed (NFC), tabs as blanks, at most two line breaks in a row."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    joined = "\n".join(line.rstrip(" ") for line in lines)
    return unicodedata.normalize("NFC", re.sub(r"\n{3,}", "\n\n", joined)).strip()


def problems_of(text: str) -> list[str]:
    """What is wrong with a tidied text of several lines, in sentences."""
    return list(_problems(text))


def _problems(text: str) -> Iterator[str]:
    if not SHORTEST <= len(text) <= LONGEST:
        yield f"Write {SHORTEST} to {LONGEST:,} characters; there are {len(text):,}."
    elif not any(letter.isalnum() for letter in text):
        yield "Write words; there is no letter and no digit."
    try:
        check_text(text.replace("\n", " "))
    except ValidationError as error:
        yield from (f"The text {message}." for message in error.messages)


def _too_many_addresses(message: str) -> list[str]:
    number = len(_ADDRESS.findall(message))
    if number <= MOST_ADDRESSES:
        return []
    return [f"The text holds {number} web addresses; at most {MOST_ADDRESSES} are taken."]


def _problems_of_url(url: str) -> list[str]:
    if not url:
        return []
    try:
        check_text(url)
        check_url(url)
    except ValidationError:
        return ["Give one whole web address, such as https://example.org/page, or leave this empty."]
    return []
