"""Two scenarios side by side: what to try, and what it would do to the weeks until an offer.

Every choice lives in the address, so that a reload or a bookmark keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from analytics.charts.outlook import outlook_picture
from analytics.what_if import (
    Scenario,
    benchmark_end,
    best_month,
    difference,
    finding,
    outcome,
    own_rates,
    ranges_of,
    state_of,
)
from pages.ui import cache, session, show, text, text_what_if
from pages.ui.plain import plain

if TYPE_CHECKING:
    from analytics.forecast import SearchState
    from analytics.results import AnalysisReport, Benchmark, Ratio
    from analytics.what_if import BestMonth, Outcome, OwnRates, Referrals

PACES: Final = (0.0, 60.0)  # applications a week; further where one's own pace is faster
RATES: Final = (0.1, 40.0)  # percent
ROUNDS: Final = (1.5, 60.0)
PACE_STEP: Final = 0.1  # as the sentences round a pace
UNKNOWN_PACE: Final = 10.0
HALF: Final = 50  # percent of applications, for the preset of more referrals
STARTS: Final = {"a": "own", "b": "high"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the controls of both scenarios need to know."""

    state: SearchState
    ratios: dict[str, Ratio]
    ranges: dict[str, Benchmark]
    rates: OwnRates
    month: BestMonth | None
    referrals: Referrals | None

    @property
    def pace(self) -> float:
        """The pace the slider starts from: one's own, rounded as the sentences round it."""
        return round(UNKNOWN_PACE if self.state.pace is None else self.state.pace, 1)

    @property
    def paces(self) -> tuple[float, float]:
        """The ends of the slider for the pace."""
        return PACES[0], max(PACES[1], ceil(self.pace / 10) * 10.0)


def compare(report: AnalysisReport) -> None:
    """Show two scenarios, what each would bring, and the difference in words."""
    state = state_of(report)
    if state is None:
        show.words(text_what_if.INTERVIEWS_UNKNOWN)
        return
    if state.has_offer and not _one_more(report):
        return
    state = replace(state, has_offer=False)
    ranges = ranges_of(report)
    rates = own_rates(state, ranges)
    setting = Setting(state, report.ratios, ranges, rates, best_month(report), cache.referrals())
    show.words(text_what_if.INTRO)
    _own(setting)
    outcomes: dict[str, Outcome] = {}
    with st.grid(2, min_column_width=340, gap="small", border=True) as grid:
        for letter in STARTS:
            with grid.cell():
                outcomes[letter.upper()] = _scenario(letter, setting)
    _results(outcomes)


def _one_more(report: AnalysisReport) -> bool:
    if report.forecast is not None:
        show.words(report.forecast.sentence)
    wanted = st.toggle(text_what_if.NEXT_OFFER, key="one_more", bind="query-params")
    show.small(text_what_if.NEXT_OFFER_HELP)
    return wanted


def _own(setting: Setting) -> None:
    """Show the person's own numbers once, since both scenarios go by them."""
    st.subheader(text_what_if.OWN_NUMBERS, anchor=False)
    show.small(text_what_if.estimates(setting.ranges))
    lines = text_what_if.own_numbers(setting.state, setting.rates, setting.ratios, setting.ranges, setting.pace)
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _scenario(letter: str, setting: Setting) -> Outcome:
    """Show the controls of one scenario and what it would bring."""
    preset = _preset(letter, setting)
    changed = st.container()
    pace = _slider(text_what_if.PACE, setting.paces, PACE_STEP, setting.pace, f"{letter}_pace")
    rate, share = _rate(letter, setting)
    per_offer = _per_offer(letter, setting)
    scenario = Scenario(_pace(pace, setting), rate, share, per_offer)
    if scenario != _start(preset, setting):
        with changed:
            _again(letter, setting)
    if preset == "month" and setting.month is not None:
        show.small(text_what_if.best_month(setting.month))
    found = outcome(setting.state, scenario, ranges=setting.ranges, referrals=setting.referrals)
    st.markdown(f"**{plain(found.odds or found.forecast.sentence)}**")
    show.small(found.held)
    return found


def _preset(letter: str, setting: Setting) -> str:
    names = text_what_if.presets(setting.ranges, setting.month, setting.referrals, HALF)
    st.subheader(text_what_if.scenario(letter), anchor=False)
    chosen: str = st.selectbox(
        text_what_if.START,
        list(names),
        index=list(names).index(STARTS[letter]),
        format_func=names.__getitem__,
        key=f"{letter}_from",
        bind="query-params",
        on_change=_begin,
        args=(letter, setting),
    )
    return chosen


