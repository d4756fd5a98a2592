"""Records are moved from SQLite to PostgreSQL and back, and nothing is lost, changed or numbered twice."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, inspect, text

from glossary import create_app
from glossary.admin.sessions import COOKIE
from glossary.db import db, prepare_engine, writing
from glossary.errors import Invalid
from glossary.models import Base
from glossary.services import migrating
from glossary.services.accounts import accounts, second_factor, tokens
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.backup import copying
from glossary.services.backup.copying import Copied
from glossary.services.backup.proof import digest
from glossary.services.corrections import received as corrections
from glossary.services.corrections.received import Suggestion
from glossary.services.evidence import checks as quote_checks
from glossary.services.index import indexing, verifying
from glossary.services.reading import change_log
from glossary.services.reading import published as reading
from glossary.services.redaction import redacting
from glossary.services.redaction.redacting import Asked
from glossary.sqlite_library import create_engine
from tests.admin.conftest import opened as desk
from tests.admin.conftest import sign_in
from tests.postgresql.server import Server, server
from tests.reliability.records import ADA, KIRBY, new, publish
from tests.services.drafts.people import draft_of, email_of, in_review
from tests.services.evidence.checks import sealed
from tests.services.publishing.editing import rename, withdraw

OCHA = "ocha-humanitarian-pause-2022"
NASTY = "Zoë said: \u0627\u0644\u0647\u062f\u0646\u0629, a\u0301, 停火, 🕊, 'quoted' \"twice\"\\\n\tand so on; NULL"
KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="module")
def postgresql(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of this module's own."""
    with server(request.config) as started:
        yield started


@contextmanager
def opened(instance: Path, address: str) -> Iterator[Flask]:
    """The application of an instance on a database that is named."""
    app = create_app({"DATABASE_URL": address}, instance=instance)
    with app.app_context():
        yield app
        db.session.close()
        db.engine.dispose()


@contextmanager
def asked(instance: Path, address: str) -> Iterator[Flask]:
    """The same, to be asked by browsers, each of which is somebody else."""
    yield from desk(instance, {"DATABASE_URL": address})


@dataclass(frozen=True)
class Moved:
    """An instance, the addresses of its database before, moved, and moved back, and what the moves told."""

    instance: Path
    addresses: tuple[str, str, str]
    copied: tuple[Copied, Copied]
    cookie: str
    token: str


def fill() -> str:
    """Put something into every table that the data set leaves empty; a token."""
    doers = {role: Doer(email_of(role), accounts.by_email(email_of(role)).id) for role in ("contributor", "editor")}
    draft_of(doers["contributor"], NASTY)
    in_review(doers["editor"])
    gone = draft_of(doers["editor"], "Says it otherwise.")
    with writing() as session:  # its number is not to be given again
        session.execute(text("DELETE FROM draft WHERE id = :id"), {"id": gone})
    ocha = reading.document("statement", OCHA)
    quote_checks.record(OCHA, sealed(ocha["quote"], source=ocha["source"]["slug"]), ADA)
    corrections.suggest(Suggestion("statement", KIRBY, 1, NASTY, ""), "192.0.2.7", "0" * 32)
    second_factor.renew_codes(doers["contributor"].account_id, OPERATOR)
    publish(new(id="zanzibar", summary=NASTY.replace("\n\t", " ")))
    asked = Asked(new().row["term_as_written"], "A court has forbidden it.")
    redacting.black_out("zanzibar", asked, base=1, by=OPERATOR)
    withdraw("zanzibar", NASTY)
    rename("event", next(iter(reading.each("event")))["slug"], "an-event-renamed")
    return tokens.create(doers["editor"].account_id, "wire", ["statements:write"], 90, doers["editor"])


def visit(app: Flask) -> str:
    """Sign in, and once wrongly; the cookie of the session."""
    client = app.test_client()
    assert sign_in(client, "editor").status_code == 303
    assert sign_in(app.test_client(), "editor", "wrong").status_code == 422
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


