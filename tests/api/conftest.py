"""A glossary to write to, and a program that may."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.api.programs import Program, add_account, token_for


@pytest.fixture
def editor_id(own_app: Flask) -> int:
    """The account of an editor."""
    return add_account("editor")


@pytest.fixture
def program(own_app: Flask, editor_id: int) -> Program:
    """An editor's program, which may write all that programs may."""
    return Program(own_app.test_client(), token_for(editor_id))
