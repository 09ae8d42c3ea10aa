"""Sentences in other languages: every one is collected, translated and keeps its values."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from data import language, locale
from data.language import LANGUAGES, _, figure, plural, texts, translated, use
from data.locale.__main__ import collected, sources, speaking, updated, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

HERE = Path(locale.__file__).parent
OTHERS = sorted(set(LANGUAGES) - {"en"})
VALUE = re.compile(r"{(\w*)}")


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use("en")


@pytest.fixture(scope="module")
def template() -> Catalog:
    return collected()


def stored(code: str) -> Catalog:
    with (HERE / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


def forms(message: Message) -> list[tuple[str, str]]:
    """(English, translated) of a message; of one with a plural each form beside its counterpart."""
    if isinstance(message.id, tuple | list):
        one, many = message.id
        return [(one, message.string[0]), *((many, said) for said in message.string[1:])]
    return [(message.id, message.string)]


class TestCatalogues:
    def test_the_template_holds_every_sentence_of_the_code(self, template: Catalog) -> None:
        """Where this fails: `python -m data.locale`, then translate what is new in `data/locale/*.po`."""
        assert (HERE / "rebound.pot").read_bytes() == written(template)

    @pytest.mark.parametrize("code", OTHERS)
    def test_a_catalogue_has_the_sentences_of_the_template(self, code: str, template: Catalog) -> None:
        assert (HERE / f"{code}.po").read_bytes() == written(updated(code, template))

    @pytest.mark.parametrize("code", OTHERS)
    def test_every_sentence_is_translated_and_keeps_its_values(self, code: str) -> None:
        problems = []
        for message in stored(code):
            if not message.id:
                continue
            for english, said in forms(message):
                if message.fuzzy or not said:
                    problems.append(f"not translated: {english}")
                elif set(VALUE.findall(english)) - {"n"} != set(VALUE.findall(said)) - {"n"}:
                    problems.append(f"other values: {english} / {said}")
        assert problems == []


def sentences_kept_by_an_import(path: Path) -> list[str]:
    """Sentences of a module that speaks which a file takes by name: they would stay in the language of that moment."""
    taken = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    return [
        f"{path.name}: {node.module}.{each.name}"
        for node in taken
        if node.module in speaking()
        for each in node.names
        if each.name.isupper() and [*texts(vars(import_module(node.module))[each.name])]
    ]


def test_sentences_are_read_from_their_module_each_time(tmp_path: Path) -> None:
    assert [found for path in sources() for found in sentences_kept_by_an_import(path)] == []
    (tmp_path / "wrong.py").write_text("from pages.ui.text import CONFIRM")
    assert sentences_kept_by_an_import(tmp_path / "wrong.py") == ["wrong.py: pages.ui.text.CONFIRM"]


class TestSpeaking:
    def test_numbers_have_the_marks_of_the_language(self) -> None:
        assert figure("1,650.5") == "1,650.5"
        use("de")
        assert figure("1,650.5") == "1.650,5"

    def test_a_language_that_nobody_wrote_is_english(self) -> None:
        use("tlh")
        assert (language.current(), plural(2, "{n} week", "{n} weeks")) == ("en", "2 weeks")

    def test_values_are_never_read_as_part_of_the_sentence(self) -> None:
        assert _("{name} is open.", name="{count} of *all*") == "{count} of *all* is open."

    def test_ids_icons_and_members_stay_what_they_are(self) -> None:
        value = {"what_if": ("What if", ":material/south:", 3)}
        assert list(texts(value)) == ["What if"]
        use("de")
        assert translated(value)["what_if"][1:] == (":material/south:", 3)
