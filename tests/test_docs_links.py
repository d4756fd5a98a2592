"""The documentation leads to where it says, names nothing of one machine, and stays short where it begins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary import ROOT
from tests.documented import PAGES, anchors, links, prose

MACHINE = re.compile(r"(?<![\w.])(?:/(?:home|root|tmp|Users)/|[A-Z]:\\)", re.ASCII)
"""Places that only one machine has. Those that operations.md makes are in /opt, /etc, /var and /srv."""
READERS = ("readers", "editors", "api", "operations", "developers", "architecture", "formats", "promises", "asvs")
NAMED = re.compile(
    r"(?<![\w/.])(?:glossary/)?((?:admin|api|articles|cli|interchange|models|search|services|web)/[\w/*]+\.py)\b"
)
"""Files of the program as prose and docstrings name them."""
NAMING = [*PAGES, *sorted((ROOT / "glossary").rglob("*.py"))]
SHORT, WIDE = 85, 120
"""Lines of the README, two screens; characters of each."""


@pytest.fixture(params=PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def page(request: pytest.FixtureRequest) -> Path:
    """Each page of the documentation."""
    found: Path = request.param
    return found


def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    """Each link that names no site leads to a file of the project, and its anchor to a heading there."""
    for link in links(page):
        if re.match(r"https?://|mailto:|/about/", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.name} leads to {link}, which is not there"
        assert target.is_relative_to(ROOT), f"{page.name} leads out of the project: {link}"
        assert not anchor or anchor in anchors(target), f"{page.name} leads to {link}, where there is no such heading"


def test_no_page_names_a_place_on_somebodys_machine(page: Path) -> None:
    """Neither in words nor in commands does a page name a home folder or another place that readers do not have."""
    assert not MACHINE.findall(page.read_text("utf-8"))


def test_every_page_is_reached_from_the_readme() -> None:
    """The README, or a page that it links, links each page of docs/."""
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        seen.add(page)
        found = {(page.parent / link.partition("#")[0]).resolve() for link in links(page) if "://" not in link}
        waiting += [target for target in found if target.suffix == ".md" and target.exists() and target not in seen]
    assert set(PAGES) <= seen


def test_the_readme_leads_each_reader_on() -> None:
    """The README is under two screens, and has the page for each kind of reader."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert len(lines) <= SHORT
    assert max(map(len, lines)) <= WIDE
    linked = set(links(ROOT / "README.md"))
    assert {f"docs/{name}.md" for name in READERS} <= linked


def test_the_pages_that_readers_are_led_to_are_there(client: FlaskClient) -> None:
    """Each address of the site in docs/readers.md answers, and each search in it finds something."""
    page = (ROOT / "docs" / "readers.md").read_text("utf-8")
    addresses = re.findall(r"`(/[\w/?=&.-]*)`", page)
    assert len(addresses) > 10
    for address in addresses:
        assert client.get(address).status_code == 200, address
    table = page.partition("| write | to find |")[2].partition("\n\n")[0]
    searches = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    assert len(searches) == 6
    for search in [*searches, "who rejected a ceasefire in 2023", "هدنة إنسانية", "перемирие"]:
        assert client.get("/search.json", query_string={"q": search}).get_json()["total"] > 0, search


def test_files_that_are_named_in_code_are_there() -> None:
    """What docs/developers.md says of the way through the rooms names files that there are."""
    names = re.findall(r"`([\w/.]+\.(?:py|md|toml))`", prose(ROOT / "docs" / "developers.md"))
    assert len(names) > 10
    for name in names:
        assert (ROOT / name).is_file() or [*ROOT.glob(f"glossary/**/{name}")], name


def test_the_desk_has_what_its_page_names() -> None:
    """Each name of a button, a field or a heading in docs/editors.md is on the desk or on a page for readers."""
    doors = [path for door in ("admin", "web") for path in (ROOT / "glossary" / door).rglob("*")]
    there = " ".join(path.read_text("utf-8") for path in doors if path.suffix in (".html", ".py"))
    there = re.sub(r"\s+", " ", there).replace("’", "'")
    page = re.sub(r"(?<=\S)\s+(?=\S)", " ", prose(ROOT / "docs" / "editors.md"))
    named = re.findall(r"(?<![*\w])\*([^*]+)\*(?![*\w])", page)
    assert len(named) > 30
    assert not [name for name in named if name not in there]


def test_every_file_that_is_named_is_there() -> None:
    """Where documentation or a docstring says in which file of the program something is, that file is there."""
    named = [(path, name) for path in NAMING for name in NAMED.findall(path.read_text("utf-8"))]
    missing = [f"{path.relative_to(ROOT)}: {name}" for path, name in named if not [*ROOT.glob(f"glossary/{name}")]]
    assert len(named) > 20
    assert missing == []


PROMISED = {
    "a search": "/search",
    "a term": "/terms/truce",
    "an actor": "/actors/ocha",
    "an event": "/events/gaza-four-day-arrangement-2023-11",
    "a source": "/sources/hague-regulations-1907",
}
"""What formats.md calls a kind of page -> one of them; addresses stand there as they are."""


def test_every_file_and_feed_that_is_promised_is_there(client: FlaskClient) -> None:
    """Each kind of page in formats.md answers with each ending in its row; what is said to have none has none."""
    text = (ROOT / "docs" / "formats.md").read_text("utf-8")
    rows = re.findall(r"^\| a page's address with (.+?) \| (.+?):", text, re.MULTILINE)
    assert len(rows) == 2
    for endings, pages in rows:
        for one in pages.split(", "):
            address = PROMISED.get(one) or one.strip("`")
            for ending in re.findall(r"`(\.[\w.]+)`", endings):
                with client.get(address + ending) as answer:
                    assert answer.status_code == 200, address + ending
    assert "A statement has its history, and no feed" in text
    assert client.get("/statements/ocha-humanitarian-pause-2022.atom").status_code == 404