def _again(letter: str, setting: Setting) -> None:
    """Say that a scenario is no longer its preset, with the way back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        show.small(text_what_if.CHANGED)
        st.button(
            text_what_if.AGAIN,
            key=f"{letter}_again",
            type="tertiary",
            icon=":material/undo:",
            on_click=_begin,
            args=(letter, setting),
        )


def _begin(letter: str, setting: Setting) -> None:
    """Set every control of a scenario to its preset."""
    levers = _levers(session.widget(f"{letter}_from"), setting)
    session.set_widgets({f"{letter}_{name}": value for name, value in levers.items()})


def _levers(preset: str, setting: Setting) -> dict[str, Any]:
    """The values of the controls for a preset; those that are not shown keep a value to start from."""
    scenario = _preset_scenario(preset, setting)
    rate, per_offer = scenario.interview_rate, scenario.interviews_per_offer
    by = text_what_if.OWN if scenario.referral_share is None else text_what_if.BY_REFERRALS
    known_share = 0.0 if setting.referrals is None else setting.referrals.share
    return {
        "pace": setting.pace if scenario.pace is None else _within(scenario.pace, setting.paces, PACE_STEP),
        "rate_by": by if rate is None else text_what_if.FIXED,
        "rate": _within((setting.rates.interview[1] if rate is None else rate) * 100, RATES, 0.1),
        "share": round(100 * (known_share if scenario.referral_share is None else scenario.referral_share)),
        "offer_by": text_what_if.OWN if per_offer is None else text_what_if.FIXED,
        "offer": _within(per_offer or setting.rates.interviews_per_offer[1], ROUNDS, 0.5),
    }


def _start(preset: str, setting: Setting) -> Scenario:
    """A preset as the controls can say it, in whole steps."""
    levers = _levers(preset, setting)
    fixed, mixed = (levers["rate_by"] == mode for mode in (text_what_if.FIXED, text_what_if.BY_REFERRALS))
    return Scenario(
        _pace(levers["pace"], setting),
        levers["rate"] / 100 if fixed else None,
        levers["share"] / 100 if mixed else None,
        levers["offer"] if levers["offer_by"] == text_what_if.FIXED else None,
    )


def _pace(chosen: float, setting: Setting) -> float | None:
    """None for the pace of one's own, which is more exact than the slider."""
    return None if setting.state.pace is not None and chosen == setting.pace else chosen


def _preset_scenario(preset: str, setting: Setting) -> Scenario:
    if preset in {"low", "high"}:
        return benchmark_end(setting.ranges, high=preset == "high")
    if preset == "month" and setting.month is not None:
        return Scenario(pace=setting.month.pace, interview_rate=setting.month.rate)
    return Scenario(referral_share=HALF / 100) if preset == "referred" else Scenario()


def _rate(letter: str, setting: Setting) -> tuple[float | None, float | None]:
    """Return the interview rate that is fixed, and the share of referrals to try; None for one's own."""
    modes = [text_what_if.OWN, text_what_if.FIXED]
    if setting.referrals is not None:
        modes.append(text_what_if.BY_REFERRALS)
    start = _levers(STARTS[letter], setting)
    mode = _mode(text_what_if.RATE, modes, start["rate_by"], f"{letter}_rate_by")
    if mode == text_what_if.FIXED:
        return _slider(text_what_if.RATE_FIXED, RATES, 0.1, start["rate"], f"{letter}_rate") / 100, None
    if mode == text_what_if.BY_REFERRALS and setting.referrals is not None:
        share = st.slider(
            text_what_if.SHARE, 0, 100, start["share"], 5, key=f"{letter}_share", bind="query-params", format="%d %%"
        )
        show.small(text_what_if.referred_so_far(setting.referrals))
        return None, share / 100
    return None, None


def _per_offer(letter: str, setting: Setting) -> float | None:
    """Return the interviews for one offer that are fixed; None for one's own."""
    start = _levers(STARTS[letter], setting)
    modes = [text_what_if.OWN, text_what_if.FIXED]
    mode = _mode(text_what_if.PER_OFFER, modes, start["offer_by"], f"{letter}_offer_by")
    if mode == text_what_if.FIXED:
        return _slider(text_what_if.OFFER_FIXED, ROUNDS, 0.5, start["offer"], f"{letter}_offer")
    return None


def _mode(label: str, modes: list[str], start: str, key: str) -> str:
    chosen = st.segmented_control(
        label,
        modes,
        default=start,
        required=True,
        format_func=text_what_if.MODES.__getitem__,
        key=key,
        wrap=True,
        bind="query-params",
    )
    return chosen or start


def _slider(label: str, ends: tuple[float, float], step: float, start: float, key: str) -> float:
    low, high = ends
    chosen = st.slider(label, low, high, start, step, key=key, bind="query-params", format="%g")
    return min(max(float(chosen), low), high)


def _within(value: float, ends: tuple[float, float], step: float) -> float:
    """Round to the steps of a slider and keep within its ends."""
    low, high = ends
    return round(min(max(round(value / step) * step, low), high), 2)


def _results(outcomes: dict[str, Outcome]) -> None:
    """Show the weeks to an offer as dots, the chances as a table, and what is assumed."""
    one, other = outcomes.values()
    if not one.dots and not other.dots:
        return
    drawn = outlook_picture(outcomes, finding(one, other))
    show.picture(replace(drawn, table=drawn.table.iloc[:0]), "outlook")
    show.words(difference(one, other))
    st.table(drawn.table, border="horizontal", hide_index=True, alt=text_what_if.CHANCES)
    with st.expander(text_what_if.ASSUMED, icon=":material/fact_check:"):
        _assumed(outcomes)
    with st.expander(text.HOW, icon=":material/calculate:"):
        show.words(text_what_if.HOW)


def _assumed(outcomes: dict[str, Outcome]) -> None:
    """Show what is taken for granted: first what holds for both scenarios, then what only one of them assumes."""
    one, other = outcomes.values()
    common = [line for line in one.assumptions if line in other.assumptions]
    only = {letter: [line for line in found.assumptions if line not in common] for letter, found in outcomes.items()}
    for title, lines in {text_what_if.IN_BOTH: common, **only}.items():
        if lines:
            st.markdown(f"**{title}**")
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))
