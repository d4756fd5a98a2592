"""A site of somebody else: an origin of its own on loopback, with a strict policy, whose page loads the script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A page about words</title>
<link rel="stylesheet" href="/page.css">
<script src="{glossary}/static/embed.js" referrerpolicy="no-referrer" defer></script>
</head>
<body>
<main>
<h1>A page about words</h1>
<p>Kirby spoke of a
<span id="kirby" data-glossary="humanitarian-pause" data-actor="john-kirby">humanitarian pause</span>,
Qatar’s spokesman of a <span id="ansari" data-glossary="humanitarian-truce" data-actor="majed-al-ansari">truce</span>,
many of a <span id="many" data-glossary="humanitarian-truce">humanitarian truce</span>;
<a id="link" href="#end" data-glossary="ceasefire">a ceasefire</a>,
<span id="silent" data-glossary="armistice" data-actor="john-kirby">an armistice</span> and
<span id="unknown" data-glossary="no-such-term">no such term</span> are words, too.</p>
<p id="end">The end.</p>
</main>
</body>
</html>
"""
STYLE = """html{{color-scheme:light dark}} body{{margin:40vh 1rem 60vh;font:1rem/1.5 serif}}
span,b,div{{color:#b00020;font-size:60px;display:inline;text-transform:uppercase}}
[data-glossary]{{color:inherit;font-size:inherit;text-transform:none;text-decoration:underline dotted}}"""
POLICY = "default-src 'none'; style-src 'self'; script-src {glossary}; connect-src {glossary}; base-uri 'none'"
"""What the page allows; nothing inline, nothing from elsewhere than the glossary."""


@contextmanager
def another_site(glossary: str, page: str = PAGE, style: str = STYLE) -> Iterator[str]:
    """Serves the page and its rules, with the script of the glossary at this address."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = ("text/css", style) if self.path == "/page.css" else ("text/html", page)
            self.send_response(200 if self.path in ("/", "/page.css") else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY.format(glossary=glossary))
            self.end_headers()
            self.wfile.write(body.format(glossary=glossary).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
