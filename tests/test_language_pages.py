"""The screen in another language: an invented one, in which every sentence stands between ⟦ and ⟧."""

from __future__ import annotations

import ast
import re
from datetime import date
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import streamlit as st
from builders import import_text
from streamlit.testing.v1 import AppTest

from analytics import theme
from data import language, preferences
from data.importing import import_reading, read_tracker
from data.language import LANGUAGES, messages
from data.reference import load
from data.samples import sample_tracker
from data.schema import Stage
from data.store import Store
from pages.ui import cache, entry, mapping, names, spreadsheet, text, text_benchmarks, text_definitions, text_more

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

ROOT = Path(__file__).resolve().parent.parent
SEARCH = "\n".join(
    f"A{number} applied 2026-0{1 + number % 9}-05" + (" | interview 2026-10-02" if number < 4 else "")
    for number in range(30)
)


INVENTED = "nl"  # its dates and numbers are Dutch, its words between brackets


class Invented(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture(autouse=True)
def _day_history_and_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, "2026-11-22")
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    english = language._catalogue
    monkeypatch.setattr(language, "_catalogue", lambda code: english(code) if code == "en" else Invented())
    monkeypatch.setitem(LANGUAGES, INVENTED, "Invented")  # a code of its own: nothing that other tests kept is seen
    language._constant.cache_clear()
    yield
    language.use("en")
    language._constant.cache_clear()
    st.cache_resource.clear()


def visit(page: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page(f"pages/views/{page}.py").run()
    assert not app.exception, [failure.value for failure in app.exception]
    return app


def filled(code: str = "en") -> None:
    """A history of 30 applications whose owner chose a language."""
    with Store.open(entry.database()) as store:
        import_text(store, SEARCH)
        preferences.change(store, language=code)


def choose(code: str) -> None:
    preferences.change(cache.store(), language=code)


class TestPages:
    @pytest.mark.parametrize(
        "page", ["overview", "funnel", "compare", "waiting", "what_if", "strategy", "benchmarks", "definitions"]
    )
    def test_a_page_opens_and_its_title_is_translated(self, page: str) -> None:
        filled(INVENTED)
        assert visit(page).title[0].value == f"⟦{text.PAGES[page][0].strip('⟦⟧')}⟧"

    def test_what_was_kept_in_one_language_is_not_shown_in_another(self) -> None:
        filled()
        kept = cache.report()
        language.use(INVENTED)
        other = cache.report()
        language.use("en")
        assert (other is kept, cache.report() is kept) == (False, True)

    def test_choices_are_ids_in_every_language(self) -> None:
        filled()
        chosen = {}
        for code in ("en", INVENTED):
            choose(code)
            app = visit("waiting")
            chosen[code] = (app.get("button_group")[0].value, app.selectbox[0].value)
        assert chosen["en"] == chosen[INVENTED] == (text_more.ALL, "all")


STAYING = {"Rebound", "Stored", "mine", "csv", *Stage, "phone", "screen", "response"}
READ = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "expander")
PAGES = sorted(path.stem for path in (ROOT / "pages" / "views").glob("*.py") if path.stem != "__init__")


def shown(app: AppTest) -> list[str]:
    """What can be read on a page: texts, titles of what unfolds, figures, labels of controls and what can be chosen."""
    said = [getattr(each, "value", None) or getattr(each, "label", "") for kind in READ for each in app.get(kind)]
    said += [words for each in app.metric for words in (each.label, each.value)]
    for kind in ("button", "selectbox", "radio", "toggle", "slider", "number_input", "text_input", "button_group"):
        said += [each.label for each in app.get(kind)]
        said += [option for each in app.get(kind) for option in getattr(each, "options", ())]
    return [str(each) for each in said]


def outside(words: str) -> set[str]:
    """The words of a text that no bracket holds; ids behind a colon, a sharp or within tags are none."""
    while (inner := re.sub("⟦[^⟦⟧]*⟧", "", words)) != words:
        words = inner
    return set(re.findall(r"[^\W\d_]{3,}", re.sub(r":[\w/]+:|:\w+-badge|\(\S+\)|<[^>]*>|`[^`]*`", "", words)))


