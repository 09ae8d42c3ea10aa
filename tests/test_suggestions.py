"""Which strategy is suggested for which history, and that the words are right.

`tests/histories/suggestions.txt` is the table: small histories, the first suggestion, and why others are not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from builders import journeys_of
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_level import grade

from analytics.playbook import strategies
from analytics.report import build_report
from analytics.results import Verdict
from analytics.standing import first_of
from analytics.suggestions import explain, suggest
from analytics.wording import counted, number, part_of, percent, rate

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, Suggestion

TABLE = Path(__file__).parent / "histories" / "suggestions.txt"
AS_OF = date(2025, 6, 30)
CHANGES = {"reassess", "tailoring", "targeting", "network", "broaden", "interview_practice", "bridge_work"}


@dataclass
class History:
    name: str
    first: str = ""
    also: list[str] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)


def read_table() -> list[History]:
    found: list[History] = []
    for line in TABLE.read_text("utf-8").splitlines():
        key, _, value = line.partition(": ")
        if line.startswith("== "):
            found.append(History(line[3:]))
        elif found and key == "first":
            found[-1].first = value
        elif found and key == "also":
            found[-1].also = value.split(", ")
        elif found and key == "why":
            strategy, _, words = value.partition(" = ")
            found[-1].why[strategy] = words
        elif found and line:
            found[-1].rows.append(line)
    return found


def spelled_out(rows: list[str]) -> str:
    """The table for `builders.journeys_of`: one line per application."""
    lines = []
    for block, row in enumerate(rows):
        times, _, rest = row.partition(" ")
        lines += [f"B{block}N{place} {_dated(rest, place, int(times))}" for place in range(int(times))]
    return "\n".join(lines)


def _dated(rest: str, place: int, times: int) -> str:
    applied = None
    if found := re.search(r"applied (\S+)", rest):
        first, _, last = found[1].partition("..")
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        applied = start + timedelta(days=(end - start).days * place // max(1, times - 1))
        rest = rest.replace(found[0], f"applied {applied}", 1)
    return re.sub(r"\+(\d+)", lambda days: f"{applied + timedelta(days=int(days[1]))}", rest)


def analysed(rows: list[str], as_of: date = AS_OF) -> tuple[AnalysisReport, pd.DataFrame]:
    journeys = journeys_of(spelled_out(rows), as_of)
    return build_report(journeys, as_of=as_of), journeys


HISTORIES = read_table()
NOTHING = journeys_of("", AS_OF)
LIVE = {history.name: analysed(history.rows) for history in HISTORIES}
every_history = pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.name)


@every_history
def test_first_suggestion_and_the_reasons_against_others(history: History) -> None:
    suggested, reasons = LIVE[history.name][0].suggestions, explain(*LIVE[history.name])
    ids = [suggestion.id for suggestion in suggested]
    why = {other.id: other.why for other in reasons}
    assert ids[0] == history.first, (ids, why)
    assert set(history.also) <= set(ids), (ids, {other: why.get(other) for other in history.also})
    assert {other: words in why.get(other, "suggested") for other, words in history.why.items()} == dict.fromkeys(
        history.why, True
    ), {other: why.get(other) for other in history.why}


def test_the_table_is_long_enough_and_covers_every_strategy() -> None:
    covered = {history.first for history in HISTORIES} | {other for history in HISTORIES for other in history.also}
    assert len(HISTORIES) >= 40
    assert covered == set(strategies())


@every_history
def test_each_strategy_is_either_suggested_or_explained(history: History) -> None:
    suggested = [suggestion.id for suggestion in LIVE[history.name][0].suggestions]
    explained = [other.id for other in explain(*LIVE[history.name])]
    assert sorted(suggested + explained) == sorted(strategies())


@every_history
def test_report_carries_the_same_suggestions(history: History) -> None:
    report, journeys = LIVE[history.name]
    assert report.suggestions == suggest(report, journeys)


@every_history
def test_order_of_rows_does_not_matter(history: History) -> None:
    report, journeys = LIVE[history.name]
    assert suggest(report, journeys.iloc[::-1]) == suggest(report, journeys)


@every_history
def test_no_advice_contradicts_another_or_the_verdict(history: History) -> None:
    report, journeys = LIVE[history.name]
    ids = {suggestion.id for suggestion in suggest(report, journeys)}
    assert not ("persist" in ids and ids & CHANGES)
    ratios = report.ratios
    low = {name for name in ("application_to_interview", "interview_to_offer") if ratios[name].verdict is Verdict.BELOW}
    assert not ("persist" in ids and "application_to_interview" in low)
    assert not ("interview_practice" in ids and ratios["interview_to_offer"].verdict in {Verdict.WITHIN, Verdict.ABOVE})


@every_history
def test_priorities_fall_and_name_no_strategy_twice(history: History) -> None:
    suggested = LIVE[history.name][0].suggestions
    priorities = [suggestion.priority for suggestion in suggested]
    assert priorities == sorted(priorities, reverse=True)
    assert len(set(priorities)) == len(priorities)


@every_history
def test_one_more_or_one_less_of_any_kind_does_not_flip_the_first_place(history: History) -> None:
    before, journeys = LIVE[history.name]
    twin = journeys.tail(1).assign(application_id="one more")
    for changed in (
        pd.concat([journeys, twin], ignore_index=True),
        journeys.iloc[1:] if len(journeys) > 1 else journeys,
    ):
        after = build_report(changed, as_of=AS_OF)
        if len(changed) and standings(after) == standings(before) and after.counts.offers == before.counts.offers:
            assert after.suggestions[0].id == history.first


def standings(report: AnalysisReport) -> list[tuple[Verdict | None, Verdict | None]]:
    return [(ratio.verdict, ratio.leaning) for ratio in report.ratios.values()]


# --------------------------------------------------------------------------------------------------------------------
# Words


@every_history
def test_every_number_of_a_sentence_is_in_its_evidence(history: History) -> None:
    for suggestion in LIVE[history.name][0].suggestions:
        own = re.sub("“.*?”", "", f"{suggestion.noticed} {suggestion.expected_gain}")
        said = set(re.findall(r"\d[\d,]*(?:\.\d+)?", own))
        assert said <= forms(suggestion), (suggestion.id, own, said - forms(suggestion))


def forms(suggestion: Suggestion) -> set[str]:
    """Every way in which a figure of the evidence may be written; 80 % is the level of the gain's range."""
    figures = [value for value in suggestion.evidence.values() if isinstance(value, int | float)]
    evidence = suggestion.evidence
    if isinstance(evidence.get("yes"), int) and evidence["yes"] and evidence["no"]:
        figures += [evidence["yes_interviewed"] / evidence["yes"], evidence["no_interviewed"] / evidence["no"]]
    words = " ".join(f"{number(value)} {number(round(value))} {percent(value)}" for value in figures)
    return set(re.findall(r"\d[\d,]*(?:\.\d+)?", words)) | {"80", "10"}


