"""The editorial desk: the door for people who sign in. `access.py` has the one table of who may do what."""

from __future__ import annotations

from flask import Flask

from glossary.admin import access, pages, sign_in


def init_app(app: Flask) -> None:
    """Open the door."""
    sign_in.init_app(app)
    access.init_app(app)
    pages.init_app(app)
