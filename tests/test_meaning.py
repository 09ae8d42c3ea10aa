"""Folding of text, blank cells and typing errors: what every other reading rests on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.meaning.words import fold, is_blank, likest, strip_accents


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Company", "company"),
        ("companyName", "company name"),
        ("application_status", "application status"),
        ("Take-Home", "take home"),
        ("ŞİRKET / Kurum", "sirket kurum"),
        ("başvuru ISPARTA ılık", "basvuru isparta ilik"),
        ("Rückmeldung: groß", "ruckmeldung gross"),
        ("d'entretien", "d entretien"),
        ("Ho rifiutato l’offerta", "ho rifiutato l offerta"),
        ("didn't", "didnt"),
        ("📅 Date?  (MM/DD)", "date mm dd"),
        ("HR面", "hr 面"),
        ("一面", "一 面"),
        ("Interview2", "interview 2"),
        ("Ｓｔａｔｕｓ", "status"),
        ("URLOfPosting", "url of posting"),
        ("Łódź Øre Æsop", "lodz ore aesop"),
        ("", ""),
        ("🎉", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_accents_are_stripped_but_punctuation_stays() -> None:
    assert strip_accents("Août, ŞUBAT.") == "aout, subat."


@pytest.mark.parametrize(
    ("text", "is_empty"),
    [
        *(
            (text, True)
            for text in ["", " ", "-", "--", "—", "?", "n/a", "N/A", "#N/A", "None", "null", "unknown", "…", "TBC"]
        ),
        *((text, False) for text in ["no", "0", "x", "✓", "❌", "👻", "⏳", "applied", "a" * 5000]),
    ],
)
def test_cells_that_say_nothing(text: str, is_empty: bool) -> None:  # noqa: FBT001
    assert is_blank(text) is is_empty


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("rejcted", "rejected"),
        ("rejceted", "rejected"),
        ("rejcetde", None),
        ("intervew", "interview"),
        ("offr", None),
        ("bejected", None),
        ("applications", None),
        ("unsuccesful", "unsuccessful"),
        ("unsucesful", "unsuccessful"),
    ],
)
def test_a_typing_error_is_one_slip_or_two_in_a_long_word(word: str, meant: str | None) -> None:
    assert likest(word, ["rejected", "interview", "offer", "applied", "unsuccessful"]) == meant
