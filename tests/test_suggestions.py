"""Which strategy is suggested for which history, and that the words are right.

`tests/histories/suggestions.txt` is the table: small histories, the first suggestion, and why others are not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
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

from analytics import suggestions
from analytics.evidence import gather
from analytics.facts import AfterTalks, Pace, Rejections, Wins
from analytics.playbook import strategies
from analytics.report import build_report
from analytics.results import Verdict
from analytics.standing import first_of
from analytics.suggestions import explain, suggest
from analytics.wording import capital, counted, number, part_of, percent, rate, small_number

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, Suggestion

FOLDER = Path(__file__).parent / "histories"
TABLES = ("suggestions.txt", "blind.txt")
AS_OF = date(2025, 6, 30)
CHANGES = {"reassess", "tailoring", "targeting", "network", "broaden", "interview_practice", "bridge_work"}


@dataclass
class History:
    name: str
    first: str = ""
    also: list[str] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)


def read_table(name: str) -> list[History]:
    found: list[History] = []
    for line in (FOLDER / name).read_text("utf-8").splitlines():
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
        elif found and line and key != "settled":
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


HISTORIES = [history for name in TABLES for history in read_table(name)]
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
    assert len(HISTORIES) >= 80
    assert {history.first for history in HISTORIES} == set(strategies())


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
        own = re.sub("“.*?”", "", f"{suggestion.noticed} {suggestion.expected_gain} {suggestion.would_change}")
        said = set(re.findall(r"\d[\d,]*(?:\.\d+)?", own))
        assert said <= forms(suggestion), (suggestion.id, own, said - forms(suggestion))


def forms(suggestion: Suggestion) -> set[str]:
    """Every way in which a figure of the evidence may be written; 80 % is the level of the gain's range."""
    figures = [value for value in suggestion.evidence.values() if isinstance(value, int | float)]
    evidence = suggestion.evidence
    if isinstance(evidence.get("yes"), int) and evidence["yes"] and evidence["no"]:
        figures += [evidence["yes_interviewed"] / evidence["yes"], evidence["no_interviewed"] / evidence["no"]]
    words = " ".join(
        f"{number(value)} {number(round(value))} {percent(value)} {small_number(value)}" for value in figures
    )
    return set(re.findall(r"\d[\d,]*(?:\.\d+)?", words)) | {"80", "10"}


@every_history
def test_sentences_are_plain_and_whole(history: History) -> None:
    report, journeys = LIVE[history.name]
    texts = [
        text
        for suggestion in report.suggestions
        for text in (suggestion.noticed, suggestion.expected_gain, suggestion.sure, suggestion.would_change)
        if text
    ]
    texts += [other.why for other in explain(report, journeys)]
    for text in texts:
        assert well_formed(text), text


def well_formed(text: str) -> bool:
    """One or more sentences: capital first, full stop last, nothing doubled, no sign that a screen could interpret."""
    wrong_number = (
        r"(?<![\d.,])1 (applications|interviews|offers|weeks|days|tests|rejections|rows)\b"
        r"|\b(?!1\b)\d+ (week|day|application|interview|offer|rejection)\b|\d\.0\b|\ba (8|11|18|8\d)\b"
    )
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
        assert grade(suggestion.would_change) <= 9, suggestion.would_change
        assert grade(suggestion.expected_gain) <= 9, suggestion.expected_gain
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


