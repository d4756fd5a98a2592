"""The samples of docs/deploy: where they are, and copies for other places than those that they name."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import yaml

from glossary import ROOT

FOLDER = ROOT / "docs" / "deploy"
NAME = "glossary.example.org"
_PLACE = re.compile(r"(?<![\w.~/])/(?:opt|etc|var|run|usr/local)/")
"""How a path begins that samples and guide name."""


def text(name: str) -> str:
    """A sample as it is."""
    return (FOLDER / name).read_text("utf-8")


def moved(words: str, root: Path) -> str:
    """The same for a machine whose `/` is a folder."""
    return _PLACE.sub(lambda found: f"{root}{found[0]}", words)


def on_ports(words: str, http: int, https: int, figures: int) -> str:
    """The sample of nginx on the loopback address and ports that anybody may use; without IPv6, which may be absent."""
    left = "".join(line for line in words.splitlines(keepends=True) if "listen [::]" not in line)
    for port, used, times in (("80", http, 2), ("443", https, 2), ("127.0.0.1:5080", figures, 1)):
        left, found = re.subn(rf"listen {port}\b", f"listen 127.0.0.1:{used}", left)
        assert found == times, f"{times} servers on {port} were expected in nginx.conf"
    return left


def in_compose(site: str, service: str, program: str) -> str:
    """A sample as the service of compose.yaml makes it for itself, with sed."""
    told = yaml.safe_load(text("compose.yaml"))["services"][service]["command"][-1].replace("$$", "$")
    edits = shlex.split(told.partition("/etc/glossary/")[0])
    done = subprocess.run([program, *edits[1:]], input=site, capture_output=True, text=True, check=True)
    return done.stdout


def around(site: str, folder: Path, user: str = "") -> str:
    """A whole configuration of nginx that has the site in it and writes to one folder only."""
    bodies = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"    {body}_temp_path {folder}/{body};" for body in bodies)
    return f"""
{f"user {user};" if user else ""}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
events {{ worker_connections 1024; }}
http {{
    access_log off;
{temporary}
    include {site};
}}
"""
