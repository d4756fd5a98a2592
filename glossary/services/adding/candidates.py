"""Help with adding: the statements that a pasted article may hold, as candidates for an editor to judge.

Nothing is stored and nothing is decided here: `articles/` reads by rules, with the names and terms of this glossary.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from glossary.articles.candidate import MAX_CHARACTERS, TOO_LONG, Candidate, Span
from glossary.articles.reading import read
from glossary.articles.vocabulary import Actor, Form, Office, Term, Vocabulary
from glossary.db import db
from glossary.errors import Invalid
from glossary.models import Actor as ActorRow
from glossary.models import Statement
from glossary.models import Term as TermRow
from glossary.services.reading.kept import kept

__all__ = ["MAX_CHARACTERS", "TOO_LONG", "Candidate", "Span", "find", "vocabulary"]


def find(text: str, *, published: str = "", language: str = "") -> list[Candidate]:
    """The candidate statements of an article, in the order of its sentences; none where it holds none.

    text: the article as pasted, plain, at most `MAX_CHARACTERS`. published: its day as YYYY-MM-DD, or empty to look for
    one in its first lines; days of the week are counted from it. language: a BCP 47 tag, or empty to have it told from
    the text. Offsets are characters of `text`. Raises `Invalid` with `TOO_LONG` for a longer text.
    """
    if len(text) > MAX_CHARACTERS:
        raise Invalid(TOO_LONG)
    return read(text, vocabulary(), published=published, language=language)


def vocabulary() -> Vocabulary:
    """The terms and actors of the glossary as a reader of articles needs them.

    Kept until a term or an actor changes; the offices, which statements give, until a statement does.
    """
    names = kept("glossary.candidates.names", ("term", "actor"), _names)
    return replace(names, offices=kept("glossary.candidates.offices", ("statement", "actor"), _offices))


def _names() -> Vocabulary:
    return Vocabulary(_terms(), _actors())


def _terms() -> list[Term]:
    loaded = select(TermRow).options(selectinload(TermRow.variants), selectinload(TermRow.equivalents))
    return [_term(row) for row in db.session.scalars(loaded.order_by(TermRow.slug))]


def _term(row: TermRow) -> Term:
    english = [row.preferred, *(variant.form for variant in row.variants)]
    return Term(row.slug, (*map(Form, english), *(Form(one.form, one.lang) for one in row.equivalents)))


def _actors() -> list[Actor]:
    loaded = select(ActorRow).options(selectinload(ActorRow.aliases), selectinload(ActorRow.affiliation))
    return [_actor(row) for row in db.session.scalars(loaded.order_by(ActorRow.slug))]


def _actor(row: ActorRow) -> Actor:
    aliases = [Form(alias.form, alias.lang) for alias in row.aliases]
    return Actor(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        names=(Form(row.name), *aliases),
        surnames=frozenset(alias.form for alias in row.aliases if alias.kind == "surname"),
        country=row.country,
        affiliation=row.affiliation.slug if row.affiliation else "",
    )


def _offices() -> dict[str, tuple[Office, ...]]:
    """The titles of actors by slug, each with the years of the published statements under it."""
    columns = (ActorRow.slug, Statement.speaking_as, func.min(Statement.said_from), func.max(Statement.said_to))
    query = select(*columns).join(ActorRow, Statement.actor_id == ActorRow.id)
    query = query.where(Statement.state == "published", Statement.speaking_as != "")
    found: defaultdict[str, list[Office]] = defaultdict(list)
    for slug, title, first, last in db.session.connection().execute(
        query.group_by(ActorRow.slug, Statement.speaking_as)
    ):
        found[slug].append(Office(title, first.year, last.year))
    return {slug: tuple(offices) for slug, offices in found.items()}
