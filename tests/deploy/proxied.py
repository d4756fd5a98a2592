"""A real nginx, set up by the sample, in front of a real `glossary serve`; and a visitor who asks by https."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.deploy import samples

PATIENCE = 90
"""Seconds after which a start or a stop counts as failed."""
TOKEN = "0123456789-shown-by-who-watches-9876543210"  # noqa: S105
SOCKET = "run/glossary/glossary.sock"


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def certify(folder: Path) -> None:
    """A certificate for the sample's name, signed by itself, and its key."""
    folder.mkdir(parents=True)
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, samples.NAME)])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=2))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(samples.NAME)]), critical=False)
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(secret)


def wait_for(path: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until somebody listens on a socket in the file system."""
    for _ in range(PATIENCE * 10):
        with socket.socket(socket.AF_UNIX) as asked:
            if path.exists() and asked.connect_ex(str(path)) == 0:
                return
        assert process.poll() is None, log.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError(f"nobody listens: {log.read_text('utf-8')}")


class _Running:
    """A process that ends with its block."""

    process: subprocess.Popen[bytes]

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def __exit__(self, *_: object) -> None:
        self.stop()


class Glossary(_Running):
    """`glossary serve` behind a proxy, in the places of the samples below a folder. No name is set as its own."""

    def __init__(self, root: Path) -> None:
        self.socket, self.log = root / SOCKET, root / "glossary.log"
        self.socket.parent.mkdir(parents=True)
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GLOSSARY_")}
        settings = {"INSTANCE": f"{root}/var/lib/glossary", "HOST": f"unix:{self.socket}", "TRUSTED_PROXY": "yes"}
        settings |= {"TRUSTED_HOSTS": samples.NAME, "WORKERS": "1", "METRICS": "yes", "METRICS_TOKEN": TOKEN}
        self.environment = clean | {f"GLOSSARY_{name}": value for name, value in settings.items()}

    def command(self, *arguments: str) -> list[str]:
        """The command line of `glossary`."""
        return [sys.executable, "-u", "-c", "from glossary.cli import main; main()", *arguments]

    def __enter__(self) -> Glossary:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command("serve"), env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        wait_for(self.socket, self.process, self.log)
        return self


class Nginx(_Running):
    """nginx with the sample, moved below a folder and to other ports."""

    def __init__(
        self, program: str, root: Path, http_port: int, https_port: int, figures_port: int, words: str = ""
    ) -> None:
        """`words`: other words than the sample's."""
        self.program, self.root, self.http, self.https = program, root, http_port, https_port
        self.figures = figures_port
        self.own = root / "nginx"
        self.own.mkdir()
        words = samples.moved(words or samples.text("nginx.conf"), root)
        site = samples.on_ports(words, http_port, https_port, figures_port)
        (self.own / "glossary.conf").write_text(site)
        user = "root" if os.geteuid() == 0 else ""
        (self.own / "nginx.conf").write_text(samples.around(f"{self.own}/glossary.conf", self.own, user))

    def visitor(self) -> Visitor:
        """Somebody who comes by it."""
        return Visitor(self.root, self.http, self.https)

    def command(self, *more: str) -> list[str]:
        """The command line."""
        return [self.program, "-p", str(self.own), "-e", f"{self.own}/error.log", "-c", f"{self.own}/nginx.conf", *more]

    def __enter__(self) -> Nginx:
        self.process = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(PATIENCE * 10):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.https)) == 0:
                    return self
            assert self.process.poll() is None, (self.own / "error.log").read_text("utf-8")
            time.sleep(0.1)
        raise AssertionError("nginx does not listen")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def all(self, name: str) -> list[str]:
        """The values of a header, one for each time that it came."""
        return [value for known, value in self.headers if known.lower() == name.lower()]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Visitor:
    """Asks by https for the sample's name; from another address of this machine where one is given."""

    def __init__(self, root: Path, http_port: int, https_port: int) -> None:
        """`root`: where the certificate is, at its place below it."""
        self._http, self._https = http_port, https_port
        self._tls = ssl.create_default_context(cafile=root / "etc/ssl/glossary/fullchain.pem")

    def connection(self, address: str = "127.0.0.1", tls: bool = True) -> http.client.HTTPConnection:
        """A connection; the certificate is checked."""
        port = self._https if tls else self._http
        made = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        line = socket.create_connection(("127.0.0.1", port), PATIENCE, (address, 0))
        made.sock = self._tls.wrap_socket(line, server_hostname=samples.NAME) if tls else line
        return made

    def ask(
        self,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes | Iterable[bytes] | None = None,
        *,
        method: str = "",
        address: str = "127.0.0.1",
        tls: bool = True,
    ) -> Answer:
        """One request over a connection of its own: GET, or POST of a body."""
        asked = self.connection(address, tls)
        try:
            method = method or ("GET" if body is None else "POST")
            asked.request(method, path, body, {"Host": samples.NAME, **(headers or {})})
            answer = asked.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            asked.close()