def not_ours() -> set[str]:
    """Words that are the same in every language: of the sample, of sources and their pages, and names."""
    figures = [f"{each['source']} {each['link_text']}" for each in load("benchmarks")["context"]]
    titles = [f"{each['title']} {each['site']}" for each in load("playbook")["documents"].values()]
    parts = [each["part"] for each in load("playbook")["advice"]]
    months = [theme.month(date(2026, month, 1)) for month in range(1, 13)]
    sample = sample_tracker(date(2026, 11, 22)).decode()
    return set(re.findall(r"[^\W\d_]{3,}", " ".join([*figures, *titles, *parts, *months, sample, *LANGUAGES.values()])))


@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_a_page_is_translated(page: str) -> None:
    with Store.open(entry.database()) as store:
        day = date(2026, 11, 22)
        reading = read_tracker(sample_tracker(day), "mine.csv", as_of=day)
        import_reading(store, reading, imported_at=entry.now())
        preferences.change(store, language=INVENTED)
    app = visit(page)
    strangers = {words: left for words in shown(app) if (left := outside(words) - not_ours() - STAYING)}
    assert strangers == {}


class TestWords:
    def test_constants_lists_and_small_words_are_translated(self) -> None:
        language.use("de")
        said = (text.CONFIRM, text.yes(), *names.STAGES.values(), *mapping.stage_labels().values())
        assert [each for each in said if not each.startswith("⟦")] == []

    def test_the_word_to_type_is_the_one_that_is_asked_for(self) -> None:
        language.use("de")
        assert text_benchmarks.confirm_word() in text_benchmarks.confirm()

    def test_the_titles_of_the_navigation_are_collected(self) -> None:
        assert set(text.GROUPS) <= set(messages(text))

    def test_definitions_have_their_numbers(self) -> None:
        language.use("de")
        assert "{" not in " ".join((*sum(text_definitions.words(), ()), text_definitions.rate_leaves_out()))

    @pytest.mark.parametrize(
        ("words", "first"),
        [
            ("Am 3. März 2026 kam eine Absage. Danach nichts.", "Am 3. März 2026 kam eine Absage."),
            ("Üben Sie, z. B. Python. Ändern Sie nichts.", "Üben Sie, z. B. Python."),
            ("Es sind 4 %. „Nein“ steht da.", "Es sind 4 %."),
        ],
    )
    def test_a_first_sentence_may_hold_full_stops(self, words: str, first: str) -> None:
        language.use("de")
        assert text.first_sentence(words) == first

    def test_counts_of_a_download_can_be_added(self) -> None:
        language.use("de")
        frame = pd.DataFrame({"Count": ["1.234", "12", "1,5", "2,5 %"]})
        assert spreadsheet.plain_counts(frame)["Count"].tolist() == ["1234", "12", "1,5", "2,5 %"]


# Names of parameters and loops whose values are constants that speak.
GIVEN = {"template", "label", "group", "low", "high"}


def is_constant(node: ast.expr) -> bool:
    """Whether a value is an upper-case constant, or one of its parts; a module that speaks has these collected."""
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    inner = [part.value if isinstance(part, ast.Subscript) else part for part in parts]
    return all(
        is_constant(part) if isinstance(part, ast.IfExp) else isinstance(part, ast.Name) and part.id.isupper()
        for part in inner
    )


@pytest.mark.parametrize("path", sorted(ROOT.glob("pages/**/*.py")), ids=lambda path: path.stem)
def test_every_sentence_can_be_collected(path: Path) -> None:
    """The collector sees literals only, and none of those inside an f-string."""
    tree = ast.parse(path.read_text("utf-8"))
    hidden = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)}
    lost = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "plural"}:
            said = node.args[:1] if node.func.id == "_" else node.args[1:3]
            lost += [
                ast.unparse(each)
                for each in said
                if not is_constant(each) and (not isinstance(each, ast.Constant) or id(node) in hidden)
            ]
    assert [each for each in lost if each not in GIVEN] == []
