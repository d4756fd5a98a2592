"""What this site is called, and where it lives."""

from __future__ import annotations

from flask import current_app, has_request_context, request

NAME = "Glossary of Attributed Terms"


def base() -> str:
    """Where the site lives, without a slash at the end: the address set by the operator, else the one asked for.

    For commands, which nobody asks by an address, it is the one on which `glossary serve` would listen.
    """
    settings = current_app.config["GLOSSARY"]
    asked = request.host_url if has_request_context() else f"http://{settings['HOST']}:{settings['PORT']}"
    return str(settings["BASE_URL"] or asked).rstrip("/")
