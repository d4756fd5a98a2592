"""U6: ten thousand requests leave no file open and take no memory for good."""

from __future__ import annotations

import gc
import os
from itertools import cycle, islice
from pathlib import Path

from flask.testing import FlaskClient

REQUESTS = 10_000
WARM = 1_000
"""Requests after which everything that is kept on purpose is there."""
MOST_GROWTH = 10_000_000
"""Bytes that the process may have grown by in the other nine thousand: a thousand a request would be about as many."""
ADDRESSES = (
    ("/api/v1/statements/john-kirby-humanitarian-pause-2023-10-26", 200),
    ("/statements/john-kirby-humanitarian-pause-2023-10-26", 200),
    ("/search?q=pause", 200),
    ("/api/v1/search?q=ceasefire&limit=1", 200),
    ("/api/v1/suggest?q=armist", 200),
    ("/static/site.css", 200),
    ("/nothing", 404),
    ("/api/v1/terms?limit=0", 400),
    ("/admin/account", 302),
    ("/healthz", 200),
)


def open_files() -> int:
    """Files, pipes and connections that this process holds."""
    return len(os.listdir("/proc/self/fd"))


def memory() -> int:
    """Bytes that this process has in memory."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def ask(client: FlaskClient, times: int) -> None:
    """Ask for the addresses in turn."""
    for address, status in islice(cycle(ADDRESSES), times):
        answer = client.get(address)
        assert answer.status_code == status, address
        answer.close()


def test_u6_ten_thousand_requests_leave_nothing_behind(client: FlaskClient) -> None:
    """U6: pages, documents, files and refusals in turn: as many files are open afterwards, and memory is flat."""
    ask(client, WARM)
    files, bytes_ = open_files(), memory()
    ask(client, REQUESTS - WARM)
    assert open_files() <= files
    assert memory() - bytes_ <= MOST_GROWTH
