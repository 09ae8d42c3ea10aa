"""Searches that might have been: seeded text tables for `builders.store_with`.

Delays and shares are those of docs/simulations.md: ten days to a first interview, 38 % of the others get a no, one
interviewed application of fifty an offer.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

START = date(2025, 1, 6)


def search(rng: np.random.Generator, rate: float, pace: float, weeks: int) -> str:
    """One search: `rate` of its applications lead to an interview, three times as many of the referred tenth."""
    days = [day for day in range(weeks * 7) if day % 7 < 5 for _ in range(rng.poisson(pace / 5))]
    return "\n".join(f"N{place} {_application(rng, rate, day)}" for place, day in enumerate(days))


def _application(rng: np.random.Generator, rate: float, day: int) -> str:
    referred = rng.random() < 0.1
    parts = [f"applied {START + timedelta(days=day)} | referral={'yes' if referred else 'no'}"]
    if rng.random() < rate * (3 if referred else 1):
        talk = day + _days(rng, 10, 0.9)
        end = talk + 8 + _days(rng, 20, 0.6)
        parts += [f"interview {_on(talk)}"] + [f"interview {_on(talk + 7)}"] * (rng.random() < 0.4)
        luck = rng.random()
        parts += [f"offer {_on(end)} | declined {_on(end + 2)}"] if luck < 0.02 else []
        parts += [f"rejected {_on(end)}"] if 0.02 <= luck < 0.8 else []
    elif rng.random() < 0.38:
        parts.append(f"rejected {_on(day + _days(rng, 14, 1.1))}")
    return " | ".join(parts)


def _days(rng: np.random.Generator, median: float, sigma: float) -> int:
    return int(np.ceil(median * np.exp(sigma * rng.standard_normal())))


def _on(day: int) -> date:
    return START + timedelta(days=day)
