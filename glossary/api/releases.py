"""The releases: numbered, frozen packages of the whole glossary."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from glossary import site
from glossary.api import schemas
from glossary.api.views import endpoint
from glossary.services.releases import kept as releasing_kept


class ReleasedFile(Schema):
    """A file of a release."""

    name = schemas.string()
    says = schemas.string("What is in it.")
    type = schemas.string("Its content type.")
    size = schemas.number("In bytes.")
    sha256 = schemas.string("In hexadecimal.")
    address = schemas.string("Where it is; what is there never changes.")


class ReleaseCheck(Schema):
    """What a validator says of a file."""

    file = schemas.string()
    check = schemas.string("What was looked at, and by what.")
    outcome = schemas.string("passed, or not run: a release in which a check fails is not listed.")
    says = schemas.string("Why it was not run.")
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "What was looked at, by name."},
    )


class Release(Schema):
    """A release: all that was published at one moment."""

    number = schemas.number()
    released = schemas.string("The day on which it was made (UTC).")
    note = schemas.string("What is new in it, as its maker put it.")
    change = schemas.number("The newest change that it holds, by its number in the change log.")
    moment = schemas.string("When that was published (UTC).")
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "Kind of record -> how many it holds."},
    )
    licence = schemas.string("Of the editors' words and codes.")
    rights = schemas.string("Whose the words are.")
    files = schemas.many(ReleasedFile)
    validation = schemas.many(ReleaseCheck)


class Releases(Schema):
    """All releases, newest first."""

    items = schemas.many(Release)


@endpoint("/releases", answers=Releases, page="/releases.json")
def releases(_: dict[str, Any]) -> dict[str, Any]:
    """Releases, newest first.

    Each with its files, their hashes, and what was checked in them.
    """
    return {"items": [_with_addresses(one) for one in releasing_kept.listed()]}


@endpoint("/releases/<int:number>", answers=Release, page="/releases/<int:number>.json")
def release(_: dict[str, Any], number: int) -> dict[str, Any]:
    """A release.

    As it is in the list: with its files, their hashes, and what was checked in them.
    """
    return _with_addresses(releasing_kept.release(number))


def _with_addresses(one: dict[str, Any]) -> dict[str, Any]:
    here = f"{site.base()}/releases/{one['number']}"
    return {**one, "files": [{**file, "address": f"{here}/{file['name']}"} for file in one["files"]]}
