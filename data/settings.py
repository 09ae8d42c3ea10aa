"""What a person may set from outside the app: one table of environment variables, read once at an entry point."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Mapping

MEMORY: Final = ":memory:"


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what holds without it (in words), and what it does."""

    name: str
    default: str
    help: str


DATABASE: Final = Variable(
    name="REBOUND_DATABASE",
    default="history.duckdb in your data folder",
    help="The file your history is kept in. Use :memory: to keep nothing after the program ends.",
)
VARIABLES: Final = (DATABASE,)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run. database: path of the history file, or ":memory:"."""

    database: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the variables of `VARIABLES`; blank ones count as not set. A leading ~ is the home folder."""
        given = environment.get(DATABASE.name, "").strip()
        if given == MEMORY:
            return cls(database=MEMORY)
        return cls(database=str(Path(given).expanduser() if given else default_database()))


def default_database() -> Path:
    """Where the history lives if nothing else is said: the data folder of this person on this system."""
    return platformdirs.user_data_path("rebound", appauthor=False) / "history.duckdb"
