"""`glossary release`: freeze all that is published under a number, with what the validators say of it."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext

from glossary.cli.refusals import on_standard_output, refusals, refuse_without_address
from glossary.services.export import exporting
from glossary.services.releases import kept as releasing_kept
from glossary.services.releases import releasing
from glossary.services.releases.releasing import Made


@click.command()
@click.option("--note", default="", help="One line for the readers: what is new in it.")
@click.option("--check", "number", type=click.IntRange(min=1), help="Only compare a release with its hashes.")
@click.option("--here", is_flag=True, help="Where no BASE_URL is set: freeze the addresses of this machine.")
@with_appcontext
def release(note: str, number: int | None, here: bool) -> None:
    """Make a numbered, frozen release of all that is published, and check it; exit code 1 where a check fails."""
    if number is not None:
        _check(number)
        return
    if not here:
        refuse_without_address("the files", "a release")
    with refusals("The release could not be made"):
        made = releasing.make(exporting.publisher(), note, tell=lambda step: click.echo(step, err=True))
    with on_standard_output():
        _report(made)


def _report(made: Made) -> None:
    for one in made.results:
        if one.outcome != "passed":
            click.echo(f"{one.outcome}: {one.file}. {one.check}. {one.says}".rstrip())
            for problem in one.problems:
                click.echo(f"    {problem}")
    if made.failures:
        click.echo(f"Release {made.number} failed and is not listed; it is kept in {made.path}.", err=True)
        sys.exit(1)
    passed = sum(one.outcome == "passed" for one in made.results)
    click.echo(f"Release {made.number} is made; {passed} of {len(made.results)} checks were run, and passed.")


def _check(number: int) -> None:
    with refusals(f"Release {number} could not be read"):
        problems = releasing_kept.compare(number)
    with on_standard_output():
        for problem in problems:
            click.echo(problem)
        click.echo(f"Release {number} is {'not as it was made.' if problems else 'as it was made.'}")
    sys.exit(1 if problems else 0)