@every_history
def test_sentences_are_plain_and_whole(history: History) -> None:
    report, journeys = LIVE[history.name]
    texts = [
        text
        for suggestion in report.suggestions
        for text in (suggestion.noticed, suggestion.expected_gain, suggestion.sure)
        if text
    ]
    texts += [other.why for other in explain(report, journeys)]
    for text in texts:
        assert well_formed(text), text


def well_formed(text: str) -> bool:
    """One or more sentences: capital first, full stop last, nothing doubled, no sign that a screen could interpret."""
    wrong_number = r"\b1 (applications|interviews|offers|weeks|days|tests|rejections|rows)\b|\b(?!1\b)\d+ (week|day)\b"
    return (
        (text[0].isupper() or text[0].isdigit())
        and text.endswith(".")
        and not re.search(r"  |\.\.| \.|[*_`#<>!\[\]{}$|~\\]|nan|None$|None\b(?! of)|inf\b", text)
        and not re.search(wrong_number, text.replace("1 in", ""))
    )


@every_history
def test_suggestions_read_at_grade_nine_or_below(history: History) -> None:
    for suggestion in LIVE[history.name][0].suggestions:
        whole = " ".join(
            (suggestion.noticed, suggestion.adjust, *suggestion.steps, suggestion.expected_gain, suggestion.sure)
        )
        assert grade(whole) <= 9, (suggestion.id, grade(whole), whole)


