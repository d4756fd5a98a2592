"""Follows docs/operations.md on a machine of its own: the blocks marked `follow`, in their order, word for word.

The machine is an empty folder, its user an unprivileged one (`nobody`, where root runs this). All paths of the guide
are moved below that folder, and nginx to ports that anybody may use. Stood in for, as they need root or a systemd that
runs: adduser, chown, runuser, systemctl, and the owners in `install`. The packages are those of the Python that runs
this, unless GUIDE_WHOLE=1: then they are installed as the guide says, which takes the network. Everything else is real:
the units' commands, settings and secrets, nginx, https, the backup and what is restored from it.

    python -m tests.deploy.follow_the_guide
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from glossary import ROOT
from tests.deploy import samples, service_manager, tools
from tests.deploy.browser import Browser
from tests.deploy.proxied import Visitor, certify, free_ports

GUIDE = ROOT / "docs" / "operations.md"
WHOLE = "GUIDE_WHOLE"
NOBODY = 65534
PASSWORD = "a long enough password for ada"  # noqa: S105
CHECKOUT = ("glossary", "migrations", "seed", "docs", "pyproject.toml", "README.md", "LICENSE")
"""What a checkout has that runs; and `requirements*.txt`."""
FOLDERS = (
    "etc/nginx/conf.d",
    "etc/systemd/system",
    "opt",
    "run",
    "usr/local/bin",
    "var/lib",
    "var/log",
    "home",
    "nginx",
)
UNPRIVILEGED = (f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all")


@dataclass(frozen=True)
class Block:
    """Commands of the guide."""

    marks: frozenset[str]
    commands: str


def blocks(text: str) -> list[Block]:
    """What is to be followed, in its order."""
    found = re.findall(r"^```sh follow([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(frozenset(marks.split()), commands) for marks, commands in found]


class Machine:
    """An empty folder that is made the machine of the guide."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell, self.whole = tell, os.environ.get(WHOLE) == "1"
        self.root = Path(tempfile.mkdtemp(prefix="glossary-machine-"))
        self.ports = free_ports(3)
        self.user = ["setpriv", *UNPRIVILEGED, "--no-new-privs"] if os.geteuid() == 0 else []
        self.environment = {
            "PATH": f"{self.root}/stand-ins:{self.root}/usr/local/bin:/usr/local/bin:/usr/bin:/bin",
            "HOME": f"{self.root}/home",
            "LANG": "C.UTF-8",
            **{name: value for name, value in os.environ.items() if name.startswith("PIP_") or name == "SSL_CERT_FILE"},
        }

    def prepare(self) -> None:
        """Lay out the folder: a checkout, a certificate, and what is stood in for."""
        for name in FOLDERS:
            (self.root / name).mkdir(parents=True)
        certify(self.root / "etc/ssl/glossary")
        self._check_out()
        self._stand_in()
        if self.user:
            self.root.chmod(0o755)
            for path in (self.root, *self.root.rglob("*")):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    def _check_out(self) -> None:
        program = self.root / "opt/glossary"
        program.mkdir()
        unwanted = shutil.ignore_patterns("__pycache__")
        for path in [*(ROOT / name for name in CHECKOUT), *ROOT.glob("requirements*.txt")]:
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, program / path.name, **({"ignore": unwanted} if path.is_dir() else {}))
        for path in (program / "docs/deploy").iterdir():
            words = samples.moved(path.read_text("utf-8"), self.root)
            path.write_text(samples.on_ports(words, *self.ports) if path.name == "nginx.conf" else words)

    def _stand_in(self) -> None:
        folder, nginx = self.root / "stand-ins", self.root / "nginx"
        folder.mkdir()
        (nginx / "nginx.conf").write_text(samples.around(f"{self.root}/etc/nginx/conf.d/*.conf", nginx))
        manager = folder / "service_manager.py"
        shutil.copy(service_manager.__file__, manager)
        real = f"{tools.nginx()} -p {nginx} -e {nginx}/error.log -c {nginx}/nginx.conf"
        for name, commands in {
            "adduser": "exit 0",
            "chown": "exit 0",
            "install": 'for word; do shift; case $word in glossary) ;; -[og]) ;; *) set -- "$@" "$word";; esac; done\n'
            'exec /usr/bin/install "$@"',
            "runuser": 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
            "systemctl": f'exec python3 {manager} {self.root} "$@"',
            "nginx": f'exec {real} "$@"',
        }.items():
            (folder / name).write_text(f"#!/bin/sh\n{commands}\n")
            (folder / name).chmod(0o755)

    def lend_packages(self) -> None:
        """In place of installing: the packages of this Python, for the machine's own copy of the program."""
        program = self.root / "opt/glossary"
        python, path = self._python()
        words = f"PYTHONPATH={shlex.quote(':'.join([str(program), *path]))}"
        command = program / ".venv/bin/glossary"
        command.parent.mkdir(parents=True)
        call = "from glossary.cli import main; main()"
        command.write_text(f'#!/bin/sh\n{words} exec {python} -c "{call}" "$@"\n')
        command.chmod(0o755)

    def _python(self) -> tuple[str, list[str]]:
        """A Python that the machine's user may run, and where it finds the packages."""
        packages, version = sysconfig.get_paths()["purelib"], sys.version_info[:2]
        trial = f"import sys, flask, gunicorn, lxml.etree; sys.exit(sys.version_info[:2] != {version})"
        for python, path in ((sys.executable, []), ("/usr/bin/python3", [packages])):
            command = [*self.user, "sh", "-c", f'{python} -c "{trial}"']  # as the guide's commands are run: by a shell
            known = {**self.environment, "PYTHONPATH": ":".join(path)}
            if subprocess.run(command, env=known, cwd="/", capture_output=True, check=False).returncode == 0:
                return python, path
        self.tell("No Python here can be run by an unprivileged user: followed as root.")
        self.user = []
        return sys.executable, []

    def run(self, commands: str, typed: str = "", fine: tuple[int, ...] = (0,)) -> str:
        """Run commands of the guide, moved to this machine; what they said."""
        moved = samples.moved(commands, self.root)
        done = subprocess.run(
            [*self.user, "sh", "-eu", "-c", moved],
            env=self.environment,
            cwd=self.root / "home",
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=1800,
            start_new_session=True,
            check=False,
        )
        if done.returncode not in fine:
            logs = "\n".join(log.read_text() for log in (self.root / "var/log").iterdir())
            raise AssertionError(f"exit code {done.returncode}\n{moved}\n{done.stdout}\n{logs}")
        return done.stdout

    def visitor(self) -> Visitor:
        """Somebody who comes by nginx."""
        return Visitor(self.root, *self.ports[:2])

    def end(self) -> None:
        """Stop what was started, and remove the folder."""
        for file in (self.root / "run").glob("*.pid"):
            _end(int(file.read_text()))
        shutil.rmtree(self.root, ignore_errors=True)


