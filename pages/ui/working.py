"""Long work beside the page: how far it is, and an end at any time that leaves nothing behind.

Streamlit ends a run of the script where it draws next. Work that does not draw would go on until it is done, however
often a person clicks. Here it runs in a thread of its own, while the script draws how far it is and so can be ended.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event
from typing import Final, TypeAlias, TypeVar

Result = TypeVar("Result")
Tell: TypeAlias = Callable[[str, float], None]  # takes a few words and the share done (0..1)
PAUSE: Final = 0.1  # seconds between two looks at the work: a click is felt at once


class AbandonedError(Exception):
    """Nobody waits for the work any more."""


def beside(work: Callable[[Tell], Result], show: Tell) -> Result:
    """Do the work in a thread and return its result, or raise its error. The work tells how far it is.

    `show` is called in the thread of the caller about every tenth of a second. Where it raises (Streamlit ends the
    script that way), the work ends the next time it tells something, and its result is lost.
    """
    told: list[tuple[str, float]] = [("", 0.0)]
    nobody_waits = Event()

    def tell(words: str, share: float) -> None:
        if nobody_waits.is_set():
            raise AbandonedError
        told.append((words, share))

    pool = ThreadPoolExecutor(max_workers=1)
    running = pool.submit(work, tell)
    try:
        while not wait([running], timeout=PAUSE).done:
            show(*told[-1])
    finally:
        nobody_waits.set()
        pool.shutdown(wait=False)
    return running.result()
