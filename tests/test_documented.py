"""Docs that cannot drift: whatever a person can meet is described, in the words the code uses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics.measures import MEASURES
from data.problems import ProblemCode, QuestionCode
from data.schema import Stage
from data.settings import VARIABLES

if TYPE_CHECKING:
    from analytics.measures import Measure
    from data.settings import Variable

ROOT = Path(__file__).resolve().parent.parent


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


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_every_setting_is_in_the_readme(variable: Variable) -> None:
    assert f"`{variable.name}`" in text("README.md")
