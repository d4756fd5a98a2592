"""A signed time stamp in a form: when the form was opened, and what it was about.

It takes the place of a session, which readers do not have: a form that comes back at once was filled in by a program,
and one that comes back after a day is about something that may have changed. Each form has a number of its own, so
that one sent twice can be told from two of the same words.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple

from flask import current_app
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from glossary.secret_files import signing_keys
from glossary.services import clock

YOUNGEST, OLDEST = 3, 86_400
"""Seconds after which a form may come back, and until when."""
NUMBER_BYTES = 16
"""Random bytes of a form's number: no two forms get the same."""
EARLY = f"The form came back within {YOUNGEST} seconds, faster than people write. Nothing was sent; send it again."
LATE = "This form was opened more than a day ago. Nothing was sent; look at the record once more, then send it again."
STRANGE = "The form did not come back as this site had made it. Nothing was sent; it is made anew here, send it again."


class Read(NamedTuple):
    """What a stamp says: the revision that the form was about, if it is sound; what is wrong, if anything; and the
    random number of the form, which stays as long as the form is sent again.
    """

    revision: int | None
    problem: str
    form: str = ""


class _Signer(TimestampSigner):
    def get_timestamp(self) -> int:
        """The seconds of the clock that everything here goes by."""
        return int(clock.seconds())


def make(kind: str, slug: str, revision: int) -> str:
    """A stamp of this moment for a form about a record in a revision; no two are the same."""
    return str(_serializer().dumps([kind, slug, revision, secrets.token_urlsafe(NUMBER_BYTES)]))


def read(text: str, kind: str, slug: str) -> Read:
    """Look at the stamp that came back with a form about this record."""
    try:
        told, made = _serializer().loads(text, return_timestamp=True)
    except BadData:
        return Read(None, STRANGE)
    if len(told) != 4 or told[:2] != [kind, slug]:
        return Read(None, STRANGE)
    age = int(clock.seconds()) - made.timestamp()
    if age > OLDEST:
        return Read(None, LATE)
    if age < 0:  # the clock was set back: a stamp of now need not wait for the one of then
        return Read(None, EARLY)
    return Read(told[2], EARLY if age < YOUNGEST else "", told[3])


def _serializer() -> URLSafeTimedSerializer:
    keys = signing_keys(current_app.config["GLOSSARY"])
    return URLSafeTimedSerializer(keys, salt="glossary correction", signer=_Signer)
