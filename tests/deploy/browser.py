"""A browser, as far as signing in and sending forms go, that comes by way of nginx."""

from __future__ import annotations

import re

from tests.deploy import samples
from tests.deploy.proxied import Answer, Visitor

FORM = "application/x-www-form-urlencoded"
HOME = f"https://{samples.NAME}"


class Browser:
    """Keeps cookies and fills in forms, by way of nginx."""

    def __init__(self, visitor: Visitor, address: str = "127.0.0.1", forged: dict[str, str] | None = None) -> None:
        self.visitor, self.address, self.forged = visitor, address, forged or {}
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, body: bytes | None = None, content_type: str = FORM) -> Answer:
        """One request, as from a page of the glossary."""
        headers = {**self.forged, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Origin": HOME, "Sec-Fetch-Site": "same-origin", "Content-Type": content_type}
        answer = self.visitor.ask(path, headers, body, address=self.address)
        self.cookies.update(cookie.split(";")[0].split("=", 1) for cookie in answer.all("Set-Cookie"))  # type: ignore[misc]
        return answer

    def token(self, path: str) -> str:
        """The token in the form on a page."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.ask(path).text)
        assert found
        return found[1]

    def sign_in(self, email: str, password: str = "wrong on purpose", token: str = "") -> Answer:  # noqa: S107
        """Fill in the form; with its token that is known already, without opening it."""
        token = token or self.token("/admin/sign-in")
        body = f"csrf_token={token}&email={email}&password={password.replace(' ', '+')}"
        return self.ask("/admin/sign-in", body.encode())
