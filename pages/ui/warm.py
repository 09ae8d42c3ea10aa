"""Libraries that only the first page with data needs, loaded in the background while the person is still looking."""

from __future__ import annotations

from importlib import import_module
from threading import Thread
from typing import Final

# A tenth to a third of a second each; everything else of scipy is small or not used by the app.
SLOW: Final = ("scipy.optimize", "scipy.integrate")


def start() -> Thread:
    """Begin to load them, once for each process; a page that needs one earlier waits for that one only."""
    thread = Thread(target=_load, name="warm", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for name in SLOW:
        import_module(name)
