"""The examples in the docstrings of `analytics` run, and every public function and class there has a docstring."""

from __future__ import annotations

import ast
import doctest
import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "analytics"
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("__"))
# Modules whose measures promise an example each; the others may have some.
WITH_EXAMPLES = {"intervals", "delays", "verdicts", "measures", "ratios", "counts", "benchmarks", "waiting", "trends"}


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"analytics.{name}"))
    assert result.failed == 0
    assert result.attempted > 0 or name not in WITH_EXAMPLES


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_has_a_docstring(name: str) -> None:
    tree = ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))
    public = [
        node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert not [node.name for node in public if not ast.get_docstring(node)]
