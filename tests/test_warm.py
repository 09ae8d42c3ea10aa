"""No library import delays the first page: the slow ones are loaded beside it, the slowest never."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pages.ui import warm

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_itself_loads_nothing_slow() -> None:
    unwanted = {"scipy.stats", "statsmodels", *warm.SLOW}
    code = f"import sys, pages.ui.frame; print(sorted({unwanted!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_a_report_needs_is_loaded_in_the_background() -> None:
    warm.start().join(60)
    assert set(warm.SLOW) <= set(sys.modules)
