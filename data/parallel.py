"""Work on long columns beside the caller: Arrow and NumPy let go of the interpreter while they work."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
R = TypeVar("R")

LONG: Final = 20_000  # rows; for fewer a thread costs more than it saves
_POOL: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="columns")


def ahead(work: Callable[[T], R], item: T) -> Future[R]:
    """Begin `work(item)` and go on; its result is asked for later. The work must not wait for other work of here."""
    return _POOL.submit(work, item)


def each(work: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """Return `work(item)` for each item, in order, done side by side. The work must not wait for other work of here."""
    return list(_POOL.map(work, items))
