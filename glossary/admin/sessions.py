"""The desk's sessions behind Flask's own interface: the cookie holds a random token, everything else is in a table.

Only the desk has sessions. On the readers' pages `session` is empty, cannot be written to, costs nothing and sets no
cookie. A session is read by `begin` and written by `store`, which the guard of every desk page calls around its view.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any, cast

from flask import Flask, current_app, g, request, session
from flask.sessions import NullSession, SessionInterface, SessionMixin
from werkzeug.wrappers import Request, Response

from glossary.logs import log
from glossary.numbers import counted
from glossary.services.accounts import sessions
from glossary.services.accounts.sessions import Limits, Seat

PREFIX = "/admin"
COOKIE = "glossary"
SECURE_COOKIE = f"__Host-{COOKIE}"
FORMS, WRITER = "kept", "kept_of"
"""What stays of a session when another one takes its place: forms that wait for their writer (kept.py)."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


class DeskSession(dict[str, Any], SessionMixin):
    """What one browser does at the desk."""

    def __init__(self, token: str | None) -> None:
        super().__init__()
        self.token = token
        """What the browser sent; None when that is nothing that we know."""
        self.held: sessions.Held | None = None
        self.account_id: int | None = None
        self.over_of: int | None = None
        """Whose session this was, when it has run out or was ended."""
        self.replaces: str | None = None
        self.cookie: str | None = None
        """What to set the cookie to; empty removes it."""

    def begin(self) -> None:
        """Read what the token stands for."""
        held = sessions.read(self.token, limits()) if self.token else None
        if held is None:
            self.token = None
        elif held.data == sessions.OVER:
            self.token, self.over_of = None, held.account_id
        else:
            self.held, self.account_id = held, held.account_id
            self.update(json.loads(held.data))

    @property
    def key(self) -> str:
        """The name of the session in the table; empty for one that is not there yet."""
        return self.held.key if self.held else ""

    def renew(self, account_id: int | None) -> None:
        """Another session from now on, under a new token: who knew the one before is not signed in, too.

        Nothing of it goes on but the forms that are kept; nobody is signed in until the caller says who.
        """
        self.replaces = self.key or self.replaces
        self.token = self.held = None
        self.account_id = account_id
        stays = {name: self[name] for name in (FORMS, WRITER) if name in self}
        self.clear()
        self.update(stays)
        for name in ("csrf_token", "_login_user"):
            g.pop(name, None)

    def finish(self) -> None:
        """End it at the server; the cookie that somebody may have copied opens nothing any more."""
        if self.key:
            sessions.end(self.key)
        self.clear()
        self.token = self.held = self.account_id = None
        self.cookie = ""

    def store(self) -> None:
        """Write what has changed; where nothing has, once a minute that it is in use."""
        data = json.dumps(self, ensure_ascii=False, sort_keys=True)
        if self.held is None:
            if self:
                self._create(data)
        elif data != json.dumps(json.loads(self.held.data), ensure_ascii=False, sort_keys=True):
            sessions.keep(self.held, data, seat())
        elif sessions.is_due(self.held):
            self._touch(data)

    def _create(self, data: str) -> None:
        self.token = self.cookie = sessions.new_token()
        sessions.create(self.token, self.account_id, data, seat(), self.replaces)

    def _touch(self, data: str) -> None:
        """Not worth failing for: a busy database is told the next time."""
        try:
            sessions.keep(cast(sessions.Held, self.held), data, seat())
        except Exception as error:
            log.warning("a session could not be marked as in use: %s", type(error).__name__)


class NoSession(NullSession):
    """What readers have."""

    def _fail(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("The readers' pages have no session.")

    __setitem__ = __delitem__ = clear = pop = popitem = update = setdefault = _fail


class TableSessions(SessionInterface):
    """Opens a session for the desk's addresses alone, and sets its cookie when there is a new one."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin:
        """The session, not read yet."""
        if not is_desk(request.path):
            return NoSession()
        token = request.cookies.get(cookie_name(request), "")
        return DeskSession(token if _TOKEN.fullmatch(token) else None)

    def is_null_session(self, obj: object) -> bool:
        """Whether there is nothing to save."""
        return not isinstance(obj, DeskSession)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set or remove the cookie; the row was written before."""
        cookie = cast(DeskSession, session).cookie
        if cookie is None:
            return
        secure = request.is_secure
        flags: dict[str, Any] = {"path": "/", "secure": secure, "httponly": True, "samesite": "Lax"}
        if cookie:
            response.set_cookie(cookie_name(request), cookie, **flags)
        else:
            response.delete_cookie(cookie_name(request), **flags)


def is_desk(path: str) -> bool:
    """Whether an address belongs to the desk."""
    return path == PREFIX or path.startswith(f"{PREFIX}/")


def cookie_name(request: Request) -> str:
    """With the prefix that binds it to this host, wherever browsers allow it: over https."""
    return SECURE_COOKIE if request.is_secure else COOKIE


def current() -> DeskSession:
    """This request's session at the desk."""
    return cast(DeskSession, session._get_current_object())  # type: ignore[attr-defined]


def limits() -> Limits:
    """How long sessions live, as the settings say."""
    settings = current_app.config["GLOSSARY"]
    return Limits(timedelta(minutes=settings["SESSION_IDLE_MINUTES"]), timedelta(hours=settings["SESSION_HOURS"]))


def told_limits() -> str:
    """The same for people, before they sign in and afterwards."""
    settings = current_app.config["GLOSSARY"]
    idle, whole = counted(settings["SESSION_IDLE_MINUTES"], "minute"), counted(settings["SESSION_HOURS"], "hour")
    return f"A session ends after {idle} without use, and after {whole} in any case; what was typed then is kept."


def seat() -> Seat:
    """From where this request comes."""
    return Seat(request.remote_addr or "", request.headers.get("User-Agent", ""))


def init_app(app: Flask) -> None:
    """Put the table behind `flask.session`."""
    app.session_interface = TableSessions()
