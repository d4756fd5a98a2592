"""A preview in the frame of another site: shown with its style, in light and dark without a fault; no other page is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from glossary.api.reconciliation_manifest import PREVIEW_SIZE
from tests.browser.conftest import Tab
from tests.browser.faults import faults

pytestmark = pytest.mark.browser
PREVIEWS = {
    "term": "/reconcile/terms/preview?id=humanitarian-truce",
    "actor": "/reconcile/actors/preview?id=john-kirby",
    "silent": "/reconcile/terms/preview?id=armistice",
}
WIDTH, HEIGHT = PREVIEW_SIZE


@contextmanager
def client_of(glossary: str) -> Iterator[str]:
    """A page of another origin with a preview and a page of the glossary in frames."""
    frames = "".join(
        f'<iframe id="{name}" title="{name}" width="{WIDTH}" height="{HEIGHT}" src="{glossary}{path}"></iframe>'
        for name, path in (*PREVIEWS.items(), ("page", "/terms/truce"))
    )
    body = f'<!doctype html><html lang="en"><title>A table</title><h1>A table</h1>{frames}'.encode()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_another_site_shows_previews_and_no_page(tab: Tab, address: str) -> None:
    """In its frame a preview is there with its style; a page of the glossary is not."""
    with client_of(address) as site:
        page = tab(site)
        page.goto("/", wait_until="load")
        term = page.frame_locator("#term")
        expect(term.locator("h1")).to_have_text("humanitarian truce")
        expect(term.locator("footer")).to_contain_text("Glossary of Attributed Terms")
        assert term.locator("footer").evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
        expect(page.frame_locator("#page").locator("h1", has_text="truce")).to_have_count(0)
        with page.context.expect_page() as opened:
            term.locator("h1 a").click()
        expect(opened.value.locator("h1")).to_contain_text("humanitarian truce")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDTH, 320])
def test_previews_have_no_fault(tab: Tab, address: str, scheme: str, width: int) -> None:
    """As axe sees it, in both schemes, as wide as the frame and as narrow as a phone."""
    page = tab(address, width=width, scheme=scheme)
    for path in PREVIEWS.values():
        page.goto(path)
        assert faults(page) == [], path
