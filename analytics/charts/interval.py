"""One ratio against its benchmark: a dot, the interval its counts support, and the range it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics import theme, wording
from analytics.charts.picture import Picture, nothing, shade_range
from analytics.charts.rows import OUTLINE, draw_bar, draw_mark
from analytics.results import Verdict
from data.language import _

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analytics.results import Benchmark, Ratio

HEIGHT = 112  # pixels: one line of label above and one of ticks below the bar
EXACT_BELOW = 100  # trials: of more, a decimal hardly changes the figure


def is_rate(ratio: Ratio) -> bool:
    """Whether the ratio is a share (0..1); interviews per offer is a number of rounds instead."""
    return ratio.id != "interviews_per_offer"


def written(ratio: Ratio, value: float | None) -> str:
    """Return a value of the ratio in its unit: "6.0 %", or "12" for interviews per offer."""
    return theme.percent(value) if is_rate(ratio) else theme.amount(value)


def counted_over(ratio: Ratio) -> float:
    """Return what the figure is a share of, as exactly as it takes: 2 of "6" would be 33 % where 2 of 6.4 are 31 %.

    Unit: trials old enough to count, whole or, below 100, with one decimal; all trials where nobody knows their age.
    """
    exact = float(ratio.trials or 0) if ratio.mature_trials is None else ratio.mature_trials
    whole = round(exact)
    if not 0 < whole < EXACT_BELOW or not ratio.successes or ratio.estimate is None:
        return whole
    again = ratio.successes / whole if is_rate(ratio) else whole / ratio.successes
    return whole if written(ratio, again) == written(ratio, ratio.estimate) else round(exact, 1)


def range_words(ratio: Ratio) -> str:
    """Return the interval in words: "4.9 % to 7.4 %", or "9 or more" where it has no upper end."""
    if ratio.low is None:
        return theme.unknown()
    if ratio.high is None:
        return _("{number} or more", number=written(ratio, ratio.low))
    return _between(ratio, ratio.low, ratio.high)


def _between(ratio: Ratio, low: float, high: float) -> str:
    return _("{low} to {high}", low=written(ratio, low), high=written(ratio, high))


def interval_picture(ratio: Ratio) -> Picture:
    """Draw the estimate and the interval of `ratio` on one line, over the benchmark range.

    The axis starts at zero and is in percent, or in interviews for `interviews_per_offer`. A ratio that is unknown
    or has no trials gives a sentence.
    """
    if ratio.low is None or not ratio.trials:
        return nothing(ratio.label, ratio.reason or _("There is nothing to divide by yet."))
    scale = 100.0 if is_rate(ratio) else 1.0
    figure = theme.blank_figure(HEIGHT)
    top = _draw_range(figure, ratio, scale)
    _draw_ratio(figure, ratio, scale, top)
    # Room for half of "0 %" and of the last tick, which are centred on the ends of the axis.
    figure.update_layout(margin={"l": 18, "r": 18, "t": 22, "b": 8})
    theme.rate_axis(figure, top, " %" if is_rate(ratio) else "")
    figure.update_yaxes(visible=False, range=[-1, 1.3], fixedrange=True)
    return Picture(figure, ratio.label, _alt(ratio), _note(ratio), _table(ratio))


def _draw_range(figure: go.Figure, ratio: Ratio, scale: float) -> float:
    """Draw the benchmark and return the end of the axis."""
    ends = [value for value in (ratio.estimate, ratio.high if ratio.high is not None else ratio.low) if value]
    if ratio.benchmark is None:
        return (max(ends, default=0.0) * scale * 1.15) or 1.0
    low, high = ratio.benchmark.low * scale, ratio.benchmark.high * scale
    top = max([high, *(value * scale for value in ends)]) * 1.15
    shade_range(figure, (low, high), _named(ratio, ratio.benchmark), ("x", "paper"), top)
    return min(top, 100.0) if is_rate(ratio) else top


def _draw_ratio(figure: go.Figure, ratio: Ratio, scale: float, top: float) -> None:
    colour = theme.VERDICT_COLOURS[ratio.verdict or Verdict.TOO_EARLY]
    low = (ratio.low or 0.0) * scale
    high = top if ratio.high is None else ratio.high * scale
    draw_bar(figure, [low, high], 0, colour)
    value = _estimate(ratio)
    if value is None:
        return
    interval = _("{level} interval {interval}", level=theme.percent(ratio.level), interval=range_words(ratio))
    hover = f"{written(ratio, value)}<br>{_counts(ratio)}<br>{interval}"
    draw_mark(figure, value * scale, 0, hover, {"color": colour, "size": 12, "line": OUTLINE})


def _estimate(ratio: Ratio) -> float | None:
    """The figure to show, None where it would rest on "0 of 0" since less than half a trial is old enough to count."""
    return ratio.estimate if ratio.mature_trials is None or round(ratio.mature_trials) > 0 else None


def _named(ratio: Ratio, used: Benchmark) -> str:
    """Return the range with its name."""
    range_ = _between(ratio, used.low, used.high)
    return _("your own range {range}", range=range_) if used.own else _("benchmark {range}", range=range_)


def _counts(ratio: Ratio) -> str:
    return _("{count} of {total}", count=theme.count(ratio.successes), total=wording.number(counted_over(ratio)))


def _alt(ratio: Ratio) -> str:
    parts = [
        _(
            "{ratio}: {estimate}, interval {interval}",
            ratio=ratio.label,
            estimate=written(ratio, _estimate(ratio)),
            interval=range_words(ratio),
        )
    ]
    if ratio.benchmark is not None:
        parts.append(_named(ratio, ratio.benchmark))
    return "; ".join(parts) + "."


def _note(ratio: Ratio) -> str:
    words = _("Dot: your figure. Bar: {level} interval.", level=theme.percent(ratio.level))
    if ratio.benchmark is None:
        return words
    shaded = _("Shaded: your own range.") if ratio.benchmark.own else _("Shaded: benchmark of the source documents.")
    return f"{words} {shaded}"


def _table(ratio: Ratio) -> pd.DataFrame:
    rows = [
        (_("Estimate"), written(ratio, _estimate(ratio))),
        (_("Counts"), _counts(ratio)),
        (_("In all"), theme.count(ratio.trials)),
        (_("{level} interval", level=theme.percent(ratio.level)), range_words(ratio)),
    ]
    if ratio.benchmark is not None:
        called = _("Your own range") if ratio.benchmark.own else _("Benchmark")
        rows.append((called, _between(ratio, ratio.benchmark.low, ratio.benchmark.high)))
    return pd.DataFrame(rows, columns=[_("What"), _("Value")])
