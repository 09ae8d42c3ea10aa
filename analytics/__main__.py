"""The headless command: `python -m analytics FILE`. See `analytics.headless` for what it prints and its exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from data.errors import ReboundError
from data.plans import Answers
from data.preferences import DEFAULTS, with_choices
from data.problems import QuestionCode
from data.schema import Field, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.headless import Request
    from data.preferences import Preferences

STOPPED: Final = 130
UNFORESEEN: Final = 1
UNUSABLE: Final = 2
_NOT_APPLIED: Final = "not_applied"
_CHANGEABLE: Final = ("application_to_interview", "interview_to_offer")
_EPILOG: Final = """\
exit codes: 0 report, 1 an error in Rebound itself, 2 unusable arguments or file, 3 the file needs an answer

Nothing is written: the file is read into memory only, and your history in the app is not touched.
"""


class ArgumentError(ReboundError):
    """An argument that cannot be used, with the remedy."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ArgumentError(f"{message[:1].upper()}{message[1:]}.", "See: python -m analytics --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code and never raises for anything a person or a file can do wrong."""
    _tolerate_any_terminal()
    try:
        code = _run(argv)
        sys.stdout.flush()
    except ReboundError as error:
        print(error, file=sys.stderr)
        code = UNUSABLE
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        code = STOPPED
    except Exception as error:  # the last resort: a sentence, never a traceback
        if os.environ.get("REBOUND_DEBUG"):
            raise
        kind = type(error).__name__
        print(f"Rebound met something it did not expect ({kind}). {_LAST_RESORT}", file=sys.stderr)
        code = UNFORESEEN
    return code


_LAST_RESORT: Final = "Please report it with a file that shows it; REBOUND_DEBUG=1 prints the details."


def _run(argv: Sequence[str] | None) -> int:
    arguments = _parser().parse_args(argv)
    request = _request(arguments)
    from analytics.headless import run  # noqa: PLC0415 - a wrong argument is told without loading pandas

    return run(request)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m analytics",
        description="Analyse a job search tracker without a browser.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="the tracker: CSV, spreadsheet, JSON, Markdown, ZIP or Sankey text")
    add("--as-of", metavar="DATE", help="look at the history as of this day, YYYY-MM-DD (default: today)")
    add("--format", choices=("text", "json"), default="text", help="what to print (default: text)")
    add("--dates", choices=("day-first", "month-first"), help="order of dates such as 03/04/2025")
    add("--map", action="append", default=[], metavar="FIELD=COLUMN", help="what a column means; may be repeated")
    add("--status", action="append", default=[], metavar="WORD=STAGE", help="what a status means; may be repeated")
    add("--sheet", metavar="NAME", help="which sheet or table of the file to read")
    add("--answer", action="append", default=[], metavar="KEY=VALUE", help="answer to a question; may be repeated")
    add(
        "--change",
        action="append",
        default=[],
        metavar="NAME=DATE[..DATE][:RATIO]",
        help="a change of strategy to judge, from its first day (to its last); may be repeated",
    )
    add("--interview-range", metavar="LOW..HIGH", help="own range: percent of applications that lead to an interview")
    add("--offer-range", metavar="LOW..HIGH", help="own range: interviews for one offer")
    add("--no-phone-screens", action="store_true", help="a phone screen is no interview")
    add("--mature-days", metavar="DAYS", type=int, help="count only applications this old in the interview rate")
    add("--silence-days", metavar="DAYS", type=int, help="presume no answer from this day of silence on")
    return parser


def _request(arguments: argparse.Namespace) -> Request:
    from analytics.headless import Request  # noqa: PLC0415 - as in _run

    choices = dict(_pair(text, "--answer", last=True) for text in arguments.answer)
    answers = _answers(arguments, choices)
    as_json, changes = arguments.format == "json", tuple(_change(text) for text in arguments.change)
    return Request(Path(arguments.file), _day(arguments.as_of), as_json, answers, changes, _rules(arguments))


def _rules(arguments: argparse.Namespace) -> Preferences:
    """The same choices as on the page Benchmarks and settings."""
    return with_choices(
        DEFAULTS,
        interview_range=_span(arguments.interview_range, "--interview-range", 100),
        offer_range=_span(arguments.offer_range, "--offer-range", 1),
        phone_screen_counts=not arguments.no_phone_screens,
        mature_days=arguments.mature_days,
        silence_days=arguments.silence_days,
    )


def _span(text: str | None, option: str, whole: float) -> tuple[float, float] | None:
    """A range such as "2..3"; `whole` is what counts as 1."""
    if text is None:
        return None
    low, _, high = text.partition("..")
    try:
        return float(low) / whole, float(high or low) / whole
    except ValueError:
        raise ArgumentError(f"{option} {text!r} is no range.", "Write it as LOW..HIGH, two numbers.") from None


def _answers(arguments: argparse.Namespace, choices: Mapping[str, str]) -> Answers:
    """Everything said on the command line. An answer to a question counts as the option that says the same."""
    fields, stages = _split(choices, QuestionCode.COLUMN_MEANING), _split(choices, QuestionCode.STATUS_MEANING)
    for text in arguments.map:
        name, column = _pair(text, "--map")
        fields[column] = name
    for text in arguments.status:
        word, stage = _pair(text, "--status", last=True)
        stages[word] = stage
    _check(fields.values(), {*Field, *(f"stage:{stage}" for stage in Stage)}, "field of --map")
    _check(stages.values(), {*Stage, _NOT_APPLIED}, "stage of --status")
    return Answers(
        table=arguments.sheet or choices.get(QuestionCode.WHICH_TABLE),
        fields=fields,
        stages=stages,
        date_order=arguments.dates or choices.get(QuestionCode.DATE_ORDER),
        choices=dict(choices),
    )


def _change(text: str) -> tuple[str, date, date | None, str]:
    """A change of strategy: its name, first and last day, and the ratio it is meant to move."""
    name, said = _pair(text, "--change", last=True)
    days, _, moves = said.partition(":")
    start, _, end = days.partition("..")
    moves = moves.strip() or _CHANGEABLE[0]
    _check([moves], _CHANGEABLE, "ratio of --change")
    first, last = _day(start.strip(), "--change"), _day(end.strip(), "--change") if end.strip() else None
    if last is not None and last < first:
        raise ArgumentError(f"--change {text!r} ends before it begins.", "Write the first day first.")
    return name, first, last, moves


def _split(choices: Mapping[str, str], code: QuestionCode) -> dict[str, str]:
    """The answers to questions of one kind, by their subject."""
    start = f"{code}:"
    return {key.removeprefix(start): value for key, value in choices.items() if key.startswith(start)}


def _pair(text: str, option: str, *, last: bool = False) -> tuple[str, str]:
    """Split at the first equals sign, or the last one where the left side is free text."""
    left, sign, right = text.rpartition("=") if last else text.partition("=")
    if not sign or not left.strip() or not right.strip():
        raise ArgumentError(f"{option} {text!r} has no two sides.", f'Write it as {option} "left=right".')
    return left.strip(), right.strip()


def _check(given: Iterable[str], allowed: Iterable[str], what: str) -> None:
    known = sorted(str(word) for word in allowed)
    for word in given:
        if word not in known:
            raise ArgumentError(f"{word!r} is no {what}.", f"Known are: {', '.join(known)}.")


def _day(text: str | None, option: str = "--as-of") -> date:
    if text is None:
        return date.today()  # noqa: DTZ011 - the day on the person's own calendar
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentError(f"{option} {text!r} is no date.", "Write it as YYYY-MM-DD.") from None


def _tolerate_any_terminal() -> None:
    """A letter that the terminal lacks becomes a question mark instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


if __name__ == "__main__":
    if not os.environ.get("REBOUND_DEBUG"):
        import warnings

        warnings.simplefilter("ignore")  # notes of libraries to programmers say nothing to a reader of the report
    sys.exit(main())
