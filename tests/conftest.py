"""Settings for every test: no hidden randomness, no person's database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from data.language import ENGLISH, use

if TYPE_CHECKING:
    from pathlib import Path

# The same examples on every machine and every run; a slow shared machine is no failure.
settings.register_profile(
    "rebound", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("rebound")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lines are counted as covered by examples only: the search of a property is slow to watch, and reaches by luck."""
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True)
def _no_personal_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to name a database must still never open the one of the person who runs it."""
    use(ENGLISH)  # whatever language the test before spoke
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "never-the-persons.duckdb"))
    for name in [name for name in os.environ if name.startswith("REBOUND_") and name not in _KEPT]:
        monkeypatch.delenv(name)


_KEPT = {"REBOUND_DATABASE", "REBOUND_REQUIRE_BROWSER", "REBOUND_CHROMIUM"}