@pytest.fixture(scope="module", params=KINDS)
def moved(
    request: pytest.FixtureRequest,
    postgresql: Server,
    staffed_instance: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Moved:
    """A well-filled instance, moved from SQLite to PostgreSQL and back; and one that began on PostgreSQL."""
    folder = tmp_path_factory.mktemp("moved")
    instance = Path(shutil.copytree(staffed_instance, folder / "instance"))
    (instance / "config.toml").unlink(missing_ok=True)
    first = f"sqlite:///{folder / 'first.db'}"
    away, back = postgresql.new(), f"sqlite:///{folder / 'back.db'}"
    with opened(staffed_instance, own_address(staffed_instance)):
        assert copying.copy(first).equal
    if request.param == "postgresql":
        start = postgresql.new()
        with opened(instance, first):
            assert copying.copy(start).equal
        first, away, back = start, back, away
    with asked(instance, first) as app:
        cookie = visit(app)
    with opened(instance, first):
        token = fill()
        there = copying.copy(away)
    with opened(instance, away):
        return Moved(instance, (first, away, back), (there, copying.copy(back)), cookie, token)


def own_address(instance: Path) -> str:
    """Where the tests keep an instance's records: in its folder, or with `--postgresql` where its settings say."""
    file = instance / "config.toml"
    named = re.search(r'DATABASE_URL = "(.+)"', file.read_text()) if file.exists() else None
    return named[1] if named else f"sqlite:///{instance / 'glossary.db'}"


def digests(address: str) -> dict[str, tuple[int, str]]:
    """Rows and hash of every table of a database."""
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            return {table.name: digest(table, connection) for table in Base.metadata.sorted_tables}
    finally:
        engine.dispose()


def test_all_is_the_same_there_and_back(moved: Moved) -> None:
    """Every table has the same rows and hash in all three databases, and the moves said so; no table is empty."""
    before, there, back = map(digests, moved.addresses)
    assert before == there == back
    assert all(copied.equal for copied in moved.copied)
    assert {one.table: (one.rows, one.sha256) for one in moved.copied[0].proofs} == before
    unused = {"upload"}
    assert {name for name, (rows, _) in before.items() if rows == 0} == unused


def test_hashes_tell_databases_apart(moved: Moved) -> None:
    """One letter in one row, and the hash of its table is another one: in either kind of database."""
    for address in moved.addresses[:2]:
        with opened(moved.instance, address):
            with db.engine.execution_options(write=True).connect() as connection:
                term = Base.metadata.tables["term"]
                before = digest(term, connection)
                connection.execute(term.update().where(term.c.id == 1).values(gloss=term.c.gloss + "."))
                after = digest(term, connection)
                connection.rollback()
            assert before[0] == after[0]
            assert before[1] != after[1]


@pytest.mark.parametrize("place", [1, 2], ids=["there", "back"])
def test_the_glossary_works_there(moved: Moved, place: int, tmp_path: Path) -> None:
    """On the moved records: the index still fits, search finds, sessions and tokens hold, the password signs in."""
    instance = Path(shutil.copytree(moved.instance, tmp_path / "instance"))
    with opened(instance, moved.addresses[place]) as app:
        indexing.drain()
        assert verifying.verify().sound
        assert tokens.bearer(moved.token) is not None
        assert second_factor.codes_left(accounts.by_email(email_of("contributor")).id) == 10
        client = app.test_client()
        hits = client.get("/api/v1/search?q=kirby+pause").get_json()["hits"]
        assert KIRBY in {hit["statement"]["id"] for hit in hits}
    with asked(instance, moved.addresses[place]) as app:
        client = app.test_client()
        assert client.get("/admin/").status_code != 200
        client.set_cookie(COOKIE, moved.cookie)
        assert client.get("/admin/").status_code == 200
        assert sign_in(app.test_client(), "reviewer").status_code == 303


def test_numbers_go_on_there(moved: Moved, tmp_path: Path) -> None:
    """What is written next gets the next number in each table that counts, beyond those whose rows are gone."""
    instance = Path(shutil.copytree(moved.instance, tmp_path / "instance"))
    given = []
    for address in moved.addresses[1:]:
        with opened(instance, address) as app:
            last = change_log.last_change()
            editor = Doer(email_of("editor"), accounts.by_email(email_of("editor")).id)
            publish(new(id="zanzibar-again"), new("actor", id="zanzibar-actor", name="Zanzibar"))
            assert change_log.last_change() == last + 2
            statement = "SELECT max(id) FROM {}"
            draft = draft_of(editor, "Says it later.")
            assert draft == 4  # of the three before the third is gone
            given.append([draft, *(db.session.scalar(text(statement.format(t))) for t in ("statement", "actor"))])
            assert app.test_client().get("/statements/zanzibar-again").status_code == 200
    assert given[0] == given[1]


def tables(address: str) -> list[str]:
    """The tables of a database."""
    engine = create_engine(address)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


@pytest.fixture
def source(moved: Moved) -> Iterator[Moved]:
    """The instance at work on its first database."""
    with opened(moved.instance, moved.addresses[0]):
        yield moved


def empty(kind: str, postgresql: Server, tmp_path: Path) -> str:
    """The address of an empty database."""
    return postgresql.new() if kind == "postgresql" else f"sqlite:///{tmp_path / 'target.db'}"


def change(address: str, *statements: str) -> None:
    """Have statements done in a database that has the tables of a glossary."""
    engine = create_engine(address)
    prepare_engine(engine)
    migrating.upgrade(engine)
    with engine.execution_options(write=True).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def in_target(kind: str) -> list[str]:
    """A trigger that alters what is written, as an operator may have left one behind."""
    if kind == "sqlite":
        return [
            "CREATE TRIGGER t AFTER INSERT ON term BEGIN UPDATE term SET gloss = gloss || '!' WHERE id = NEW.id; END"
        ]
    return [
        "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.gloss = NEW.gloss || '!'; RETURN NEW; END $$",
        "CREATE TRIGGER t BEFORE INSERT ON term FOR EACH ROW EXECUTE FUNCTION t()",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_equal_is_not_kept(kind: str, source: Moved, postgresql: Server, tmp_path: Path) -> None:
    """A database that alters a row is found out: the table is named, and no row of any is kept."""
    target = empty(kind, postgresql, tmp_path)
    change(target, *in_target(kind))
    copied = copying.copy(target)
    assert not copied.equal
    assert [one.table for one in copied.proofs if not one.equal] == ["term"]
    assert all(rows == 0 for rows, _ in digests(target).values())


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_is_not_taken_stops_all(kind: str, source: Moved, postgresql: Server, tmp_path: Path) -> None:
    """A row that the target refuses is told, and the target has no row."""
    target = empty(kind, postgresql, tmp_path)
    change(target, "CREATE UNIQUE INDEX one_a_day ON statement (said_from)")
    with pytest.raises(Invalid, match=r"(?i)A database refused: .*unique"):
        copying.copy(target)
    assert all(rows == 0 for rows, _ in digests(target).values())


@pytest.mark.parametrize("kind", KINDS)
def test_what_breaks_half_way_leaves_nothing(
    kind: str, source: Moved, postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty database that the copy did not come to the end in has no table, and a file that was made for it goes."""

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    target = empty(kind, postgresql, tmp_path)
    monkeypatch.setattr(copying, "proof_of", broken)
    with pytest.raises(KeyboardInterrupt):
        copying.copy(target)
    assert not (tmp_path / "target.db").exists()
    assert tables(target) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_with_rows_is_refused(kind: str, source: Moved, postgresql: Server, tmp_path: Path) -> None:
    """A single row in it is enough; it is left as it is, and so is one that stands at another migration."""
    target = empty(kind, postgresql, tmp_path)
    change(target, "INSERT INTO role (name) VALUES ('reader')")
    before = digests(target)
    with pytest.raises(Invalid, match="The target has rows already, in role"):
        copying.copy(target)
    assert digests(target) == before
    change(target, "DELETE FROM role", "UPDATE alembic_version SET version_num = '0003'")
    with pytest.raises(Invalid, match="tables of another shape"):
        copying.copy(target)


def test_a_source_of_another_shape_is_refused(source: Moved, postgresql: Server, tmp_path: Path) -> None:
    """Records are copied from the newest migration only."""
    before = digests(source.addresses[0])
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    with pytest.raises(Invalid, match="`glossary migrate`"):
        copying.copy(empty("sqlite", postgresql, tmp_path))
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": migrating.newest()})
    assert not (tmp_path / "target.db").exists()
    assert digests(source.addresses[0]) == before


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "mysql://x",
        "paper://desk",
        "sqlite:///new.db",
        "sqlite://",
        "sqlite:////no/such/x.db",
        "postgresql+psycopg://127.0.0.1:1/x",
    ],
)
def test_an_address_that_leads_nowhere_is_told(address: str, source: Moved) -> None:
    """Whatever is named in place of a database, the answer is a sentence."""
    with pytest.raises(Invalid, match="Nothing was copied"):
        copying.copy(address)


UNFIT = {
    "a sign that PostgreSQL has not": ("draft SET note = 'a' || char(0) || 'b'", "A database refused: .*NUL"),
    "a text longer than its column": ("account SET email = hex(zeroblob(200))", "A database refused: .*too long"),
    "a day that is none": ("event SET date_from = 'soon'", "A value cannot be read: "),
}


@pytest.mark.parametrize(("statement", "words"), UNFIT.values(), ids=UNFIT)
def test_what_only_sqlite_holds_is_told(
    statement: str, words: str, moved: Moved, postgresql: Server, tmp_path: Path
) -> None:
    """What a file of SQLite may hold, and PostgreSQL not, stops the copy with a sentence, and no table is made."""
    address = next(one for one in moved.addresses if one.startswith("sqlite"))
    shutil.copy(address.removeprefix("sqlite:///"), tmp_path / "own.db")
    target = postgresql.new()
    with opened(moved.instance, f"sqlite:///{tmp_path / 'own.db'}"):
        with writing() as session:
            session.execute(text(f"UPDATE {statement} WHERE id = 1"))
        with pytest.raises(Invalid, match=words):
            copying.copy(target)
    assert tables(target) == []


def test_few_rows_are_in_memory_at_a_time(source: Moved, postgresql: Server, tmp_path: Path) -> None:
    """However many rows a table has, at most a batch is written at a time."""
    sizes: list[int] = []

    def note(_connection: object, _cursor: object, words: str, values: object, _context: object, many: bool) -> None:
        if many and words.startswith("INSERT"):
            sizes.append(len(values))  # type: ignore[arg-type]

    made = copying.create_engine

    def watched(*arguments: object, **named: object) -> object:
        engine = made(*arguments, **named)  # type: ignore[call-overload]
        event.listen(engine, "before_cursor_execute", note)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "create_engine", watched)
        copying.copy(empty("sqlite", postgresql, tmp_path))
    assert max(sizes) == copying.BATCH
    assert sum(sizes) > 2 * copying.BATCH
