"""Collect every sentence of the code into `rebound.pot` and bring the catalogues up to date: `python -m data.locale`.

A sentence that changed is a new one, which `tests/test_language.py` misses until it is translated. Places in the code
are left out, so that moving a line changes no catalogue.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from data.language import ENGLISH, LANGUAGES, messages, texts
from data.reference import load

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
ROOMS: Final = ("analytics", "data", "pages")
ARGUMENTS: Final = {"_": slice(0, 1), "plural": slice(1, 3)}  # where a call holds its sentence or its two forms
PLAYBOOK: Final = ("title", "noticed", "adjust", "steps", "checklist", "tells_it_works")
BENCHMARKS: Final = ("measure", "figure", "year", "population", "unit", "wording", "site")
SPEAKS: Final = re.compile(r"^speaks\(__name__\)$", re.MULTILINE)


def collected() -> Catalog:
    """Return the catalogue of every sentence in the code, without translations, in the order of the alphabet."""
    catalogue = Catalog(project="Rebound", charset="utf-8", header_comment="# The sentences of Rebound.")
    for path in sources():
        for message in spoken(path):
            catalogue.add(message)
    for module in speaking():
        for message in messages(import_module(module)):
            catalogue.add(message)
    for one, many, none, only in import_module("analytics.wording").FORMS.values():
        catalogue.add((one, many))
        for message in (none, only, none.removeprefix("no ")):
            catalogue.add(message)
    for message in referenced():
        catalogue.add(message)
    return catalogue


def referenced() -> Iterator[str]:
    """Yield the sentences of the reference files that are shown; titles of documents stay as they are."""
    for strategy in load("playbook")["strategy"]:
        yield from texts([strategy[name] for name in PLAYBOOK])
    benchmarks = load("benchmarks")
    for entry in (*benchmarks["documents"].values(), *benchmarks["context"]):
        yield from texts([entry[name] for name in BENCHMARKS if name in entry])
    yield from texts([rule["unsure"] for rule in load("vocabulary_stages")["rules"] if "unsure" in rule])


def sources() -> list[Path]:
    """Return the files that may hold sentences."""
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def spoken(path: Path) -> Iterator[str | tuple[str, str]]:
    """Yield what a file gives to `_` and `plural` as it stands there, inside f-strings too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ARGUMENTS:
            places = node.args[ARGUMENTS[node.func.id]]
            given = [str(arg.value) for arg in places if isinstance(arg, ast.Constant)]
            if node.func.id == "_" and given:
                yield given[0]
            elif len(given) == 2:
                yield given[0], given[1]


@cache
def speaking() -> list[str]:
    """Return the names of the modules whose constants are sentences."""
    found = [path.relative_to(ROOT).with_suffix("") for path in sources() if SPEAKS.search(path.read_text("utf-8"))]
    return [".".join(path.parts) for path in found]


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text of its file."""
    out = BytesIO()
    write_po(out, catalogue, no_location=True, sort_output=True, omit_header=False, width=120, ignore_obsolete=True)
    return re.sub(rb'^"(POT-Creation|PO-Revision)-Date:.*\n', b"", out.getvalue(), flags=re.MULTILINE)


def updated(language: str, template: Catalog) -> Catalog:
    """Return the catalogue of a language with the sentences of `template`; what is gone is dropped."""
    path = HERE / f"{language}.po"
    catalogue = read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    return catalogue


def main() -> None:
    """Write the template and every catalogue."""
    template = collected()
    (HERE / "rebound.pot").write_bytes(written(template))
    for language in LANGUAGES:
        if language != ENGLISH:
            catalogue = updated(language, template)
            (HERE / f"{language}.po").write_bytes(written(catalogue))
            missing = sum(not message.string or message.fuzzy for message in catalogue if message.id)
            print(f"{language}: {len(catalogue)} sentences, {missing} to translate")  # noqa: T201 - for a terminal


if __name__ == "__main__":
    main()
