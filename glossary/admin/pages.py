"""What the desk's pages share: the head that the site's layout asks for, and the address of the desk's styles."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, render_template

from glossary.admin import access, ending
from glossary.admin.sessions import PREFIX

STRIP = (
    ("/", "Desk"),
    ("/statements/new", "Add a statement"),
    ("/candidates", "From an article"),
    ("/corrections", "Corrections"),
    ("/evidence", "Evidence"),
    ("/import", "Import"),
    ("/batch", "Change many"),
    ("/audit", "Audit log"),
    ("/accounts", "Accounts"),
    ("/account", "My account"),
)
"""What the strip on top offers: addresses of the desk's table, to whom the table opens them."""


def render(template: str, title: str, **more: Any) -> str:
    """A page of the desk; `title` is also what its heading says. With `problems` the title says that first."""
    wrong = bool(more.get("problems")) and not title.startswith("Error: ")
    named = {"title": f"Error: {title}" if wrong else title, "heading": title}
    head = {**named, "description": "The editorial desk.", "canonical": None, "json": None}
    found = access.account()
    confined = bool(found and access.due(found))
    return render_template(
        template,
        head=head,
        me=found,
        ending=ending.of_session(found) if found else None,
        may=access.held_by(found),
        confined=confined,
        strip=[] if confined else _strip(access.held_by(found)),
        **more,
    )


def _strip(held: frozenset[str]) -> list[tuple[str, str]]:
    open_to = {route.address: route.allowed.get("GET", frozenset()) for route in access.table()}
    return [(PREFIX + address, text) for address, text in STRIP if open_to.get(address, frozenset()) & held]


def init_app(app: Flask) -> None:
    """Let the desk's layout find its style sheet and scripts."""
    style = Path(str(app.blueprints["web"].static_folder)) / "desk.css"
    app.jinja_env.globals["DESK_STYLE"] = sha256(style.read_bytes()).hexdigest()[:10]
    for name, file in (("DESK_SCRIPT", "desk.js"), ("SESSION_SCRIPT", "session.js"), ("CHOOSE_SCRIPT", "choose.js")):
        app.jinja_env.globals[name] = sha256(style.with_name(file).read_bytes()).hexdigest()[:10]
