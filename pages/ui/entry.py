"""What the app learns from outside: today's date and the place of the history file. Read here and nowhere else."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import Final

from data.settings import Settings

AS_OF: Final = "REBOUND_AS_OF"  # date (2026-11-22) to use as today, for screenshots and tests


def today() -> date:
    """Return the day everything is judged at: the local calendar day, unless REBOUND_AS_OF names another."""
    fixed = os.environ.get(AS_OF, "")
    return date.fromisoformat(fixed) if fixed else date.today()  # noqa: DTZ011 - the person's own calendar day


def now() -> datetime:
    """Return the local wall-clock time, to note when an import was made."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005 - the store keeps local wall-clock time


def database() -> str:
    """Return the path of the history file: REBOUND_DATABASE, or a file in the person's own data folder."""
    return Settings.from_environment(os.environ).database
