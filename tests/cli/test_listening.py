"""HOST as a socket in the file system: what is refused before anything is touched."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from glossary.cli import listening
from glossary.cli.listening import IN_THE_WAY, LONGEST, NOT_WHOLE, PORT_TAKEN, SOCKET, TAKEN
from glossary.errors import UnsafeSetting


def at(host: object) -> str:
    """Where it would listen."""
    return listening.address({"HOST": str(host), "PORT": 5000})


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "127.0.0.1:5000"), ("::1", "[::1]:5000"), ("localhost", "localhost:5000")],
)
def test_a_host_and_a_port_are_one_address(host: str, address: str) -> None:
    """An IPv6 address is put in brackets."""
    assert at(host) == address


def test_a_socket_is_named_by_a_whole_path_of_a_bounded_length() -> None:
    """A relative or empty path is refused; 107 bytes are the most, counted in bytes and not in letters."""
    longest = "/" + "x" * (LONGEST - 1)
    assert at(f"{SOCKET}{longest}") == f"{SOCKET}{longest}"
    for path in (f"{longest}x", "/" + "ö" * (LONGEST // 2 + 1), "", "glossary.sock"):
        with pytest.raises(UnsafeSetting, match="by a whole path") as refused:
            at(f"{SOCKET}{path}")
        assert str(refused.value) == NOT_WHOLE


def test_what_lies_where_the_socket_is_to_be_is_not_removed(tmp_path: Path) -> None:
    """A file or folder under that name is left as it is, and the start is refused."""
    file = tmp_path / "file"
    file.write_text("kept")
    for path in (file, tmp_path):
        with pytest.raises(UnsafeSetting) as refused:
            at(f"{SOCKET}{path}")
        assert str(refused.value) == IN_THE_WAY
    assert file.read_text() == "kept"


def test_the_socket_of_a_server_that_runs_is_not_taken_away(tmp_path: Path) -> None:
    """Where somebody listens the start is refused; once only the name of a killed server is left, it is not."""
    path = tmp_path / "glossary.sock"
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(path))
        other.listen()
        with pytest.raises(UnsafeSetting) as refused:
            at(f"{SOCKET}{path}")
        assert str(refused.value) == TAKEN
    assert path.is_socket()
    assert at(f"{SOCKET}{path}") == f"{SOCKET}{path}"


def test_a_port_that_somebody_has_is_told_with_the_remedy() -> None:
    """Before anything is prepared: one sentence that names the port and how to choose another; a free one passes."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UnsafeSetting, match=f"Port {port} is in use by another program.*make run PORT=") as refused:
            listening.refuse_taken({"HOST": "127.0.0.1", "PORT": port})
        assert str(refused.value) == PORT_TAKEN.format(port=port)
    listening.refuse_taken({"HOST": "127.0.0.1", "PORT": port})


def test_an_address_of_another_machine_is_told() -> None:
    """HOST is an address of this machine; 192.0.2.1 is kept for documentation (RFC 5737) and is nobody's."""
    with pytest.raises(UnsafeSetting, match=r"HOST 192\.0\.2\.1 with PORT 0 cannot be listened on: "):
        listening.refuse_taken({"HOST": "192.0.2.1", "PORT": 0})
