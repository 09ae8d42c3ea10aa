"""What the app learns from outside: today's date and the place of the history file. Read here and nowhere else."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import Final

from data.errors import ReboundError
from data.language import _
from data.settings import Settings

AS_OF: Final = "REBOUND_AS_OF"  # date (2026-11-22) to use as today, for screenshots and tests


def today() -> date:
    """Return the day everything is judged at: the local calendar day, unless REBOUND_AS_OF names another.

    Raises:
        ReboundError: REBOUND_AS_OF is no date.
    """
    fixed = os.environ.get(AS_OF, "").strip()
    try:
        return date.fromisoformat(fixed) if fixed else date.today()  # noqa: DTZ011 - the person's own calendar day
    except ValueError:
        raise ReboundError(
            _("{setting} says “{value}”, which is not a day.", setting=AS_OF, value=fixed),
            _("Write it like 2026-11-22, or leave it out, and start Rebound again."),
        ) from None


def now() -> datetime:
    """Return the local wall-clock time, to note when an import was made."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005 - the store keeps local wall-clock time


def database() -> str:
    """Return the path of the history file: REBOUND_DATABASE, or a file in the person's own data folder."""
    return Settings.from_environment(os.environ).database