def _end(pid: int) -> None:
    for sent, seconds in ((signal.SIGTERM, 75), (signal.SIGKILL, 5)):
        try:
            os.kill(pid, sent)
            for _ in range(seconds * 10):
                if not service_manager._runs(pid):
                    return
                time.sleep(0.1)
        except ProcessLookupError:
            return


def follow(machine: Machine) -> None:
    """Run the guide from its beginning to its end, and look, as a visitor, at what came of it."""
    machine.prepare()
    for block in blocks(GUIDE.read_text("utf-8")):
        machine.tell(block.commands)
        if "packages" in block.marks and not machine.whole:
            machine.tell("# taken as done: the packages are those of this Python\n")
            machine.lend_packages()
            continue
        if "glossary restore " in block.commands:
            serves(machine)
            machine.run("glossary account add ben@example.org --role editor --password-stdin", f"{PASSWORD}\n")
        typed = f"{PASSWORD}\n" * 2 if "password" in block.marks else ""
        said = machine.run(block.commands, typed, (0, 1) if "looks" in block.marks else (0,))
        if "looks" in block.marks:
            only_the_second_factor_is_wanting(said)
    serves(machine)
    accounts = machine.run("glossary account list")
    assert "ada@example.org" in accounts
    assert "ben@example.org" not in accounts, "what was made after the backup is not in it"
    machine.run("systemctl stop nginx glossary")


def only_the_second_factor_is_wanting(said: str) -> None:
    """`glossary doctor` has one thing to complain of. (How full the disk is, is not the guide's matter.)"""
    complaints = [line for line in said.splitlines() if line.startswith("LOOK") and " of the disk " not in line]
    assert len(complaints) == 1, said
    assert "second factor" in complaints[0]


def serves(machine: Machine) -> None:
    """The glossary answers by https, as itself: pages, search, signing in; and is shut where it should be."""
    visitor = machine.visitor()
    for _ in range(600):
        home = visitor.ask("/")
        if home.status == 200:
            break
        time.sleep(0.1)
    assert home.status == 200
    assert len(home.all("Strict-Transport-Security")) == 1
    assert f'<link rel="canonical" href="https://{samples.NAME}/"' in home.text
    assert "401 statements" in home.text
    assert b'"total": 0' not in visitor.ask("/search.json?q=humanitarian+pause").body
    assert visitor.ask("/readyz").text.count('"ready"') == 1
    assert visitor.ask("/metrics").status == 404
    assert visitor.ask("/", tls=False).status == 301
    assert Browser(visitor).sign_in("ada@example.org", PASSWORD).status == 303


def main() -> None:
    """Follow the guide and say so."""
    machine = Machine(print)
    try:
        follow(machine)
    finally:
        machine.end()
    print("The guide was followed to its end.")  # noqa: T201


if __name__ == "__main__":
    main()
