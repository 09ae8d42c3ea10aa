"""Results on the screen. Nothing is computed here; every number comes with its counts from `analytics`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.charts.interval import interval_picture, is_rate, range_words, written
from analytics.wording import rate
from data.errors import ReboundError
from pages.ui import entry, text, text_brief, text_ratio
from pages.ui.address import with_filter
from pages.ui.plain import plain
from pages.ui.spreadsheet import download, plain_counts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from analytics.charts.picture import Picture
    from analytics.results import AnalysisReport, Ratio, Suggestion
    from data.plans import ImportPlan

SCRIPTS: Final = {
    "overview": "pages/views/overview.py",
    "funnel": "pages/views/funnel.py",
    "trends": "pages/views/trends.py",
    "compare": "pages/views/compare.py",
    "waiting": "pages/views/waiting.py",
    "strategy": "pages/views/strategy.py",
    "what_if": "pages/views/what_if.py",
    "experiments": "pages/views/experiments.py",
    "import": "pages/views/imports.py",
    "benchmarks": "pages/views/benchmarks.py",
    "definitions": "pages/views/definitions.py",
}
ICONS: Final = {
    "overview": ":material/dashboard:",
    "funnel": ":material/filter_alt:",
    "trends": ":material/show_chart:",
    "compare": ":material/compare_arrows:",
    "waiting": ":material/hourglass_top:",
    "strategy": ":material/explore:",
    "what_if": ":material/tune:",
    "experiments": ":material/science:",
    "import": ":material/upload_file:",
    "benchmarks": ":material/rule:",
    "definitions": ":material/menu_book:",
}
# Only the picture can be saved: zooming and panning would hide what is compared.
LOADING_HEIGHT: Final = 480  # pixels: about what of a page is seen at first
_CHART_CONFIG: Final = {"displaylogo": False, "modeBarButtons": [["toImage"]], "scrollZoom": False}


def words(sentence: str) -> None:
    """Show a sentence letter by letter, whatever is in it."""
    if sentence:
        st.markdown(plain(sentence))


def small(sentence: str) -> None:
    """Show a remark letter by letter."""
    if sentence:
        st.caption(plain(sentence))


def link(page: str, label: str = "", **choices: str) -> None:
    """Show a link to another page; `choices`: what its widgets are set to there, by their keys."""
    name = label or text.PAGES[page][0]
    st.page_link(SCRIPTS[page], label=name, icon=ICONS[page], query_params=with_filter(choices) if choices else None)


def definition(measure: str) -> None:
    """Show a link to the definition of a measure, beside all the others."""
    st.page_link(
        SCRIPTS["definitions"],
        label=text.TO_DEFINITION,
        icon=ICONS["definitions"],
        query_params=with_filter({"measure": measure}),
    )


def loading() -> AbstractContextManager[object]:
    """Show the outline of a page while its numbers are worked out; a short wait shows nothing."""
    return st.skeleton(height=LOADING_HEIGHT)


def header(page: str, report: AnalysisReport | None = None) -> None:
    """Show the title of a page, the date everything is judged at, and how much history there is."""
    st.title(text.PAGES[page][0], anchor=False)
    parts = [text.as_of(entry.today())]
    if report is not None and report.counts.applications:
        parts.append(text.history_span(report.counts.applications, report.first_applied, report.last_applied))
    small(" · ".join(parts))
    for warning in report.warnings if report is not None else ():
        st.info(plain(warning), icon=":material/info:")


def welcome() -> None:
    """Show what Rebound is for, in three lines."""
    st.title(text.WELCOME, anchor=False)
    for line in text.WELCOME_LINES:
        words(line)


def empty(page: str) -> None:
    """Show what will be on a page without data, and the way to get there."""
    with st.container(border=True):
        words(text.EMPTY[page])
        link("import", text.TO_IMPORT)


def trouble(title: str, error: ReboundError) -> None:
    """Show what went wrong and what to do about it."""
    with st.container(border=True):
        st.header(title, anchor=False)
        words(error.message)
        if error.hint:
            words(error.hint)


def surprise(error: Exception) -> bool:
    """Show a calm sentence for an error that no page caught; the details are in the console of the server.

    What a button does runs before the page, so a trouble of the history that it meets arrives here with its remedy.
    """
    if isinstance(error, ReboundError):
        trouble(text.ACTION_TITLE, error)
        return True
    with st.container(border=True):
        st.header(text.SURPRISE, anchor=False)
        words(text.SURPRISE_HINT)
    return True


def picture(drawn: Picture, key: str, *, minor: bool = False) -> None:
    """Show a chart under its finding, with its note and the numbers as a table; `minor`: as a part of a card."""
    if minor:
        st.markdown(f"**{plain(drawn.title)}**")
    else:
        st.header(plain(drawn.title), anchor=False)
    st.plotly_chart(drawn.figure, key=key, config=_CHART_CONFIG, alt=drawn.alt)
    small(drawn.note)
    if not drawn.table.empty:
        with st.expander(text.TABLE, icon=":material/table:"):
            st.dataframe(drawn.table, hide_index=True, alt=drawn.title)
            download(text.TABLE_DOWNLOAD, partial(plain_counts, drawn.table), f"{key}.csv", key=f"{key}-csv")


def verdict(ratio: Ratio, *, short: bool = False) -> None:
    """Show the verdict in words, with an icon and a colour that repeat them; `short` for a narrow card."""
    if ratio.verdict is None:
        return
    label = text_ratio.short_verdict(ratio) if short else text_ratio.verdict(ratio)
    st.badge(label, icon=text_ratio.VERDICT_ICONS[ratio.verdict], color=text_ratio.VERDICT_COLOURS[ratio.verdict])


def metrics(report: AnalysisReport) -> None:
    """Show the funnel in one line: counts, rates, and the verdicts."""
    counts, ratios = report.counts, report.ratios
    cards = (
        ("applications", counts.applications, ""),
        ("answered", counts.answered, "response"),
        ("interviewed", counts.interviewed, "application_to_interview"),
        ("offers", counts.offers, "interview_to_offer"),
    )
    # The frames belong to the grid: only then are the cards of a row equally high without a fixed height.
    with st.grid(4, min_column_width=150, gap="small", border=True) as grid:
        for name, value, ratio in cards:
            with grid.cell(), st.container(gap="xsmall"):
                st.metric(text.METRICS[name], text.figure(value))
                small(text_ratio.rate_of(ratios.get(ratio)) if ratio else text.open_short(counts.open))
                if ratio in ratios and value is not None:
                    verdict(ratios[ratio], short=True)


def plan(planned: ImportPlan) -> None:
    """Show where the rows of a file went and what confirming would add."""
    reading = planned.reading
    adds: dict[str, int | None] = {"applications": planned.new_applications, "events": planned.new_events}
    if reading.aggregate is not None:
        adds = {"totals": reading.aggregate.get("applications"), "interviewed": reading.aggregate.get("interviewed")}
    with st.grid(4, min_column_width=150, gap="small"):
        for name, value in ({"rows": reading.rows} | adds | {"set_aside": reading.set_aside}).items():
            st.metric(text.PLAN[name], text.figure(value), border=True)
    words(f"{text.rows_sentence(reading)} {text.plan_sentence(planned)}".strip())


def ratio_card(ratio: Ratio) -> None:
    """Show one ratio: estimate, counts, interval against the benchmark, verdict, and how it is computed."""
    with st.container(border=True, height="stretch"):
        st.subheader(plain(ratio.label), anchor=False)
        if ratio.estimate is not None:
            # Without anything old enough to count, "0 %" would say a no that nobody has said.
            figure = written(ratio, ratio.estimate) if _drawn(ratio) else text.figure(None)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.metric(ratio.label, figure, label_visibility="collapsed", width="content")
                verdict(ratio)
        small(text_ratio.ratio_counts(ratio))
        if _drawn(ratio):
            drawn = interval_picture(ratio)
            st.plotly_chart(drawn.figure, key=f"interval-{ratio.id}", config=_CHART_CONFIG, alt=drawn.alt)
        if ratio.reason:
            words(ratio.reason)
        with st.expander(text.HOW, icon=":material/calculate:"):
            words(ratio.definition)
            if _drawn(ratio):
                words(text_ratio.interval(ratio.level, range_words(ratio), rate=is_rate(ratio)))
            if ratio.benchmark is not None:
                words(text_ratio.benchmark(ratio.benchmark))
            definition(ratio.id)


def _drawn(ratio: Ratio) -> bool:
    """Whether there is an interval to draw: without anything old enough to count it would be 0 % to 100 %."""
    return ratio.low is not None and round(ratio.mature_trials or 0.0) > 0


def rate_against_benchmark(report: AnalysisReport) -> None:
    """Show the interview rate against its benchmark, as one small picture with counts and verdict.

    The first sentence of the reason is the verdict with its counts again, so it is left out here.
    """
    ratio = report.ratios["application_to_interview"]
    with st.container(border=True, height="stretch"):
        st.header(text_ratio.rate_title(ratio, written(ratio, ratio.estimate)), anchor=False)
        if not _drawn(ratio):
            words(ratio.reason)
            if ratio.successes is None:
                small(text_ratio.ratio_counts(ratio))
            return
        verdict(ratio)
        drawn = interval_picture(ratio)
        st.plotly_chart(drawn.figure, key="interval", config=_CHART_CONFIG, alt=drawn.alt)
        small(text_ratio.ratio_counts(ratio))
        words(text.further_sentences(ratio.reason))
        small(drawn.note)


def offers_first(report: AnalysisReport) -> None:
    """Show that offers which wait for an answer come before any advice; nothing without one."""
    if report.open_offers:
        words(text_brief.decide_first(len(report.open_offers)))


def next_step(report: AnalysisReport, advice: Sequence[Suggestion]) -> None:
    """Show the first of the suggestions in short, with its first step and the way to the others."""
    with st.container(border=True, height="stretch"):
        st.header(text.NEXT, anchor=False)
        if not advice:
            words(text.NO_SUGGESTION)
            link("strategy")
            return
        offers_first(report)
        first = advice[0]
        st.markdown(f"**{plain(first.title)}**")
        words(first.adjust)
        if first.steps:
            words(text.first_step(first.steps[0]))
        noticed = text.first_sentence(first.noticed)
        if not _said_beside(noticed, report.ratios["application_to_interview"]):
            small(noticed)
        link("strategy", text.TO_STEPS)


def _said_beside(noticed: str, ratio: Ratio) -> bool:
    """Whether it is the count of the interview rate, which stands beside it with the part that is old enough."""
    return ratio.successes is not None and rate(ratio).startswith(noticed)
