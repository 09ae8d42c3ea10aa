"""Work out the analysis of one file without a browser, and without touching the person's database.

Exit codes: 0 a report was printed; 2 the arguments or the file cannot be used (one sentence on stderr says what to do);
3 the file needs an answer (the questions are printed).
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from analytics.jsonform import plain, report_json
from analytics.suggestions import explain
from analytics.textform import bullet, heading, paragraph, report_text
from analytics.wording import counted, number
from data.errors import FileUnreadableError
from data.preferences import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from analytics.results import AnalysisReport
    from analytics.segments import SegmentComparison
    from data.plans import Answers, ImportPlan, TrackerReading
    from data.preferences import Preferences
    from data.problems import ImportProblem, Question

REPORTED, UNUSABLE, NEEDS_ANSWER = 0, 2, 3
_PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    file: Path
    as_of: date
    as_json: bool
    answers: Answers
    changes: tuple[tuple[str, date, date | None, str], ...] = ()  # name, start, end, id of the ratio it should move
    rules: Preferences = DEFAULTS


@dataclass(frozen=True, slots=True)
class Analysis:
    """One file, read and analysed. report is None while a question is open."""

    reading: TrackerReading
    problems: tuple[ImportProblem, ...]
    journeys: pd.DataFrame | None = None
    report: AnalysisReport | None = None
    segments: tuple[SegmentComparison, ...] = ()


def run(request: Request) -> int:
    """Analyse the file and print what was found; returns the exit code."""
    from data.importing import read_tracker  # noqa: PLC0415 - `--help` and a wrong argument need no reader

    reading = read_tracker(_content(request.file), request.file.name, as_of=request.as_of, answers=request.answers)
    analysis = (
        Analysis(reading, reading.problems)
        if reading.blocked
        else _analysed(reading, request.as_of, request.changes, request.rules)
    )
    form = analysis_json(analysis, request.as_of)
    lines = (
        [json.dumps(form, ensure_ascii=_narrow(), indent=2, allow_nan=False)] if request.as_json else _text(analysis)
    )
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if analysis.report is not None:
        return REPORTED
    needed = [question for question in reading.questions if question.needed]
    asked = needed[0].text if request.as_json else "see above for the question and how to answer it."
    sys.stderr.write(f"The file needs an answer first: {asked}\n")
    return NEEDS_ANSWER


def analysis_json(analysis: Analysis, as_of: date) -> dict[str, Any]:
    """The documented JSON; counts, ratios and suggestions are missing while a question is open."""
    reading = analysis.reading
    form: dict[str, Any] = {
        "as_of": as_of,
        "source": {
            "file": reading.name,
            "rows": reading.rows,
            "accepted": reading.accepted,
            "merged": reading.merged,
            "set_aside": reading.set_aside,
            "layout": reading.layout,
            "container": reading.container,
            "table": reading.table,
        },
        "problems": [_problem(problem) for problem in analysis.problems],
        "questions": [_question(question) for question in reading.questions],
    }
    form = plain(form)
    if analysis.report is not None and analysis.journeys is not None:
        form |= report_json(analysis.report, explain(analysis.report, analysis.journeys), analysis.segments)
    return form


def _analysed(
    reading: TrackerReading,
    as_of: date,
    changes: tuple[tuple[str, date, date | None, str], ...] = (),
    rules: Preferences = DEFAULTS,
) -> Analysis:
    from analytics.benchmarks import chosen_benchmarks  # noqa: PLC0415
    from analytics.experiments import Change, Measure  # noqa: PLC0415
    from analytics.report import build_report  # noqa: PLC0415 - brings pandas and scipy, which questions do not need
    from data.importing import plan_import  # noqa: PLC0415
    from data.store import Store  # noqa: PLC0415

    with Store.open(":memory:") as store:
        plan: ImportPlan = plan_import(reading, store.known_history())
        store.apply(plan, imported_at=datetime.combine(as_of, time.min))
        journeys = store.journeys(as_of, phone_screen_counts=rules.phone_screen_counts)
        report = build_report(
            journeys,
            as_of=as_of,
            events=store.events(as_of),
            aggregate=reading.aggregate,
            flows=store.flows(),
            benchmarks=chosen_benchmarks(rules.interview_range, rules.offer_range),
            mature_days=rules.mature_days,
            silence_days=rules.silence_days,
            phone_screen_counts=rules.phone_screen_counts,
            changes=[Change(name, start, end, Measure(moves)) for name, start, end, moves in changes],
        )
    return Analysis(reading, (*reading.problems, *plan.problems), journeys, report, report.segments)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileUnreadableError(f"There is no file {path}.", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise FileUnreadableError(f"{path} is a folder.", "Name the tracker file inside it.") from None
    except PermissionError:
        raise FileUnreadableError(f"{path} may not be read.", "Check who is allowed to open it.") from None
    except (OSError, ValueError) as error:
        raise FileUnreadableError(
            f"{path} cannot be read ({error}).", "Copy it to this computer and try again."
        ) from None


def _narrow() -> bool:
    """Whether the output cannot take every letter, so that JSON must escape them."""
    return not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


def _problem(problem: ImportProblem) -> dict[str, Any]:
    names = ("code", "row", "column", "value", "message", "remedy", "set_aside")
    return {name: getattr(problem, name) for name in names}


def _question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "text": question.text,
        "options": [{"value": option.value, "label": option.label} for option in question.options],
        "key": question.key,
        "subject": question.subject,
        "needed": question.needed,
        "examples": question.examples,
    }


def _text(analysis: Analysis) -> Iterator[str]:
    reading = analysis.reading
    yield from paragraph(
        f"{reading.name}: {counted(reading.rows, 'row')}; {number(reading.accepted)} taken, {number(reading.merged)} "
        f"merged with another row, {number(reading.set_aside)} set aside."
    )
    if analysis.report is not None:
        yield from report_text(analysis.report, analysis.segments)
        yield from _told(analysis.problems)
    yield from _asked("The file needs an answer", [each for each in reading.questions if each.needed])
    if analysis.report is not None:
        yield from _asked("Questions that would make it more exact", list(reading.questions))


def _asked(title: str, questions: list[Question]) -> Iterator[str]:
    if not questions:
        return
    yield from heading(title)
    for question in questions:
        yield from paragraph(question.text)
        if question.examples:
            yield from paragraph(f"For example: {', '.join(question.examples)}", "  ")
        for option in question.options:
            yield from bullet(f'{option.label}: --answer "{question.key}={option.value}"')


def _told(problems: tuple[ImportProblem, ...]) -> Iterator[str]:
    if not problems:
        return
    yield from heading("About the file")
    for problem in problems[:_PROBLEMS_SHOWN]:
        row = "" if problem.row is None else f"Row {problem.row}: "
        yield from bullet(f"{row}{problem.message} {problem.remedy}".strip())
    left = len(problems) - _PROBLEMS_SHOWN
    if left > 0:
        yield from paragraph(f"And {left} more; --format json lists them all.", "  ")
