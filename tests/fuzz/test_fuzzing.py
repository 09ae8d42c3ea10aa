"""Whatever the file, its reading ends in time with a reading or a sentence. Run by `make fuzz`, never by default.

`FUZZ_SECONDS` says for how long (600), `FUZZ_SEED` with which files. A file that fails is kept, and its path is told.
"""

from __future__ import annotations

import faulthandler
import os
import time
from collections import defaultdict
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest
from kinds import KINDS, NAMES

from data.errors import ReboundError
from data.importing import read_tracker

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = float(os.environ.get("FUZZ_SECONDS", "600"))
SEED = os.environ.get("FUZZ_SEED", "1")
LIMIT = 10.0  # seconds for one file
HANG = 120.0  # after this the run ends with a traceback of where it stood
SLOW = frozenset({"wide", "long_cells"})  # their files take as long as dozens of the others
SELDOM = 20  # rounds
AS_OF = date(2026, 1, 31)

pytestmark = pytest.mark.fuzz


def answer(content: bytes, name: str) -> str:
    """Read the file; return the sentence, or "" where there is a reading that accounts for every row."""
    try:
        reading = read_tracker(content, name, as_of=AS_OF)
    except ReboundError as error:
        return error.message
    if reading.rows != reading.accepted + reading.merged + reading.set_aside:
        raise AssertionError(f"{reading.rows} rows, but {reading.accepted=}, {reading.merged=}, {reading.set_aside=}")
    return ""


def processor_seconds() -> float:
    """Return what this process and the ones it has started (for spreadsheets) have worked so far."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def one(kind: str, number: int, folder: Path) -> tuple[bool, float]:
    """Make one file and read it; return whether it could be read, and the seconds it took.

    On a busy machine the seconds of the clock say nothing about the file; those of the processor do, and on a free one
    they are the same. What waits without working is caught by HANG.
    """
    random = Random(f"{SEED} {kind} {number}")
    content, name = KINDS[kind](random), random.choice(NAMES)
    kept = folder / f"{kind}-{SEED}-{number}"
    kept.write_bytes(content)
    faulthandler.dump_traceback_later(HANG, exit=True)
    start, worked = time.perf_counter(), processor_seconds()
    try:
        sentence = answer(content, name)
    except Exception as error:
        error.add_note(f"{kept} as {name!r}")
        raise
    finally:
        faulthandler.cancel_dump_traceback_later()
    took = min(time.perf_counter() - start, processor_seconds() - worked)
    assert took <= LIMIT, f"{kept} as {name!r}: {took:.1f} s"
    assert not sentence or sentence.endswith((".", "?", ")")), f"{kept} as {name!r}: {sentence!r}"
    kept.unlink()
    return not sentence, took


def test_any_file_gets_a_reading_or_a_sentence_in_time(tmp_path: Path) -> None:
    taken = defaultdict(list)
    read = dict.fromkeys(KINDS, 0)
    end, number = time.monotonic() + SECONDS, 0
    while time.monotonic() < end or number == 0:
        for kind in KINDS:
            if kind in SLOW and number % SELDOM:
                continue
            found, took = one(kind, number, tmp_path)
            taken[kind].append(took)
            read[kind] += found
        number += 1
    print()
    for kind, times in taken.items():
        print(f"{kind:16s}{len(times):7d} files, {read[kind]:6d} read, slowest {max(times):5.2f} s")
