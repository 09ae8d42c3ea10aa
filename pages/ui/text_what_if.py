"""The sentences of What if, in the tone of `text.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.benchmarks import Whose, whose
from analytics.wording import month_name, number, percent
from data.language import _, plural, speaks
from pages.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.results import Benchmark
    from analytics.what_if import BestMonth, OwnRates, Referrals

INTRO: Final = (
    "Try another pace or other rates, and see what they would do to the weeks until an offer. "
    "These are odds, not promises: chance stays in every search."
)
START: Final = "Start from"
PACE: Final = "Applications a week"
RATE: Final = "Interview rate"
PER_OFFER: Final = "Interviews for one offer"
SHARE: Final = "Referred, % of applications"
RATE_FIXED: Final = "Fixed at, % of applications"
OFFER_FIXED: Final = "Fixed at, interviews"
OWN: Final = "own"
FIXED: Final = "fixed"
BY_REFERRALS: Final = "referrals"
MODES: Final = {OWN: "My own", FIXED: "Fix it", BY_REFERRALS: "By referrals"}
ENDS: Final = {
    Whose.OWN: ("Your own ranges, low end", "Your own ranges, high end"),
    Whose.MIXED: ("Your own range and the benchmark, low end", "Your own range and the benchmark, high end"),
    Whose.DOCUMENTS: ("The documents' benchmark, low end", "The documents' benchmark, high end"),
}
CHANGED: Final = "Changed by you"
AGAIN: Final = "Start over"
PACE_UNKNOWN: Final = "Your own pace is not known, so choose one."
INTERVIEWS_UNKNOWN: Final = (
    "Your totals do not say how many applications led to an interview or an offer. So there is nothing to try here yet."
)
NEXT_OFFER: Final = "Look at one more offer all the same"
ASSUMED: Final = "What is assumed"
CHANCES: Final = "Chances of an offer, with both scenarios side by side"
HOW: Final = (
    "Offers come from the applications you will send, from the open ones, and from the interviews under way. Each "
    "takes its usual time. A rate of your own is not one number but many likely ones, and the odds are the mean over "
    "them. There is no average time to an offer here, because a few very slow searches would make it endless."
)


def presets(
    ranges: Mapping[str, Benchmark], month: BestMonth | None, referrals: Referrals | None, share: int
) -> dict[str, str]:
    """Return what a scenario can start from, by the name of the preset; `share` in percent."""
    low, high = ENDS[whose(ranges)]
    names = {"own": _("Your present numbers"), "low": _(low), "high": _(high)}
    if month is not None:
        names["month"] = _("Your best month: {month}", month=month_name(month.month))
    if referrals is not None:
        names["referred"] = _("More referrals: {share} % of applications", share=share)
    return names


def scenario(letter: str) -> str:
    """Return the title of a scenario."""
    return _("Scenario {letter}", letter=letter.upper())


def own_rate(rates: OwnRates) -> str:
    """Return the interview rate of one's own, with its range."""
    low, middle, high = (percent(rate) for rate in rates.interview)
    return _("About {middle}, probably {low} to {high} (80 % range).", middle=middle, low=low, high=high)


def own_per_offer(rates: OwnRates) -> str:
    """Return the interviews for one offer of one's own, with their range."""
    low, middle, high = (_whole(value) for value in rates.interviews_per_offer)
    return _("About {middle}, probably {low} to {high} (80 % range).", middle=middle, low=low, high=high)


def own_pace(pace: float | None) -> str:
    """Return the pace of one's own."""
    if pace is None:
        return _(PACE_UNKNOWN)
    return _("Your own: {pace} a week, the mean of your last full weeks.", pace=number(pace))


def referred_so_far(known: Referrals) -> str:
    """Return how referred applications and the others did, with counts."""
    one, other = known.with_one, known.without
    return _(
        "So far: {referred_interviews} of {referred} and {other_interviews} of {others} led to an interview.",
        referred_interviews=theme.count(one.interviewed),
        referred=counted(one.sent, "referred application"),
        other_interviews=theme.count(other.interviewed),
        others=counted(other.sent, "other"),
    )


def best_month(month: BestMonth) -> str:
    """Return what the best month was, and why its rate is taken with care."""
    led = plural(
        month.applications,
        "In {month}, {interviewed} of {n} application led to an interview.",
        "In {month}, {interviewed} of {n} applications led to an interview.",
        month=month_name(month.month),
        interviewed=theme.count(month.interviewed),
    )
    luck = _("The best of several months is partly luck, so its rate is moved toward your overall one.")
    return f"{led} {luck}"


def _whole(value: float) -> str:
    return theme.amount(value) if value < 100 else _("over 100")


speaks(__name__)