GRID = [(k, n) for k, n in product((0, 1, 2, 3, 12), (0, 1, 2, 30, 150, 1000)) if k <= n]


@pytest.mark.parametrize(("k", "n"), GRID)
def test_sentences_are_right_for_none_one_few_and_many(k: int, n: int) -> None:
    rows = [f"{n - k} applied 2025-01-06..2025-03-31 | rejected +30"] if n > k else []
    rows += [f"{k} applied 2025-01-06..2025-03-31 | interview +12 | rejected +40"] if k else []
    report, journeys = analysed(rows)
    texts = [s.noticed for s in suggest(report, journeys)] + [other.why for other in explain(report, journeys)]
    assert [text for text in texts if not well_formed(text)] == []
    for ratio in ("application_to_interview", "interview_to_offer"):
        sentence = rate(report.ratios[ratio])
        assert well_formed(sentence)
        assert grade(sentence) <= 9, sentence


@pytest.mark.parametrize(
    ("k", "n", "sentence"),
    [
        (0, 0, "There is no application to count yet."),
        (0, 1, "Your one application so far has not led to an interview yet (0 %; 90 % interval 0 % to 77 %)."),
        (1, 1, "Your one application so far led to an interview (100 %; 90 % interval 23 % to 100 %)."),
        (0, 2, "None of 2 applications led to an interview (0 %; 90 % interval 0 % to 57 %)."),
        (2, 2, "All 2 applications led to an interview (100 %; 90 % interval 43 % to 100 %)."),
        (1, 30, "1 of 30 applications led to an interview (3.3 %; 90 % interval 0.6 % to 12 %)."),
        (12, 1000, "12 of 1,000 applications led to an interview (1.2 %; 90 % interval 0.7 % to 1.9 %)."),
    ],
)
def test_a_rate_in_words(k: int, n: int, sentence: str) -> None:
    rows = [f"{n - k} applied 2023-01-06..2024-03-31 | rejected +30"] if n > k else []
    rows += [f"{k} applied 2023-01-06..2024-03-31 | interview +12 | rejected +40"] if k else []
    assert rate(analysed(rows)[0].ratios["application_to_interview"]) == sentence


@given(part=st.integers(0, 50), more=st.integers(0, 50))
def test_a_part_of_a_whole_always_names_the_whole(part: int, more: int) -> None:
    whole = part + more
    words = part_of(part, whole, "application")
    assert words[0].isupper() or words[0].isdigit()
    assert words.endswith("application" if whole == 1 else "applications")
    assert counted(whole, "application").split()[0] in words or (whole == 1 and "only" in words)


# --------------------------------------------------------------------------------------------------------------------
# Rules that must hold for any history


@settings(max_examples=12)
@given(k=st.integers(0, 12), n=st.integers(1, 250))
def test_one_more_interview_never_brings_the_advice_that_interviews_are_too_few(k: int, n: int) -> None:
    fewer, more = (aggregate(min(hits, n), n) for hits in (k, k + 1))
    assert not ("tailoring" in more and "tailoring" not in fewer)


def aggregate(interviewed: int, applications: int) -> set[str]:
    return {suggestion.id for suggestion in aggregate_suggestions(interviewed, applications)}


