"""What taking back one import would take away. The taking back itself is `Store.undo`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.migrations import read_sql

if TYPE_CHECKING:
    from data.store import Store

_EFFECT: Final = read_sql("undo_effect")


@dataclass(frozen=True, slots=True)
class UndoEffect:
    """What goes with one import. Applications and events that another import asserts too stay.

    applications: that only this import holds; kept: applications of it that stay; events: on any of its applications;
    marks: of the applications that go, those marked on the screen, whose marks go with them.
    """

    applications: int
    kept: int
    events: int
    marks: int


def undo_effect(store: Store, import_id: str) -> UndoEffect:
    """Return what undoing an import (id as in `Store.imports`) would take away; nothing for an unknown id."""
    return UndoEffect(*store.select(_EFFECT, {"import_id": import_id})[0])
