"""Field kinds of the glossary's records: what a slug, a date, a language tag, a web address and a text may be."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from marshmallow import ValidationError, fields, validate

from glossary.dates import bounds
from glossary.errors import Invalid

MAX_WORDS = 25
"""Words of a quotation, counted between blanks (editorial method: the operative phrase only)."""
MAX_CJK = 60
"""Characters of a quotation in Chinese script, which writes no blanks."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_URL = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
_NAMES_USER = re.compile(r"https?:[/\\]*[^/?#]*@")
"""Browsers skip slashes too many, and read a backslash as a slash, which other programs do not."""
_BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_text(value: str) -> None:
    """Refuse outer blanks, control characters, direction overrides and broken characters."""
    if value != value.strip():
        raise ValidationError("has blanks before or after it")
    for character in value:
        if character in _BIDI_OVERRIDES:
            raise ValidationError("holds a character that overrides the writing direction")
        if unicodedata.category(character) in ("Cc", "Cs"):
            raise ValidationError("holds a control character or half a character")


def check_slug(value: str) -> None:
    """Refuse anything but small letters and digits joined by single hyphens, at most 120."""
    if len(value) > 120 or not _SLUG.fullmatch(value):
        raise ValidationError(f"{value!r} is not an id of small letters, digits and hyphens, at most 120 long")


def check_language(value: str) -> None:
    """Refuse what is no BCP 47 tag of language, script and region."""
    if not _LANGUAGE.fullmatch(value):
        raise ValidationError(f"{value!r} is not a language tag such as en, ar or zh-Hant")


def check_date(value: str) -> None:
    """Refuse what is not EDTF."""
    try:
        bounds(value)
    except Invalid as error:
        raise ValidationError(str(error)) from error


def check_url(value: str) -> None:
    """Refuse what is no http(s) address, and one that names a user: what stands before the `@` passes for the site."""
    if len(value) > 2000 or not _URL.fullmatch(value):
        raise ValidationError(f"{value[:80]!r} is not a web address")
    if _NAMES_USER.match(value):
        raise ValidationError("a web address that names a user or a password is not allowed")


def check_quote(value: str) -> None:
    """Refuse a quotation over the length that the editorial method allows."""
    words = len(value.split())
    if words > MAX_WORDS:
        raise ValidationError(f"the quote has {words} words; at most {MAX_WORDS} are allowed")
    characters = len(re.findall("[\u4e00-\u9fff]", value))
    if characters > MAX_CJK:
        raise ValidationError(f"the quote has {characters} Chinese characters; at most {MAX_CJK} are allowed")


def text(*checks: Any, most: int = 2000, empty: bool = False, default: str | None = None) -> fields.String:
    """A text field; `empty` says that nothing may be recorded. It is required unless there is a `default`."""
    length = validate.Length(min=0 if empty else 1, max=most, error="has {input_length} characters")
    length.error = f"must have {0 if empty else 1} to {most} characters"
    asked: dict[str, Any] = {"required": True} if default is None else {"load_default": default}
    return _Text(**asked, validate=[length, check_text, *checks])


class _Text(fields.String):
    """A string that stays as it is: numbers and dates that YAML made of it are refused, not turned back."""

    default_error_messages = {  # noqa: RUF012  (marshmallow's way)
        "required": "is missing",
        "null": "is null; use '' for nothing recorded",
        "invalid": "is not text (put it in quotes)",
    }
