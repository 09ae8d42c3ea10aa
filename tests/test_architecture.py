"""The house rules that a machine can check: imports run one way, each outside thing has one door."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    ROOT / "app.py",
    *sorted(path for room in ("analytics", "data", "pages") for path in (ROOT / room).rglob("*.py")),
]

# Who may import what. The first entry that fits a file decides; prefixes of dotted names.
ENTRIES = ("analytics/__main__.py", "analytics/headless.py")
ALLOWED_OWN = {
    "data/": ("data",),
    "analytics/": ("analytics", "data.schema", "data.reference", "data.language"),
    "pages/": ("pages", "analytics", "data"),
    "app.py": ("pages", "analytics", "data"),
}
# Outside things and the only places that may import them.
DOORS = {
    "duckdb": ("data/store", "data/migrations.py"),
    "plotly": ("analytics/charts/", "analytics/theme.py"),
    "streamlit": ("app.py", "pages/"),
}
# Attributes and the only places that may touch them.
ONE_PLACE = {
    r"\bsession_state\b": ("pages/ui/session.py",),
    r"\bcache_(data|resource)\b": ("pages/ui/cache.py",),
    r"\b(date\.today|datetime\.now|datetime\.today|time\.time|Timestamp\.now|Timestamp\.today)\(": (
        "pages/ui/",
        *ENTRIES,
    ),
    r"\bos\.environ\b|\bgetenv\(": ("pages/ui/", *ENTRIES),
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> set[str]:
    """Every dotted module name the file imports, also inside functions and under TYPE_CHECKING."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: relative imports hide the direction"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    name = name_of(path)
    allowed = (
        ("analytics", "data")
        if name in ENTRIES
        else next(a for room, a in ALLOWED_OWN.items() if name.startswith(room))
    )
    own = {
        module for module in imports_of(path) if module.split(".")[0] in {"app", "analytics", "data", "pages", "tests"}
    }
    wrong = {module for module in own if not any(module == a or module.startswith(f"{a}.") for a in allowed)}
    assert not wrong, f"{name} must not import {sorted(wrong)}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_each_outside_thing_has_one_door(path: Path) -> None:
    name = name_of(path)
    for package, doors in DOORS.items():
        if any(module.split(".")[0] == package for module in imports_of(path)):
            assert name.startswith(doors), f"{name} must not import {package}; its door is {doors}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_clock_environment_state_and_caches_have_one_place(path: Path) -> None:
    name = name_of(path)
    code = ast.unparse(ast.parse(path.read_text("utf-8")))
    for pattern, places in ONE_PLACE.items():
        if re.search(pattern, code):
            assert name.startswith(places), f"{name} must not use {pattern}; its place is {places}"


def test_no_page_script_sits_directly_in_pages() -> None:
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_pages_are_short_and_modules_are_not_long() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    too_long = {name: n for name, n in lengths.items() if n > (60 if name == "app.py" or "/views/" in name else 400)}
    assert not too_long


def test_the_rules_catch_a_breach(tmp_path: Path) -> None:
    """The checks above can fail: a module that imports the wrong way is found."""
    culprit = tmp_path / "culprit.py"
    culprit.write_text("def f():\n    from pages.ui import text\n    import duckdb.typing\n")
    assert imports_of(culprit) == {"pages.ui.text", "duckdb.typing"}
