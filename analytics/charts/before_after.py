"""Before and after a change of strategy: two rates, each with the interval its counts support."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics import theme
from analytics.charts.picture import Picture, nothing
from analytics.charts.rows import OUTLINE, draw_bar, draw_mark, draw_scale, draw_words, interval_words
from analytics.experiments import Answer, Measure
from analytics.wording import counted
from data.language import _, speaks

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analytics.experiments import ExperimentResult, Period

ROW_HEIGHT: Final = 60  # pixels: a line of words above each bar
GRID_REACH: Final = (-0.3, 0.14)  # of a row, from its bar to below the words
ENOUGH: Final = 5.0  # aged trials from which an interval may set the length of the axis
ANSWER_COLOURS: Final = {Answer.WORKED: theme.BLUE, Answer.DID_WORSE: theme.OCHRE}
UNITS: Final = {
    Measure.APPLICATION_TO_INTERVIEW: ("Applications", "With an interview"),
    Measure.INTERVIEW_TO_OFFER: ("Interviews", "With an offer"),
}
_UNIT: Final = {Measure.APPLICATION_TO_INTERVIEW: "application", Measure.INTERVIEW_TO_OFFER: "interview"}
_TITLES: Final = {
    Answer.CANT_TELL: "No answer yet: {before} before, {after} after",
    Answer.OVERLAP: "No answer while two changes ran at once: {before} before, {after} after",
}
_CLEAR_TITLES: Final = {
    Measure.APPLICATION_TO_INTERVIEW: {
        Answer.WORKED: "More interviews since the change: {before} before, {after} after",
        Answer.DID_WORSE: "Fewer interviews since the change: {before} before, {after} after",
    },
    Measure.INTERVIEW_TO_OFFER: {
        Answer.WORKED: "More offers since the change: {before} before, {after} after",
        Answer.DID_WORSE: "Fewer offers since the change: {before} before, {after} after",
    },
}


def before_after_picture(result: ExperimentResult, measure: Measure) -> Picture:
    """Draw the time before and the time after, one row each: dot for the rate, bar for its 90 % interval.

    A period of which less than half a trial is old enough to count has words only: it has no rate yet. Where nothing
    can be drawn at all, a sentence.
    """
    title = _title(result, measure)
    before, after = result.before, result.after
    if before is None or after is None:
        return nothing(title, result.sentence)
    if _rate(before) is None and _rate(after) is None:
        return nothing(title, _("Nothing is old enough to compare yet."))
    periods = {_("Before"): before, _("After"): after}
    top = _top(before, after)
    figure = theme.blank_figure(ROW_HEIGHT * 2 + 36)
    for row, (name, period) in enumerate(periods.items()):
        colour = theme.SLATE if period is before else ANSWER_COLOURS.get(result.answer, theme.ACCENT)
        _draw(figure, (name, _counts(period, measure)), period, row=-row, colour=colour, top=top)
    figure.update_layout(margin={"l": 18, "r": 18, "t": 4, "b": 8})
    draw_scale(figure, top, [0, -1], GRID_REACH)
    figure.update_yaxes(visible=False, range=[-1.5, 0.8], fixedrange=True)
    return Picture(figure, title, _alt(title, periods, measure), _note(periods, top), _table(periods, measure))


def _title(result: ExperimentResult, measure: Measure) -> str:
    before, after = result.before, result.after
    if before is None or after is None:
        return _("Your files cannot say")
    then, now = (
        _("nothing old enough to count") if _rate(period) is None else theme.percent(_rate(period))
        for period in (before, after)
    )
    return _((_TITLES | _CLEAR_TITLES[measure])[result.answer], before=then, after=now)


def _rate(period: Period) -> float | None:
    """The rate to show, None where it would rest on "0 of about 0"."""
    return period.rate if round(period.mature_trials) > 0 else None


def _top(before: Period, after: Period) -> float:
    """End of the axis in percent: both rates are on it, and the intervals that rest on more than a handful."""
    rates = [rate for period in (before, after) if (rate := _rate(period)) is not None]
    ends = [period.high for period in (before, after) if period.mature_trials >= ENOUGH]
    return min(100.0, max([*rates, *ends, 0.04]) * 115)


def _draw(  # noqa: PLR0913 - where and how one row is drawn
    figure: go.Figure, words: tuple[str, str], period: Period, *, row: int, colour: str, top: float
) -> None:
    name, counts = words
    draw_words(figure, f"<b>{name}</b>  {counts}", row)
    rate = _rate(period)
    if rate is None:
        return
    draw_bar(figure, [period.low * 100, min(period.high * 100, top)], row, colour)
    hover = f"{name}: {theme.percent(rate)}<br>{counts}<br>" + _("90 % interval {interval}", interval=_interval(period))
    draw_mark(figure, rate * 100, row, hover, {"color": colour, "size": 16, "line": OUTLINE})


def _counts(period: Period, measure: Measure) -> str:
    """Counts in short: "12 of about 149 applications"; a phone leaves room for some 40 letters."""
    aged, unit = round(period.mature_trials), _UNIT[measure]
    if _rate(period) is None:
        sent = counted(period.trials, unit)
        return _("{applications}, too young to count", applications=sent) if period.trials else sent
    hits, of = theme.count(period.successes), counted(aged, unit)
    if aged == period.trials:
        return _("{successes} of {applications}", successes=hits, applications=of)
    return _("{successes} of about {applications}", successes=hits, applications=of)


def _interval(period: Period) -> str:
    return interval_words(period.low, period.high)


def _alt(title: str, periods: dict[str, Period], measure: Measure) -> str:
    rows = (f"{name}: {_described(period, measure)}" for name, period in periods.items())
    return f"{title}. {'; '.join(rows)}."


def _described(period: Period, measure: Measure) -> str:
    rate = _rate(period)
    if rate is None:
        return _counts(period, measure)
    interval = _("90 % interval {interval}", interval=_interval(period))
    return f"{_counts(period, measure)}, {theme.percent(rate)}, {interval}"


def _note(periods: dict[str, Period], top: float) -> str:
    cut = any(_rate(period) is not None and period.high * 100 > top for period in periods.values())
    note = _("Dot: the rate. Bar: its 90 % interval, what the counts support.")
    return note + " " + _("A bar that ends at the edge goes on; the table has its end.") if cut else note


def _table(periods: dict[str, Period], measure: Measure) -> pd.DataFrame:
    unit, success = UNITS[measure]
    rows = [
        {
            _("Time"): name,
            _(unit): period.trials,
            _("Old enough to count"): round(period.mature_trials, 1),
            _(success): period.successes,
            _("Rate"): theme.percent(_rate(period)),
            _("90 % interval"): "" if _rate(period) is None else _interval(period),
        }
        for name, period in periods.items()
    ]
    return pd.DataFrame(rows)


speaks(__name__)
