"""No text becomes a program: nothing is evaluated, and commands are started as lists of words without a shell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from glossary import ROOT

FILES = sorted((ROOT / "glossary").rglob("*.py"))
EVALUATING = {"eval", "exec", "compile", "__import__"}
SHELLS = {"system", "popen", "getoutput", "getstatusoutput", "execl", "execlp", "execvp", "spawnl", "spawnlp"}


def calls(path: Path) -> Iterator[tuple[str, str, ast.Call]]:
    """Each call in a file: on what, by which name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id, node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr, node


def test_no_text_is_run_as_code() -> None:
    """No `eval`, `exec` or `compile`, and no template made of text that was sent."""
    for path in FILES:
        named = {name for on, name, _ in calls(path) if not on}
        assert not named & EVALUATING, path
        assert not {name for _, name, _ in calls(path)} & {"render_template_string"}, path


def test_no_command_goes_through_a_shell() -> None:
    """What is started is a list of words: nothing in it can end one command and begin another."""
    for path in FILES:
        for on, name, call in calls(path):
            assert not (on in ("os", "subprocess") and name in SHELLS), (path, name)
            assert "shell" not in {keyword.arg for keyword in call.keywords}, path


def test_the_files_are_there() -> None:
    """The checks above look at the whole program, commands that it starts included."""
    started = {path.name for path in FILES for on, _, _ in calls(path) if on == "subprocess"}
    assert len(FILES) > 100
    assert "graph.py" in started