KINDS = (
    "applied {}",
    "applied {} | rejected +20",
    "applied {} | interview +9 | rejected +30",
    "applied {} | phone_screen +5 | interview +12",
    "applied {} | assessment +5 | rejected +9",
    "applied {} | interview +9 | offer +20",
    "applied {} | offer +20 | accepted +25",
    "applied {} | withdrawn +3",
    "applied {} | no_response +40 | referral=yes | tailored=no",
    "applied {} | interview +8 | referral=no | tailored=yes | notes=fine",
    "applied {} | source=Job board | role_family=Data | location=Lyon",
    "applied {} | interview +8 | source=A friend | role_family=*b* <i> | location=Lyon",
    "rejected",
    "interview | offer",
    "applied {} | knows=",
)
SPANS = ("2025-06-20..2025-06-29", "2025-01-06..2025-06-25", "2024-03-04..2024-12-30", "2025-06-30", "2025-07-04")


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from(KINDS), st.sampled_from(SPANS)), max_size=5))
def test_any_history_gets_whole_advice(blocks: list[tuple[int, str, str]]) -> None:
    report, journeys = analysed([f"{times} {kind.format(span)}" for times, kind, span in blocks])
    suggested, explained = report.suggestions, explain(report, journeys)
    ids = [suggestion.id for suggestion in suggested]
    assert ids
    assert sorted([*ids, *(other.id for other in explained)]) == sorted(strategies())
    assert not ("persist" in ids and set(ids) & CHANGES)
    own_words = [re.sub("“.*?”", "“x”", suggestion.noticed) for suggestion in suggested]
    assert [text for text in (*own_words, *(other.why for other in explained)) if not well_formed(text)] == []


def test_without_a_benchmark_nothing_is_called_low_or_fine() -> None:
    journeys = LIVE["about at the benchmark"][1]
    report = build_report(journeys, as_of=AS_OF, benchmarks={})
    ids = [suggestion.id for suggestion in report.suggestions]
    assert ids[0] == "persist"
    assert not set(ids) & CHANGES
    noticed = " ".join(suggestion.noticed for suggestion in report.suggestions)
    assert "benchmark" not in noticed


def test_own_words_of_the_person_are_quoted_shortened_and_on_one_line() -> None:
    source = f"source=*A*  <b> {'long ' * 20}"
    rows = [
        "90 applied 2025-01-06..2025-04-30 | rejected +20 | source=Board",
        f"20 applied 2025-01-06..2025-04-30 | rejected +9 | {source}",
        f"9 applied 2025-01-06..2025-04-30 | interview +9 | {source}",
    ]
    first = analysed(rows)[0].suggestions[0]
    assert first.id == "targeting"
    assert "with the source “*A* <b> long long long long long long l…” led to an interview" in first.noticed


def test_there_is_no_gain_where_there_is_nothing_to_gain() -> None:
    report = LIVE["above the benchmark"][0]
    assert first_of(report).gain() is None
    assert first_of(report).gain_sentence() == ""
    unknown = LIVE["the file says nothing about outcomes"][0]
    assert first_of(unknown).gain() is None
    with pytest.raises(ValueError, match="application_to_interview is unknown"):
        rate(unknown.ratios["application_to_interview"])


def test_totals_without_single_applications_are_judged_by_their_ratios_alone() -> None:
    assert aggregate(1, 400) == {"tailoring", "targeting"}
    assert aggregate(10, 400) == {"persist"}


def test_persist_says_how_many_more_applications_are_needed() -> None:
    report, journeys = LIVE["a month of applications, none answered yet"]
    first = suggest(report, journeys)[0]
    needed = report.ratios["application_to_interview"].more_needed
    assert needed is not None
    assert f"about {needed} more applications" in first.noticed
    assert first.evidence["more_needed"] == needed


def test_gain_is_the_golden_number_with_its_range() -> None:
    """Statistics notes, row 31: 1 interview in 200 aged applications gives 2.4 times as many offers at 2 %."""
    gain = next(s for s in aggregate_suggestions(1, 200) if s.id == "tailoring")
    assert gain.evidence["gain"] == pytest.approx(2.4)
    assert gain.evidence["gain_low"] < 2.4 < gain.evidence["gain_high"]
    assert "about 2.4 times as many offers (80 % range: " in gain.expected_gain


def aggregate_suggestions(interviewed: int, applications: int) -> tuple[Suggestion, ...]:
    totals = {"applications": applications, "interviewed": interviewed, "offers": 0, "open": 0}
    return build_report(NOTHING, as_of=AS_OF, aggregate=totals).suggestions


def test_every_suggestion_cites_its_documents_once() -> None:
    for report, _ in LIVE.values():
        for suggestion in report.suggestions:
            titles = [document.title for document in suggestion.documents]
            assert titles
            assert len(set(titles)) == len(titles)
