"""Docs that cannot drift: whatever a person can meet is described, in the words the code uses."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from builders import journeys_of
from test_views import filled, visit, words

from analytics.experiments import Change
from analytics.glossary import GLOSSARY
from analytics.jsonform import report_json
from analytics.measures import MEASURES
from analytics.report import build_report
from analytics.textform import report_text
from data.experiments import Idea, start
from data.problems import ProblemCode, QuestionCode
from data.schema import Stage
from data.settings import VARIABLES
from data.store import Store
from pages.ui import entry
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.glossary import Definition
    from analytics.measures import Measure
    from analytics.results import AnalysisReport
    from data.settings import Variable

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2025, 3, 31)
HISTORY = "\n".join(
    f"A{n:03d} applied 2025-0{1 + n % 3}-{1 + n % 28:02d} | source={'Friend' if n % 4 else 'Board'}"
    + (" | interview 2025-03-29" if n % 10 == 0 else "")
    for n in range(90)
)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("code", [*ProblemCode, *QuestionCode])
def test_every_problem_and_question_is_explained(code: str) -> None:
    assert f"| `{code}` |" in text("docs/import.md")


def test_no_explanation_is_left_of_a_code_that_is_gone() -> None:
    rows = [line.split("`")[1] for line in text("docs/import.md").splitlines() if line.startswith("| `")]
    assert sorted(rows) == sorted([*ProblemCode, *QuestionCode])


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_is_in_the_readme(stage: str) -> None:
    assert f"`{stage}`" in text("README.md")


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_the_readme_defines_every_measure_in_the_words_of_the_code(measure: Measure) -> None:
    assert f"| **{measure.label}** (`{measure.id}`) | {measure.definition} |" in text("README.md")


@pytest.mark.parametrize("entry", GLOSSARY.values(), ids=lambda entry: entry.id)
def test_the_readme_defines_every_other_measure_with_its_method(entry: Definition) -> None:
    assert f"| **{entry.label}** (`{entry.id}`) | {entry.definition} | {entry.source} |" in text("README.md")


SHOWING = ("overview", "funnel", "trends", "compare", "waiting", "experiments")  # pages that show a measure


@pytest.fixture(scope="module")
def report() -> AnalysisReport:
    journeys = journeys_of(HISTORY, AS_OF)
    return build_report(journeys, as_of=AS_OF, changes=[Change("a new resume", date(2025, 2, 1))])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The words of every page that shows a measure, for that history."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(entry.AS_OF, AS_OF.isoformat())
        patch.setenv("REBOUND_DATABASE", str(tmp_path_factory.mktemp("history") / "history.duckdb"))
        filled(HISTORY)
        with Store.open(entry.database()) as store:
            begun = datetime(2025, 2, 1, 9)  # noqa: DTZ001 - the store keeps local wall-clock time
            start(store, Idea("a new resume", "application_to_interview", begun.date()), started_at=begun)
        yield {page: words(visit(page)) for page in SHOWING}
        st.cache_resource.clear()


@pytest.mark.parametrize("name", [*MEASURES, *GLOSSARY])
class TestEveryMeasureIsEverywhere:
    """In the report, in both forms of the command line, and on its page with how it is computed."""

    def test_in_the_report(self, report: AnalysisReport, name: str) -> None:
        found = report.ratios.get(name) if name in MEASURES else getattr(report, name)
        assert found is not None
        assert not hasattr(found, "__len__") or len(found)

    def test_in_the_json(self, report: AnalysisReport, name: str) -> None:
        form = report_json(report, segments=report.segments)
        where = {"silence": "replies"}.get(name, name)
        assert form["ratios"][name]["definition"] if name in MEASURES else form[where]
        assert name in MEASURES or form["definitions"][name] == GLOSSARY[name].definition

    def test_in_the_text(self, report: AnalysisReport, name: str) -> None:
        printed = " ".join("\n".join(report_text(report, report.segments)).split())
        defined = MEASURES[name] if name in MEASURES else GLOSSARY[name]
        assert defined.label in printed
        assert defined.definition in printed

    def test_on_its_page(self, pages: dict[str, str], name: str) -> None:
        page = "funnel" if name in MEASURES else GLOSSARY[name].page
        definition = (MEASURES[name] if name in MEASURES else GLOSSARY[name]).definition
        assert plain(definition).replace("\xa0", " ") in pages[page].replace("\xa0", " ")


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_every_setting_is_in_the_readme(variable: Variable) -> None:
    assert f"`{variable.name}`" in text("README.md")
