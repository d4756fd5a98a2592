"""What the tests of docs/deploy need: programs that know the samples, and a proxied glossary."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import NOT_RUN
from tests.deploy import tools
from tests.deploy.proxied import Glossary, Nginx, Visitor, certify, free_ports
from tests.postgresql.databases import Databases


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a program that is not there; it is said at the very end of the run."""
    if tools.are_required():
        return
    for name, find in tools.TOOLS.items():
        asking = [item for item in items if name in getattr(item, "fixturenames", ())]
        if asking and find() is None:
            items[:] = [item for item in items if item not in asking]
            config.hook.pytest_deselected(items=asking)
            config.stash.setdefault(NOT_RUN, set()).add(tools.missing(name))


def _found(name: str) -> str:
    found = tools.TOOLS[name]()
    assert found, tools.missing(name)
    return found


@pytest.fixture(scope="session")
def nginx() -> str:
    """The program."""
    return _found("nginx")


@pytest.fixture(scope="session")
def systemd_analyze() -> str:
    """The program."""
    return _found("systemd_analyze")


@pytest.fixture(scope="session")
def compose() -> list[str]:
    """The command."""
    return _found("compose").split()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is the `/` of the samples, with a certificate in it."""
    root = tmp_path_factory.mktemp("machine")
    certify(root / "etc/ssl/glossary")
    return root


@pytest.fixture(scope="module")
def glossary(seeded: Path, machine: Path, databases: Databases | None) -> Iterator[Glossary]:
    """`glossary serve` on the socket that the samples name, with a copy of the data."""
    instance = machine / "var/lib/glossary"
    shutil.copytree(seeded, instance)
    if databases is not None:
        databases.ready(instance)
    with Glossary(machine) as running:
        yield running


@pytest.fixture(scope="module")
def proxy(nginx: str, machine: Path, glossary: Glossary) -> Iterator[Nginx]:
    """nginx in front of it, set up by the sample."""
    with Nginx(nginx, machine, *free_ports(3)) as running:
        yield running


@pytest.fixture(scope="module")
def visitor(proxy: Nginx) -> Visitor:
    """Somebody who comes by nginx."""
    return proxy.visitor()
