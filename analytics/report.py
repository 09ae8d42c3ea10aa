"""Everything one screen or one headless run needs, assembled from the modules that know one thing each."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from analytics.activity import activity
from analytics.bottleneck import find_bottleneck
from analytics.constants import SHRINK_APPLICATIONS
from analytics.counts import count_aggregate, count_journeys, funnel_steps
from analytics.delays import blended_delays, days_between
from analytics.endings import open_offers
from analytics.experiments import run_experiments
from analytics.flows import empty_links, file_links, flow_links
from analytics.forecast import forecast_from, search_state
from analytics.months import last_days, month_only
from analytics.ratios import aggregate_evidence, build_ratios, journey_evidence
from analytics.results import AnalysisReport
from analytics.rules import Rules, in_words, phone_screens_in_totals
from analytics.segments import compare_all
from analytics.trends import cohorts, rolling, weekly
from analytics.waiting import open_applications, reply_times, silence_model
from data.language import _, plural
from data.schema import ATTRIBUTES, JOURNEY_COLUMNS, MONTH_FLAGS, Stage, check_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import pandas as pd
    from numpy.typing import NDArray

    from analytics.bottleneck import Bottleneck
    from analytics.delays import MatureCount
    from analytics.experiments import Change
    from analytics.results import Benchmark, Counts, Ratio

# Every selection of rows copies all columns: without the long texts a report takes half the time.
_USED = [column for column in JOURNEY_COLUMNS if column not in ATTRIBUTES or column in {"company", "title"}]


def build_report(  # noqa: PLR0913 - one door, everything by name
    journeys: pd.DataFrame,
    *,
    as_of: date,
    events: pd.DataFrame | None = None,
    aggregate: Mapping[str, int | None] | None = None,
    flows: pd.DataFrame | None = None,
    is_sample: bool = False,
    warnings: Sequence[str] = (),
    benchmarks: Mapping[str, Benchmark] | None = None,
    mature_days: int | None = None,
    silence_days: int | None = None,
    phone_screen_counts: bool = True,
    changes: Sequence[Change] = (),
) -> AnalysisReport:
    """Analyse a search as of a day: counts, rates with verdicts, trends, flows, silence, and what to adjust.

    Counts: see `analytics.measures` for what each rate counts and leaves out. Totals of an aggregate file are used only
    where there are no single applications: the two cannot be added without counting some twice.

    Args:
        journeys: journeys frame (`data.schema.JOURNEY_COLUMNS`), any order of rows.
        as_of: the day the history is looked at; events after it are not part of `journeys`.
        events: events frame, for the interview rounds of each week.
        aggregate: totals of a file without single applications, keys as in `Counts`.
        flows: flows of such a file (`data.schema.FLOW_COLUMNS`), drawn as they are.
        is_sample: whether the history is the sample (or any of its rows is).
        warnings: sentences to show beside the report, from reading the files; the report's own are added.
        benchmarks: ranges by ratio id; the documents' by default.
        mature_days: if given, the interview rate uses only applications of at least this age, each in full.
        silence_days: if given, an open application is presumed unanswered from this day of silence on.
        phone_screen_counts: by which rule `journeys` was made (see `data.store.Store.journeys`); rounds of `events` and
            every definition follow it.
        changes: changes of strategy to judge, before against after.

    Returns:
        AnalysisReport, also for no applications at all.

    Raises:
        ValueError: journeys lacks a column.
    """
    exact = dict.fromkeys([flag for flag in MONTH_FLAGS if flag not in journeys], False)
    frame = check_frame(journeys.assign(**exact), JOURNEY_COLUMNS, "journeys")
    if events is not None and not phone_screen_counts:
        events = events[events["stage"] != Stage.PHONE_SCREEN]
    frame = frame.sort_values(["applied_date", "application_id"], na_position="last", ignore_index=True)
    if frame.empty and aggregate is not None:
        report = _aggregate_report(frame, as_of, aggregate, flows, benchmarks)
        own: list[str] = [
            _("These are totals: without single applications there are no dates, trends or waiting list.")
        ]
        own += [] if phone_screen_counts else [phone_screens_in_totals()]
    else:
        rules = Rules(phone_screen_counts, mature_days)
        report = in_words(_journey_report(frame[_USED], as_of, benchmarks, mature_days, events, silence_days), rules)
        own = _warnings(frame, as_of, report.counts, aggregate)
        report = replace(
            report,
            experiments=run_experiments(frame, changes, as_of=as_of, delays=report.delays),
            compare=cache(partial(compare_all, frame, as_of=as_of, delays=report.delays)),
        )
    sample = is_sample or bool(frame["is_sample"].astype(bool).any())
    return _with_suggestions(replace(report, is_sample=sample, warnings=(*warnings, *own)), frame)


def _journey_report(  # noqa: PLR0913, PLR0917 - passed on from the one door
    journeys: pd.DataFrame,
    as_of: date,
    benchmarks: Mapping[str, Benchmark] | None,
    mature_days: int | None = None,
    events: pd.DataFrame | None = None,
    silence_days: int | None = None,
) -> AnalysisReport:
    delays = blended_delays(journeys, as_of)
    evidence = journey_evidence(journeys, as_of, delays, mature_days=mature_days)
    ratios = build_ratios(evidence, benchmarks)
    counts = count_journeys(journeys)
    state = search_state(journeys, as_of=as_of, delays=delays, evidence=evidence)
    model = silence_model(evidence["response"], delays.reply, silence_days)
    applied = journeys["applied_date"].dropna()
    return AnalysisReport(
        as_of=as_of,
        counts=counts,
        ratios=ratios,
        funnel=funnel_steps(counts),
        flows=flow_links(journeys),
        weekly=weekly(journeys, as_of, events),
        rolling=rolling(journeys, as_of, delays.interview),
        suggestions=(),
        first_applied=applied.min().date() if len(applied) else None,
        last_applied=applied.max().date() if len(applied) else None,
        cohorts=cohorts(journeys, as_of, delays.interview),
        activity=activity(journeys, as_of),
        open_offers=open_offers(journeys, as_of),
        waiting=open_applications(
            journeys, as_of, delays, model, _interview_rate(evidence["application_to_interview"], benchmarks)
        ),
        silence=model,
        replies=reply_times(journeys, as_of, delays.reply),
        delays=delays,
        bottleneck=_bottleneck(ratios),
        forecast=forecast_from(state, benchmarks=benchmarks),
    )


def _bottleneck(ratios: Mapping[str, Ratio]) -> Bottleneck:
    """Which step costs most offers, unless it depends on whether interviews are counted by round or by company."""
    rounds, companies = ratios["interview_to_offer"], ratios.get("process_to_offer")
    agree = companies is None or companies.verdict is rounds.verdict
    return find_bottleneck([ratios["application_to_interview"], rounds], readings_agree=agree)


def _interview_rate(count: MatureCount | None, benchmarks: Mapping[str, Benchmark] | None) -> float:
    """Posterior mean of the interview rate: the middle of its range without any data."""
    k, n = (count.successes, count.shown) if count else (0, 0.0)
    used = (benchmarks or {}).get("application_to_interview")
    start = SHRINK_APPLICATIONS if used is None else 2 / (used.low + used.high)
    return (1 + k) / (start + n)


def _aggregate_report(
    journeys: pd.DataFrame,
    as_of: date,
    aggregate: Mapping[str, int | None],
    flows: pd.DataFrame | None,
    benchmarks: Mapping[str, Benchmark] | None,
) -> AnalysisReport:
    counts = count_aggregate(aggregate)
    ratios = build_ratios(aggregate_evidence(counts), benchmarks)
    return replace(
        _journey_report(journeys, as_of, benchmarks),
        counts=counts,
        ratios=ratios,
        bottleneck=_bottleneck(ratios),
        forecast=None,
        funnel=funnel_steps(counts),
        flows=empty_links() if flows is None else file_links(flows),
        is_aggregate=True,
    )


def _warnings(
    journeys: pd.DataFrame, as_of: date, counts: Counts, aggregate: Mapping[str, int | None] | None
) -> list[str]:
    future = int((days_between(journeys["applied_date"], as_of) < 0).sum())
    months = int(month_only(journeys, "applied").sum())
    disorder = int(_out_of_order(journeys, as_of).sum())
    unknown, undated, imputed = counts.interviews_unknown, counts.undated, counts.rounds_imputed
    said = {
        plural(
            undated,
            "{n} application has no date: counted in the totals, left out of the trends.",
            "{n} applications have no date: counted in the totals, left out of the trends.",
        ): undated,
        plural(
            months,
            "{n} application gives only the month: counted from its middle, while a verdict must also hold for its "
            "first and its last day.",
            "{n} applications give only the month: counted from its middle, while a verdict must also hold for its "
            "first and its last day.",
        ): months,
        plural(
            future,
            "{n} application is dated after the day of this report and not yet part of any rate.",
            "{n} applications are dated after the day of this report and not yet part of any rate.",
        ): future,
        plural(
            disorder,
            "{n} application has dates out of order: counted, but not used to learn how long answers take.",
            "{n} applications have dates out of order: counted, but not used to learn how long answers take.",
        ): disorder,
        plural(
            imputed,
            "{n} offer without a recorded interview: counted as one interview round each.",
            "{n} offers without a recorded interview: counted as one interview round each.",
        ): imputed,
        plural(
            unknown,
            "{n} application comes from files that do not say whether there was an interview: left out of the "
            "interview rate.",
            "{n} applications come from files that do not say whether there was an interview: left out of the "
            "interview rate.",
        ): unknown,
        _("A file with totals only is set aside, because your single applications say more."): aggregate is not None,
    }
    return [sentence for sentence, applies in said.items() if applies]


def _out_of_order(journeys: pd.DataFrame, as_of: date) -> NDArray[np.bool_]:
    """Whether a date lies before the one it follows, even if it was the last day of its month."""
    latest = {
        name: last_days(journeys[f"{name}_date"], month_only(journeys, name), as_of)
        for name in ("first_answer", "first_talk", "offer")
    }
    first = {name: journeys[f"{name}_date"].to_numpy("datetime64[D]") for name in ("applied", "first_talk")}
    pairs = (("applied", "first_answer"), ("applied", "first_talk"), ("first_talk", "offer"))
    wrong: NDArray[np.bool_] = np.logical_or.reduce([latest[later] < first[earlier] for earlier, later in pairs])
    return wrong


def _with_suggestions(report: AnalysisReport, journeys: pd.DataFrame) -> AnalysisReport:
    # Suggestions read a report, so that they can name no number which is not in it; imported late to break the circle.
    from analytics.suggestions import suggest  # noqa: PLC0415

    return replace(report, suggestions=suggest(report, journeys))
