"""docs/api.md: every command in it is run and answered as it says, and no endpoint is left untold."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from glossary import ROOT
from glossary.services.accounts import tokens
from tests.api.programs import add_account, token_for
from tests.documented import Example, asked, examples, fits, lines_fit, read_json

PAGE = ROOT / "docs" / "api.md"
HOST = "http://127.0.0.1:5000"
KEPT_TAG = re.compile(r"TAG=\$\(curl -s -o /dev/null -w '%header\{etag\}' (\S+)\)\n")
TOLD_ELSEWHERE = {
    "/api/docs": "api.md",
    "/api/v1/openapi.json": "api.md",
    "/healthz": "operations.md",
    "/readyz": "operations.md",
    "/metrics": "watching.md",
}
"""Address that the description does not have -> the page of docs/ that tells of it."""


def _run(client: FlaskClient, example: Example, variables: dict[str, str]) -> TestResponse:
    command = example.command
    if kept := KEPT_TAG.match(command):
        variables["TAG"] = client.get(kept[1], base_url=HOST).headers["ETag"]
        command = command[kept.end() :]
    method, address, headers, body = asked(command, variables)
    path = address.removeprefix(HOST)
    assert path.startswith("/"), "an example asks another host"
    return client.open(path, method=method, headers=headers, data=body, base_url=HOST)


def _compare(shown: str, form: str, answer: TestResponse) -> None:
    real = answer.get_data(as_text=True)
    if form == "http":
        head, _, shown = shown.partition("\n\n")
        status, *headers = head.splitlines()
        assert status == f"HTTP/1.1 {answer.status}"
        for line in headers:
            name, _, value = line.partition(": ")
            assert answer.headers[name] == value, name
    else:
        assert answer.status_code == 200, real
    if form == "text":
        assert lines_fit(shown, real), real[:2000]
    elif shown.strip():
        assert fits(read_json(shown), answer.get_json(force=True)), real[:6000]


def test_every_example_is_answered_as_the_page_says(own_app: Flask) -> None:
    """The commands of the page, in their order, by an editor's program; each answer but for what `…` stands for."""
    found = examples(PAGE)
    assert len(found) > 12
    variables = {"TOKEN": token_for(add_account("editor"))}
    client = own_app.test_client()
    for example in found:
        assert example.form in ("json", "http", "text"), f"no answer is shown for {example.command}"
        _compare(example.shown, example.form, _run(client, example, variables))


@pytest.mark.parametrize(
    ("shown", "real"),
    [
        ('{"a": 1}', '{"a": 1, "b": 2}'),
        ('{"a": 1, …}', '{"b": 2}'),
        ('{"a": 1, …}', '{"a": 2}'),
        ("[1, …]", "[1]"),
        ("[1]", "[1, 2]"),
        ('"whole…"', '"a whole"'),
        ("1", "true"),
    ],
)
def test_an_answer_that_differs_is_noticed(shown: str, real: str) -> None:
    """`…` stands for what is left out, and for nothing else."""
    assert not fits(read_json(shown), read_json(real))


def test_every_endpoint_is_described(app: Flask, client: FlaskClient) -> None:
    """Each address for programs is in the OpenAPI description, is a page's `.json` of one, or docs/ tells of it."""
    described = set(client.get("/api/v1/openapi.json").get_json()["paths"])
    for rule in app.url_map.iter_rules():
        door = rule.endpoint.partition(".")[0]
        address = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        if door == "json":
            assert f"/api/v1{address.removesuffix('.json')}" in described, address
        elif door not in ("web", "desk", "reconciliation"):
            assert address in described | TOLD_ELSEWHERE.keys(), address
    for address, page in TOLD_ELSEWHERE.items():
        assert f"`{address}`" in (ROOT / "docs" / page).read_text("utf-8")


def test_every_reconciliation_address_is_told(app: Flask) -> None:
    """docs/reconciliation.md has each ending under /reconcile/terms and /reconcile/actors."""
    told = (ROOT / "docs" / "reconciliation.md").read_text("utf-8")
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/reconcile/")]
    endings = {"/".join(rule.split("/")[3:4]) for rule in rules} - {""}
    assert len(rules) > len(endings) > 0
    for ending in endings:
        assert f"/{ending}" in told


def test_every_scope_is_told() -> None:
    """docs/api.md names what a token may be good for."""
    told = PAGE.read_text("utf-8")
    for scope in tokens.SCOPES:
        assert f"`{scope}`" in told


def test_every_status_is_told(client: FlaskClient) -> None:
    """docs/api.md tells what each status in the OpenAPI description means."""
    paths = client.get("/api/v1/openapi.json").get_json()["paths"].values()
    operations = [operation for path in paths for operation in path.values() if isinstance(operation, dict)]
    described = {status for operation in operations for status in operation["responses"]} - {"default"}
    rows = re.findall(r"^\| ([\d, ]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert described <= {status for row in rows for status in row.split(", ")}
