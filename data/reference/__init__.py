"""Facts with their sources, as package files: benchmarks, playbook, vocabulary."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the parsed TOML file `name` (without ending) of this folder; raises FileNotFoundError if there is none."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
