"""The samples of docs/deploy are understood by the programs that they are for, and agree with the glossary."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from glossary import ROOT
from glossary.cli.serving import CHOSEN
from glossary.config import PREFIX, load_settings
from glossary.security import LARGER, TRANSPORT
from glossary.settings import BY_NAME
from tests.deploy import samples
from tests.deploy.proxied import Nginx, free_ports

UNITS = ("glossary.service", "glossary-backup.service", "glossary-backup.timer")
SAFE_ENOUGH = 2.0
"""Of systemd's own marks: 0 is shut in wholly, 10 not at all; a service that says nothing has 9.6."""


def run(*command: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """What a program says."""
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def test_nginx_understands_its_sample(nginx: str, machine: Path) -> None:
    """`nginx -t` finds nothing to object to, nor to warn of."""
    site = Nginx(nginx, machine, *free_ports(3))
    done = run(*site.command("-t"))
    shutil.rmtree(site.own)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def directive(name: str) -> list[str]:
    """What the sample of nginx says after a name."""
    return re.findall(rf"^\s*{name} ([^;]+);", samples.text("nginx.conf"), re.MULTILINE)


def test_nginx_lets_through_what_the_glossary_takes_and_little_more(app: Any) -> None:
    """For each address, the bytes that nginx lets through are more than the glossary's limit, by 23 % at the most."""
    everybody, desk, imports = (int(size.removesuffix("m")) * 1024 * 1024 for size in directive("client_max_body_size"))
    larger = app.extensions[LARGER]
    most = max(size for endpoint, size in larger.items() if not endpoint.startswith("desk."))
    most_at_desk = max(
        size for endpoint, size in larger.items() if endpoint.startswith("desk.") and endpoint != "desk.import"
    )
    for limit, let_through in ((most, everybody), (most_at_desk, desk), (larger["desk.import"], imports)):
        assert limit < let_through <= 1.23 * limit


def test_waiting_times_of_all_parts_fit_together() -> None:
    """Each part is more patient than the one behind it; nginx keeps a connection for less long than the glossary."""
    finishing = CHOSEN["graceful_timeout"]
    stopping = int(re.findall(r"TimeoutStopSec=(\d+)", samples.text("glossary.service"))[0])
    compose = yaml.safe_load(samples.text("compose.yaml"))["services"]["glossary"]
    assert finishing < stopping
    assert compose["stop_grace_period"] == f"{stopping}s"
    assert finishing < int(directive("proxy_read_timeout")[0].removesuffix("s"))
    assert int(directive("keepalive_timeout")[0].removesuffix("s")) < CHOSEN["keepalive"]


def test_nginx_promises_https_as_the_glossary_does() -> None:
    """The answers of nginx itself carry the same promise, in the same words."""
    assert f'"" "{TRANSPORT}";' in samples.text("nginx.conf")


def moved_units(root: Path) -> list[Path]:
    """The units below a folder, for a program and settings that are there."""
    program, folder = root / "opt/glossary/.venv/bin/glossary", root / "units"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    folder.mkdir()
    for name in UNITS:
        (folder / name).write_text(samples.moved(samples.text(name), root))
    return [folder / name for name in UNITS]


def test_systemd_understands_its_units(systemd_analyze: str, tmp_path: Path) -> None:
    """`systemd-analyze verify` has nothing to say."""
    done = run(systemd_analyze, "verify", "--man=no", *moved_units(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_systemd_finds_the_services_shut_in(systemd_analyze: str, tmp_path: Path) -> None:
    """`systemd-analyze security` gives both services a mark of less than 2 of 10."""
    for unit in moved_units(tmp_path)[:2]:
        done = run(systemd_analyze, "security", "--offline=true", "--no-pager", unit)
        mark = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
        assert mark, done.stderr
        assert float(mark[1]) < SAFE_ENOUGH


def settings_of(names: list[str]) -> list[str]:
    """Names of settings as the glossary knows them."""
    return [name.removeprefix(PREFIX).removesuffix("_FILE") for name in names if name.startswith(PREFIX)]


def test_every_setting_in_a_sample_is_one() -> None:
    """No sample names a setting that the glossary does not know, and no secret is in any of them."""
    for name in ("glossary.env", *UNITS[:2], "compose.yaml", "Dockerfile"):
        named = settings_of(re.findall(rf"\b{PREFIX}[A-Z_]+(?=[=:])", samples.text(name)))
        assert set(named) <= {*BY_NAME, "INSTANCE"}, name
        assert not re.search(rf"{PREFIX}(SECRET_KEY|METRICS_TOKEN|DATABASE_URL)[=:]", samples.text(name)), name


def test_the_settings_of_the_service_are_safe(tmp_path: Path) -> None:
    """The glossary starts with the sample's settings: none is refused as wrong or unsafe."""
    lines = [line for line in samples.text("glossary.env").splitlines() if line and not line.startswith("#")]
    values = load_settings(tmp_path, dict(line.split("=", 1) for line in lines))
    assert values["TRUSTED_PROXY"]
    assert f"server {values['HOST']} " in samples.text("nginx.conf")


def test_compose_understands_its_sample(compose: list[str], tmp_path: Path) -> None:
    """`docker compose config` reads it, with nginx and without."""
    folder = tmp_path / "docs/deploy"
    shutil.copytree(samples.FOLDER, folder)
    for name in yaml.safe_load(samples.text("compose.yaml"))["secrets"]:
        (folder / "secrets").mkdir(exist_ok=True)
        (folder / "secrets" / name).write_text("x")
    for profile in ([], ["--profile", "nginx"]):
        done = run(*compose, "--file", folder / "compose.yaml", *profile, "config")
        assert done.returncode == 0, done.stderr
        read = yaml.safe_load(done.stdout)["services"]
        assert {"glossary", "postgres", "backup"} <= set(read)
        assert not any("password" in str(value) for value in read["glossary"]["environment"].values())
        for part in ("environment", "secrets", "volumes", "image"):
            assert read["backup"][part] == read["glossary"][part]


def test_the_database_of_compose_sorts_and_stores_as_the_glossary_wants_it() -> None:
    """PostgreSQL is made with UTF-8 and an order that no update of the system changes, and is looked at before use."""
    services = yaml.safe_load(samples.text("compose.yaml"))["services"]
    assert services["postgres"]["environment"]["POSTGRES_INITDB_ARGS"] == "--locale=C.UTF-8 --encoding=UTF8"
    assert services["glossary"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "healthcheck" in services["postgres"]
    assert "ports" not in services["glossary"]
    assert services["nginx"]["profiles"] == ["nginx"]
    assert "server unix:/run/glossary/glossary.sock" in samples.text("nginx.conf")
    assert services["nginx"]["ports"][2:] == ["127.0.0.1:5080:5080"]


def test_compose_makes_a_backup_every_night(tmp_path: Path) -> None:
    """At the start, then at 03:17 UTC of each day; a backup that fails is told and ends nothing; a stop ends it."""
    moments = iter(("86399", "11820", "11821"))
    tools = {
        "glossary": 'echo "$@" >> {0}/made; false',
        "date": "head -n 1 {0}/moments; sed -i 1d {0}/moments",
        "sleep": 'echo "$1" >> {0}/slept; [ -s {0}/moments ] || kill "$PPID"',
    }
    (tmp_path / "moments").write_text("\n".join(moments) + "\n")
    for name, script in tools.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script.format(tmp_path)}\n")
        (tmp_path / name).chmod(0o755)
    asked = [
        word.replace("$$", "$")
        for word in yaml.safe_load(samples.text("compose.yaml"))["services"]["backup"]["command"]
    ]
    done = run(*asked, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, timeout=60)
    assert (tmp_path / "made").read_text() == "backup\n" * 3
    assert done.stdout == "This backup failed.\n" * 3
    slept = [int(line) for line in (tmp_path / "slept").read_text().split()]
    assert slept == [3 * 3600 + 17 * 60 + 2, 1, 24 * 3600]


INSTRUCTIONS = {"FROM", "WORKDIR", "ARG", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile, an instruction at a time, without comments."""
    lines = [line for line in samples.text("Dockerfile").splitlines() if line and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in joined.splitlines()]


def test_the_image_is_made_of_what_is_there_and_runs_as_nobody_special() -> None:
    """Each copied file is there and let in; packages are locked; it runs as a user of its own, and is watched."""
    told = instructions()
    assert {word for word, _ in told} <= INSTRUCTIONS
    allowed = {line[1:] for line in samples.text("Dockerfile.dockerignore").splitlines() if line.startswith("!")}
    for source in [
        word for kind, rest in told if kind == "COPY" and "--from" not in rest for word in rest.split()[:-1]
    ]:
        assert list(ROOT.glob(source)), source
        assert source in allowed, source
    assert any("--require-hashes" in rest for kind, rest in told if kind == "RUN")
    last = dict(told)
    assert last["USER"] == "10001:10001"
    assert "/healthz" in last["HEALTHCHECK"]
    assert "/var/lib/glossary" in last["VOLUME"]
    assert last["CMD"] == '["glossary", "serve"]'
    assert all(
        re.fullmatch(r"python:3\.1[123]-slim-bookworm( AS built)?", rest) for kind, rest in told if kind == "FROM"
    )


@pytest.mark.parametrize("name", sorted(path.name for path in samples.FOLDER.iterdir()))
def test_every_sample_is_told_of(name: str) -> None:
    """The guide names each file of the folder."""
    assert name in (ROOT / "docs" / "operations.md").read_text("utf-8")


def test_the_service_may_give_its_socket_away() -> None:
    """The server changes the owner of its socket, even to the same one: the unit's filter of calls lets it."""
    allowed = re.findall(r"^SystemCallFilter=(.+)$", samples.text("glossary.service"), re.MULTILINE)
    assert allowed.index("@chown") > allowed.index("~@privileged")


def command(root: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What the command for root hands to the program: its variables, then what it was asked."""
    program, tools = root / "opt/glossary/.venv/bin/glossary", root / "tools"
    for made, script in (
        (program, 'env; echo "asked: $*"'),
        (tools / "runuser", 'echo "user: $2"; shift 3; exec "$@"'),
    ):
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(f"#!/bin/sh\n{script}\n")
        made.chmod(0o755)
    script = samples.moved(samples.text("glossary-command.sh"), root)
    asked = [shutil.which("sh") or "sh", "-c", script, "glossary", "doctor", "--json"]
    return run(*asked, env={"PATH": f"{tools}:/usr/bin:/bin", **environment})


@pytest.mark.parametrize("environment", [{}, {"HOME": "/root", "GLOSSARY_PORT": "9"}], ids=["bare", "of root"])
def test_the_command_for_root_hands_over_what_the_service_has(environment: dict[str, str], tmp_path: Path) -> None:
    """Every setting as systemd reads it, letter by letter, quotes taken off; secrets from their files; the home of the
    service's user, also where the caller has no variable at all."""
    kept = tmp_path / "etc/glossary"
    kept.mkdir(parents=True)
    lines = ("# a remark: $x", "", 'GLOSSARY_A="two words"', "GLOSSARY_B='it costs $5'", "GLOSSARY_C=$nobody`id`")
    (kept / "glossary.env").write_text("\n".join((*lines, "GLOSSARY_D=", "GLOSSARY_E=a=b\\n")))
    (kept / "secret_key").write_text("kept $secret\n")
    done = command(tmp_path, environment)
    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout.splitlines()
    assert (told[0], told[-1]) == ("user: glossary", "asked: doctor --json")
    wanted = ("A=two words", "B=it costs $5", "C=$nobody`id`", "D=", "E=a=b\\n", "SECRET_KEY=kept $secret")
    for line in (*(f"GLOSSARY_{setting}" for setting in wanted), f"HOME={tmp_path}/var/lib/glossary"):
        assert line in told


def test_the_command_for_root_reads_the_sample(tmp_path: Path) -> None:
    """Without any secret's file, too."""
    (tmp_path / "etc/glossary").mkdir(parents=True)
    shutil.copy(samples.FOLDER / "glossary.env", tmp_path / "etc/glossary")
    done = command(tmp_path, {})
    assert (done.returncode, done.stderr) == (0, "")
    lines = {line for line in samples.text("glossary.env").splitlines() if line and not line.startswith("#")}
    assert lines <= set(done.stdout.splitlines())
