"""The sentences of What if, in the tone of `text.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.benchmarks import Whose, both_called, whose
from analytics.constants import PACE_WEEKS
from analytics.wording import month_name, number, percent
from data.language import _, plural, speaks
from pages.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analytics.forecast import SearchState
    from analytics.results import Benchmark, Ratio
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
RATE_FIXED: Final = "Fixed value, % of applications"
OFFER_FIXED: Final = "Fixed value, interviews"
OWN: Final = "own"
FIXED: Final = "fixed"
BY_REFERRALS: Final = "referrals"
MODES: Final = {OWN: "My own", FIXED: "A fixed value", BY_REFERRALS: "By referrals"}
ENDS: Final = {
    Whose.OWN: ("Your own ranges, low end", "Your own ranges, high end"),
    Whose.MIXED: ("Your own range and the benchmark, low end", "Your own range and the benchmark, high end"),
    Whose.DOCUMENTS: ("The documents' benchmark, low end", "The documents' benchmark, high end"),
}
CHANGED: Final = "Changed by you"
AGAIN: Final = "Start over"
OWN_NUMBERS: Final = "Your present numbers"
INTERVIEWS_UNKNOWN: Final = (
    "Your totals do not say how many applications led to an interview or an offer. So there is nothing to try here yet."
)
NEXT_OFFER: Final = "Look at one more offer all the same"
NEXT_OFFER_HELP: Final = "For when you go on looking, or want a second offer to choose from."
ASSUMED: Final = "What is assumed"
IN_BOTH: Final = "A and B"
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
    names = {"own": _(OWN_NUMBERS), "low": _(low), "high": _(high)}
    if month is not None:
        names["month"] = _("Your best month: {month}", month=month_name(month.month))
    if referrals is not None:
        names["referred"] = _("More referrals: {share} % of applications", share=share)
    return names


def scenario(letter: str) -> str:
    """Return the title of a scenario."""
    return _("Scenario {letter}", letter=letter.upper())


def estimates(ranges: Mapping[str, Benchmark]) -> str:
    """Return why the rates of this page can differ from those of the others."""
    return _(
        "The two rates are estimates. Each starts from {benchmark} and moves to your own count as that grows, so it "
        "can differ from the rate on other pages.",
        benchmark=both_called(ranges),
    )


def own_numbers(
    state: SearchState, rates: OwnRates, ratios: Mapping[str, Ratio], ranges: Mapping[str, Benchmark], start: float
) -> tuple[str, ...]:
    """Return pace, interview rate and interviews for one offer of one's own, each rate with the count behind it.

    `ratios`: the counts, as every other page shows them. `start`: the pace that both scenarios begin with, in
    applications a week.
    """
    rate = _("Interview rate: about {middle} (80 % range: {low} to {high}).", **_three(rates.interview, percent))
    rounds = _three(rates.interviews_per_offer, _whole)
    per_offer = _("Interviews for one offer: about {middle} (80 % range: {low} to {high}).", **rounds)
    return (
        _own_pace(state.pace, start),
        f"{rate} {_interviews_counted(ratios['application_to_interview'], ranges)}",
        f"{per_offer} {_offers_counted(ratios, ranges)}",
    )


def _own_pace(pace: float | None, start: float) -> str:
    """Return the pace of one's own; `start` is what both scenarios begin with."""
    if pace is None:
        return _("Applications a week: not known. Both scenarios begin with {pace}.", pace=number(start))
    lately = _("the average of your last full weeks, {weeks} at most", weeks=number(PACE_WEEKS))
    return _("Applications a week: {pace}, {lately}.", pace=number(pace), lately=lately)


def _interviews_counted(ratio: Ratio, ranges: Mapping[str, Benchmark]) -> str:
    """Return the interview rate as counted, which the estimate moves to."""
    if ratio.successes is None or ratio.estimate is None or not round(ratio.mature_trials or 0):
        return _nothing_counted(ranges["application_to_interview"])
    return _(
        "Your own count is {rate}: {interviewed} of about {applications} old enough to count led to an interview.",
        rate=percent(ratio.estimate),
        interviewed=theme.count(ratio.successes),
        applications=counted(round(ratio.mature_trials or 0), "application"),
    )


def _offers_counted(ratios: Mapping[str, Ratio], ranges: Mapping[str, Benchmark]) -> str:
    """Return the interviews for one offer as counted: in rounds, or in applications where no round is known."""
    rounds, processes = ratios["interview_to_offer"], ratios["process_to_offer"]
    counts = processes if rounds.successes is None else rounds
    if counts.successes is None or not round(counts.mature_trials or 0):
        return _nothing_counted(ranges["interview_to_offer"])
    noun = "interviewed application" if rounds.successes is None else "interview round"
    said = {
        "offers": counted(counts.successes, "offer"),
        "interviews": counted(round(counts.mature_trials or 0), noun),
    }
    per_offer = ratios["interviews_per_offer"].estimate
    if per_offer is None:
        return _("Your own count: {offers} from about {interviews} old enough to count.", **said)
    return _(
        "Your own count is {rate}: {offers} from about {interviews} old enough to count.",
        rate=_whole(per_offer),
        **said,
    )


def _nothing_counted(benchmark: Benchmark) -> str:
    return _("Nothing of your own counts here yet, so it goes by {benchmark}.", benchmark=benchmark.called)


def _three(values: tuple[float, float, float], said: Callable[[float], str]) -> dict[str, str]:
    return dict(zip(("low", "middle", "high"), map(said, values), strict=True))


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