@pytest.mark.parametrize("many", [0, 1, 2, 3, 12, 1000])
def test_every_strategy_reads_well_for_none_one_few_and_many(many: int) -> None:
    """All counts and weeks that sentences are made of, set to the same number; both with and without low rates."""
    for name in ("about at the benchmark", "both steps below over a long search", "one application sent today"):
        facts = gather(*LIVE[name])
        talks = AfterTalks(*[many] * len(fields(AfterTalks)))
        pace = Pace(many, many / 4, many, many, many % 50, many, many / 4, many)
        varied = replace(
            facts,
            talks=talks,
            pace=pace,
            silence=replace(facts.silence, quiet=many, gone=many, open=many),
            rejections=Rejections(many, many, 0.5, 2.0),
            tests=replace(facts.tests, decided=many, passed=many // 5),
            wins=Wins(round_number=many or None),
        )
        found = {strategy: trigger(varied) for strategy, trigger in suggestions._TRIGGERS.items()}
        said = [
            text
            for each in found.values()
            for text in ([each] if isinstance(each, str) else [each.noticed, each.gain, each.sure, each.change])
            if text
        ]
        assert [text for text in said if not well_formed(capital(text))] == []
        assert [text for text in said if grade(text) > 9 and len(text.split()) > 11] == []


@every_history
def test_figures_of_a_rate_are_those_of_the_report(history: History) -> None:
    report = LIVE[history.name][0]
    for suggestion in report.suggestions:
        if (name := suggestion.evidence.get("ratio")) is None:
            continue
        ratio = report.ratios[name]
        for figure in ("successes", "trials", "mature_trials", "estimate", "low", "high", "more_needed"):
            assert suggestion.evidence[figure] == getattr(ratio, figure), (suggestion.id, figure)


@every_history
def test_every_suggestion_is_complete(history: History) -> None:
    for suggestion in LIVE[history.name][0].suggestions:
        parts = (suggestion.noticed, suggestion.adjust, suggestion.sure, suggestion.expected_gain)
        assert all((*parts, suggestion.would_change, suggestion.tells_it_works)), suggestion.id
        assert suggestion.steps
        assert suggestion.checklist
        assert suggestion.documents


def test_the_gain_in_offers_grows_as_the_rate_does() -> None:
    """At 2.4 times the interview rate, 100 applications bring 2.4 times the offers: one posterior."""
    first = LIVE["one interview in two hundred and twenty"][0].suggestions[0].evidence
    assert first["offers_then"] / first["offers_now"] == pytest.approx(first["gain"], rel=0.02)
    assert first["offers_now_low"] < first["offers_now"] < first["offers_now_high"]
    assert 0 < first["offers_then_low"] < first["offers_then"]


def test_what_would_change_advice_does() -> None:
    """The number of further interviews that a sentence names is the smallest that lifts the rate."""
    standing = first_of(LIVE["one interview in two hundred and twenty"][0])
    hits = standing.would_change()[1]["hits_to_change"]
    assert not standing._low_after(hits, 25 - hits)
    assert standing._low_after(hits - 1, 26 - hits)
    fresh = first_of(LIVE["a month of applications, none answered yet"][0])
    misses = fresh.failures_until_low()
    assert fresh._low_after(0, misses)
    assert not fresh._low_after(0, misses - 1)


# --------------------------------------------------------------------------------------------------------------------
# Rules that must hold for any history


@settings(max_examples=40)
@given(k=st.integers(0, 12), n=st.integers(1, 400))
def test_more_interviews_never_bring_the_advice_that_they_are_too_few(k: int, n: int) -> None:
    fewer, more = (aggregate(min(hits, n), n) for hits in (k, k + 1))
    assert not ((more & LOW_RATE) - fewer)


@settings(max_examples=8)
@given(k=st.integers(0, 6), n=st.integers(20, 260))
def test_nor_do_they_in_a_dated_history(k: int, n: int) -> None:
    """All else equal: one application more of the same dates led to an interview, with the same end."""
    lows = []
    for hits in (k, k + 1):
        rows = [f"{n - hits} applied 2025-01-06..2025-05-20 | rejected +30"] if n > hits else []
        rows += [f"{hits} applied 2025-01-06..2025-05-20 | interview +10 | rejected +30"] if hits else []
        lows.append({each.id for each in analysed(rows)[0].suggestions} & LOW_RATE)
    assert not lows[1] - lows[0]


LOW_RATE = {"tailoring", "targeting", "network", "broaden", "bridge_work"}


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
    assert f"Without another interview, this can be told after about {needed} more applications" in first.noticed
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
