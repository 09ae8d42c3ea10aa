"""Yes/no cells in nine languages; what is neither is unknown, never "no"."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.meaning.flags import read_flags

YES = "yes Yes TRUE true Y 1 x X ✓ ✔ ✅ ☑ ja Ja oui Oui sí Si sim Sì evet EVET 是 wahr vrai verdadero checked done"
NO = "no No FALSE false N 0 ✗ ✘ ❌ ☐ nein Nein non não nao nee hayır HAYIR 否 falsch faux falso"
NOT_YET = (
    "none yet", "Not yet", "cancelled", "Postponed", "noch nicht", "verschoben", "pas encore", "annulé", "aún no",
    "aplazada", "ainda não", "adiado", "non ancora", "rinviato", "nog niet", "uitgesteld", "henüz yok", "ertelendi",
    "还没", "尚未", "取消", "⏳", "👻",
)  # fmt: skip
UNKNOWN = "maybe scheduled 2 2024-05-01 N/A - ? pending both"


def cells(*texts: str | None) -> pd.Series:
    return pd.Series(list(texts), dtype="object")


@pytest.mark.parametrize("word", YES.split())
def test_yes(word: str) -> None:
    assert read_flags(cells(word)).tolist() == [True]


@pytest.mark.parametrize("word", NO.split())
def test_no(word: str) -> None:
    assert read_flags(cells(word)).tolist() == [False]


@pytest.mark.parametrize("word", NOT_YET)
def test_what_has_not_happened_is_no_yes(word: str) -> None:
    assert read_flags(cells(word)).tolist() == [False]


@pytest.mark.parametrize("word", [*UNKNOWN.split(), "", " ", None])
def test_unknown_is_not_no(word: str | None) -> None:
    assert read_flags(cells(word)).isna().all()


def test_the_index_and_the_type_are_kept() -> None:
    read = read_flags(pd.Series(["yes", "", "no"], index=[5, 6, 9]))
    assert (str(read.dtype), list(read.index)) == ("boolean", [5, 6, 9])


@given(st.lists(st.sampled_from([*YES.split(), *NO.split(), *UNKNOWN.split(), ""]), max_size=40))
def test_reading_a_column_is_reading_its_cells(words: list[str]) -> None:
    together = read_flags(cells(*words))
    alone = [read_flags(cells(word)).iloc[0] for word in words]
    assert [None if pd.isna(flag) else bool(flag) for flag in together] == [
        None if pd.isna(flag) else bool(flag) for flag in alone
    ]
