"""A number in an address has a limit at every address: beyond it there is no such page, and never a failure."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.numbers import MOST
from tests.security.addresses import SAMPLES

TOO_GREAT = (str(MOST + 1), "9" * 20, "9" * 5000, "١", "-1", "1e3")
QUESTIONS = (
    "/statements/{statements}/cite?revision=",
    "/terms/{terms}/cite?revision=",
    "/search?page=",
    "/field?page=",
    "/changes?before=",
    "/api/v1/search?page=",
    "/api/v1/terms?limit=",
    "/api/v1/changes?limit=",
    "/api/v1/changes?cursor=",
    "/api/v1/search?cursor=",
)
"""Where a number stands behind the question mark."""


def test_every_rule_with_a_number_has_the_limit(app: Flask) -> None:
    """Of readers' and desk's rules alike: plain digits up to the limit, without zeros in front."""
    found = [(rule, name) for rule in app.url_map.iter_rules() for name in rule.arguments if _is_number(rule, name)]
    assert found
    for rule, name in found:
        converter = rule._converters[name]
        assert converter.to_python(str(MOST)) == MOST, rule.rule
        assert converter.max == MOST, rule.rule
        written = [text for text in ("", "0", "02", "٣", "9" * 10, "9" * 11) if re.fullmatch(converter.regex, text)]
        assert written == ["0", "9" * 10], rule.rule


def _is_number(rule: object, name: str) -> bool:
    return f"<int:{name}>" in str(rule)


@pytest.mark.parametrize("number", [str(MOST), *TOO_GREAT])
@pytest.mark.parametrize("kind", SAMPLES)
def test_no_revision_has_such_a_number(client: FlaskClient, kind: str, number: str) -> None:
    """The history answers 404 for a revision that there cannot be."""
    assert client.get(f"/{kind}/{SAMPLES[kind]}/history/{number}").status_code == 404


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("number", [str(MOST), *TOO_GREAT[:4]])
def test_no_question_fails_of_its_number(client: FlaskClient, question: str, number: str) -> None:
    """A page, a refusal or nothing found; a number of 5,000 digits is refused like any other."""
    assert client.get(question.format(**SAMPLES) + number).status_code in (200, 302, 400, 404, 422)
