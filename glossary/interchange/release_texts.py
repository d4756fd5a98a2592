"""The texts that lie beside the data of a release: what it is, what may be done with it, and how it is cited."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from glossary.interchange.outgoing.whole import LICENCE, RIGHTS


@dataclass(frozen=True, slots=True)
class About:
    """What the texts say of a release. `released` is a day; `change` the number of the newest change it holds."""

    name: str
    base: str
    number: int
    released: str
    note: str
    change: int
    moment: str
    counts: dict[str, int]

    @property
    def page(self) -> str:
        """Where the release is told of, as long as the glossary is there."""
        return f"{self.base}/releases/{self.number}"


def citation(about: About) -> bytes:
    """`CITATION.cff`, by version 1.2.0 of its format."""
    told = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it as below.",
        "type": "dataset",
        "title": about.name,
        "version": str(about.number),
        "date-released": about.released,
        "authors": [{"name": f"Editors of the {about.name}"}],
        "license": "CC-BY-4.0",
        "url": about.page,
        "abstract": f"{_counted(about)} Each statement with its actor, date and source. {RIGHTS}",
    }
    written: str = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=120)
    return written.encode()


def licence(about: About) -> bytes:
    """`LICENSE.txt`: whose words these are."""
    return f"""{about.name}

The editors' own words and codes (summaries, notes, names of terms and events, codes, dates as they
are read) are licensed under the Creative Commons Attribution 4.0 International Licence (CC BY 4.0):
{LICENCE}

Quotations and titles stay their speakers' and their publishers'. They are short, and each is given
with its speaker, its date and its source. This licence does not extend to them.

Credit: {about.name}, {about.base}/
""".encode()


def readme(about: About, files: list[tuple[str, str]]) -> bytes:
    """`README.md`; `files`: name, and what is in it."""
    listed = "\n".join(f"- `{name}`: {says}" for name, says in files)
    note = f"\n{about.note}\n" if about.note else ""
    return f"""# {about.name}, release {about.number}

Released {about.released}. {_counted(about)}
{note}
All files show one state: that of change {about.change}, published {about.moment}. No definition
stands in them without its actor, its date and its source.

{listed}

`manifest.json` has the size and the SHA-256 of each file; `validation.json` has what was checked and
what came of it. `glossary release --check {about.number}` compares the hashes again.

To cite it, see `CITATION.cff`; what may be done with it, see `LICENSE.txt`. {RIGHTS}

Addresses in the files begin with {about.base}/.
""".encode()


def _counted(about: About) -> str:
    told = [f"{number:,} {kind if number == 1 else kind + 's'}" for kind, number in reversed(about.counts.items())]
    return f"{', '.join(told[:-1])} and {told[-1]}."
