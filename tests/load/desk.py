"""A browser at the desk over HTTP: keeps its cookie, says where it comes from, sends forms as their page has them."""

from __future__ import annotations

import http.client
import re
from http.cookies import SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import urlencode

from tests.admin.forms import values
from tests.web.html import read

TIMEOUT = 60
"""Seconds for which an answer is waited for."""
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
Values = dict[str, Any]


class Page(NamedTuple):
    """An answer: status, where it leads (empty: nowhere), and the text."""

    status: int
    leads_to: str
    text: str

    def form(self) -> Values:
        """What the page's form would send, its token among it."""
        token = _TOKEN.search(self.text)
        return {**values(read(self.text)), "csrf_token": token[1] if token else ""}

    def says(self) -> str:
        """What stands in the box on top, for reports: why something was not done."""
        boxes = read(self.text).all("div", role="alert")
        return boxes[0].text if boxes else " ".join(read(self.text).text.split())[:300]


class Browser:
    """One visitor of the desk."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self._origin = f"http://127.0.0.1:{port}"
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Page:
        """A page."""
        return self._ask("GET", path, None, {})

    def send(self, path: str, data: Values) -> Page:
        """A form."""
        more = {"Origin": self._origin, "Sec-Fetch-Site": "same-origin"}
        more["Content-Type"] = "application/x-www-form-urlencoded"
        return self._ask("POST", path, urlencode(data, doseq=True), more)

    def sign_in(self, email: str, password: str) -> None:
        """By the form. Raises `RuntimeError` where that is refused."""
        opened = self.get("/admin/sign-in")
        if opened.status != 200:
            raise RuntimeError(f"the form for signing in was answered with {opened.status}: {opened.says()}")
        form = opened.form()
        page = self.send("/admin/sign-in", {**form, "email": email, "password": password})
        if page.status != 303:
            raise RuntimeError(f"{email} could not sign in: {page.says()}")

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None, more: dict[str, str]) -> Page:
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        self._connection.request(method, path, body, more | (cookie if self._cookies else {}))
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return Page(answer.status, answer.headers.get("Location", ""), text)
