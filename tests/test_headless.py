"""The headless command: what it prints, its exit codes, and that nothing fed to it ends in a traceback."""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import journeys_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import headless
from analytics.__main__ import main
from analytics.jsonform import plain, report_json
from analytics.report import build_report
from analytics.results import Verdict
from analytics.textform import printable, report_text
from data.importing import read_tracker
from data.problems import Option, Question, QuestionCode

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2025-06-30"

TRACKER = """\
Company,Role,Date applied,Status
Aster,Analyst,2025-03-03,Rejected
Birch,Analyst,2025-03-04,Interview
Cedar,Analyst,2025-03-05,Offer
Dahlia,Analyst,2025-03-06,Applied
Fern,Analyst,2025-03-07,Wishlist
Elder,Analyst,soon,Applied
"""
DAY_OR_MONTH = """\
Company,Role,Date applied,Status
Aster,Analyst,03/04/2025,Rejected
Birch,Analyst,05/04/2025,Interview
Cedar,Analyst,02/05/2025,Applied
"""
NO_STATUS = "Company,Role,Date applied\nAster,Analyst,2025-03-03\nBirch,Clerk,2025-03-04\n"

TOP = "as_of source problems questions counts first_applied last_applied ratios suggestions"
COUNTS = "applications answered interviewed interview_rounds offers accepted rejected withdrawn no_response open"
RATIOS = (
    "response application_to_interview interview_to_offer process_to_offer interviews_per_offer application_to_offer"
)
RATIO = "successes trials mature_trials estimate low high level unit verdict leaning benchmark reason"


@pytest.fixture
def tracker(tmp_path: Path) -> Callable[[str], str]:
    """Write a file and give its path."""

    def write(content: str | bytes, name: str = "tracker.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command in this process: exit code, stdout, stderr."""

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--as-of", AS_OF] if "--as-of" not in arguments else arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def report(run) -> Callable[..., dict]:
    """Run with JSON output and expect a report."""

    def command(*arguments: str) -> dict:
        code, out, err = run(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out, parse_constant=_no_constant)

    return command


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


# --------------------------------------------------------------------------------------------------------------------
# The report


def test_json_has_every_documented_key(report, tracker) -> None:
    found = report(tracker(TRACKER))
    assert set(TOP.split()) <= set(found)
    assert {"file", "rows", "accepted", "set_aside", "merged"} <= set(found["source"])
    assert set(COUNTS.split()) <= set(found["counts"])
    assert set(found["ratios"]) == set(RATIOS.split())
    assert all(set(RATIO.split()) <= set(ratio) for ratio in found["ratios"].values())
    assert all({"code", "row", "column", "value", "message", "remedy"} <= set(each) for each in found["problems"])
    assert all({"id", "title", "documents", "evidence"} <= set(each) for each in found["suggestions"])


def test_json_says_what_the_file_says(report, tracker) -> None:
    found = report(tracker(TRACKER))
    assert found["as_of"] == AS_OF
    source = found["source"]
    assert source["file"] == "tracker.csv"
    assert source["rows"] == source["accepted"] + source["merged"] + source["set_aside"]
    assert source["set_aside"] >= 1
    assert [found["counts"][name] for name in ("applications", "offers", "rejected")] == [5, 1, 1]
    assert (found["first_applied"], found["last_applied"]) == ("2025-03-03", "2025-03-06")
    assert {problem["row"] for problem in found["problems"]} >= {6, 7}
    assert found["suggestions"][0]["id"] == "routine"
    assert found["suggestions"][0]["documents"][0]["title"]


def test_benchmark_and_verdict_stand_beside_the_ratio(report, tracker) -> None:
    ratio = report(tracker(TRACKER))["ratios"]["application_to_interview"]
    assert (ratio["benchmark"]["low"], ratio["benchmark"]["high"]) == (0.02, 0.03)
    assert "Rejection After a Job Interview" in ratio["benchmark"]["source"]
    assert ratio["verdict"] in {"below", "within", "above", "too_early"}
    assert ratio["level"] == 0.9


def test_unknown_is_null_and_never_zero(report, tracker) -> None:
    found = report(tracker(NO_STATUS))
    assert found["counts"]["applications"] == 2
    assert [found["counts"][name] for name in ("interviewed", "offers", "rejected", "no_response")] == [None] * 4
    assert found["ratios"]["application_to_interview"]["successes"] is None
    assert found["suggestions"][0]["id"] == "record_outcomes"


def test_same_command_prints_the_same(run, tracker) -> None:
    path = tracker(TRACKER)
    assert run(path, "--format", "json") == run(path, "--format", "json")


def test_text_shows_counts_interval_verdict_definition_and_sources(run, tracker) -> None:
    code, out, err = run(tracker(TRACKER))
    assert (code, err) == (0, "")
    for part in ("Applications", "90 % interval", "Verdict: ", "Definition: ", "source: ", "Advised by: ", "Row 7: "):
        assert part in out, part
    assert max(len(line) for line in out.splitlines()) <= 88


def test_text_says_unknown_where_the_file_cannot_say(run, tracker) -> None:
    _, out, _ = run(tracker(NO_STATUS))
    assert "unknown: the file cannot say" in out


def test_as_of_is_today_unless_given(tracker, capsys) -> None:
    code = main([tracker(TRACKER), "--format", "json"])
    assert code == 0
    assert json.loads(capsys.readouterr().out)["as_of"] >= "2025-11-01"


def test_the_persons_history_is_not_touched(report, tracker) -> None:
    report(tracker(TRACKER))
    assert not Path(os.environ["REBOUND_DATABASE"]).exists()


# --------------------------------------------------------------------------------------------------------------------
# Questions and answers


def test_a_question_ends_with_3_and_is_printed_as_json(run, tracker) -> None:
    code, out, err = run(tracker(DAY_OR_MONTH), "--format", "json")
    found = json.loads(out)
    assert code == 3
    assert [question["code"] for question in found["questions"] if question["needed"]] == ["date_order"]
    assert {option["value"] for option in found["questions"][0]["options"]} == {"day-first", "month-first"}
    assert "counts" not in found
    assert err.count("\n") == 1
    assert found["questions"][0]["text"] in err


def test_a_question_in_text_says_how_to_answer_it(run, tracker) -> None:
    code, out, err = run(tracker(DAY_OR_MONTH))
    assert code == 3
    assert '--answer "date_order' in out
    assert err.count("\n") == 1


@pytest.mark.parametrize("answer", [["--dates", "day-first"], "printed"])
def test_an_answer_gives_the_report(run, report, tracker, answer) -> None:
    path = tracker(DAY_OR_MONTH)
    if answer == "printed":
        question = json.loads(run(path, "--format", "json")[1])["questions"][0]
        answer = ["--answer", f"{question['key']}=day-first"]
    assert report(path, *answer)["first_applied"] == "2025-04-03"


def test_many_problems_are_summed_up_in_text_and_complete_in_json(run, report, tracker) -> None:
    rows = [f"C{n},Clerk,2025-03-{1 + n % 28:02},Rejected" for n in range(150)]
    rows += [f"D{n},Clerk,soon {n},Applied" for n in range(25)]
    path = tracker("\n".join(["Company,Role,Date applied,Status", *rows]))
    assert len(report(path)["problems"]) >= 25
    _, out, _ = run(path)
    assert "more; --format json lists them all." in out


def test_the_answer_to_a_question_about_a_word_or_a_column_counts(report, tracker) -> None:
    content = "Company,Role,Wann,Lage\nAster,Analyst,2025-03-03,Blau\nBirch,Analyst,2025-03-04,Blau\n"
    answers = ("column_meaning:Wann=applied", "column_meaning:Lage=status", "status_meaning:Blau=interview")
    found = report(tracker(content), *(part for answer in answers for part in ("--answer", answer)))
    assert found["counts"]["interviewed"] == 2


def test_dates_can_be_month_first(report, tracker) -> None:
    assert report(tracker(DAY_OR_MONTH), "--dates", "month-first")["first_applied"] == "2025-02-05"


def test_map_and_status_say_what_columns_and_words_mean(report, tracker) -> None:
    content = "Company,Role,Wann,Lage\nAster,Analyst,2025-03-03,Blau\nBirch,Analyst,2025-03-04,Gelb = gut\n"
    found = report(
        tracker(content),
        *("--map", "applied=Wann", "--map", "status=Lage"),
        *("--status", "Blau=rejected", "--status", "Gelb = gut=interview"),
    )
    assert [found["counts"][name] for name in ("applications", "interviewed", "rejected")] == [2, 1, 1]


# --------------------------------------------------------------------------------------------------------------------
# Arguments and files that cannot be used


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-of", "yesterday"], "YYYY-MM-DD"),
        (["--format", "xml"], "invalid choice"),
        (["--dates", "year-first"], "invalid choice"),
        (["--map", "company"], "left=right"),
        (["--map", "boss=Company"], "is no field of --map"),
        (["--status", "Applied=maybe"], "is no stage of --status"),
        (["--answer", "date_order"], "left=right"),
        (["--colour"], "--help"),
    ],
)
def test_an_argument_that_cannot_be_used_is_one_sentence(run, tracker, arguments, words) -> None:
    code, out, err = run(tracker(TRACKER), *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_no_file_named_is_one_sentence(run) -> None:
    code, _, err = run()
    assert code == 2
    assert "FILE" in err


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"\x00\x01\x02\xff" * 50, "noise.csv"),
        (b"PK\x03\x04 damaged", "damaged.xlsx"),
        (b"%PDF-1.4 not a tracker", "letter.pdf"),
    ],
)
def test_a_file_that_is_no_tracker_is_refused_in_one_sentence(run, tracker, content, name) -> None:
    code, out, err = run(tracker(content, name))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "did not expect" not in err


def test_a_missing_file_a_folder_and_a_forbidden_file(run, tmp_path, monkeypatch) -> None:
    code, _, err = run(str(tmp_path / "none.csv"))
    assert code == 2
    assert "There is no file" in err
    code, _, err = run(str(tmp_path))
    assert code == 2
    assert "is a folder" in err
    monkeypatch.setattr(Path, "read_bytes", _forbidden)
    code, _, err = run(str(tmp_path / "locked.csv"))
    assert code == 2
    assert "may not be read" in err
    code, _, err = run("a\0b.csv")
    assert code == 2


def _forbidden(_: Path) -> bytes:
    raise PermissionError


def test_a_name_that_no_system_allows(run) -> None:
    code, _, err = run("a\0b.csv")
    assert code == 2
    assert "cannot be read" in err


def test_what_nobody_expected_is_a_sentence_and_visible_on_request(run, tracker, monkeypatch) -> None:
    monkeypatch.setattr("analytics.headless.run", _broken)
    code, out, err = run(tracker(TRACKER))
    assert (code, out) == (1, "")
    assert err == (
        "Rebound met something it did not expect (ZeroDivisionError). "
        "Please report it with a file that shows it; REBOUND_DEBUG=1 prints the details.\n"
    )
    monkeypatch.setenv("REBOUND_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(tracker(TRACKER))


def _broken(_: object) -> int:
    return 1 // 0


def test_stopping_it_is_no_error(run, tracker, monkeypatch) -> None:
    monkeypatch.setattr("analytics.headless.run", _stopped)
    assert run(tracker(TRACKER)) == (130, "", "")


def _stopped(_: object) -> int:
    raise KeyboardInterrupt


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(content=st.binary(max_size=300))
def test_no_bytes_end_in_a_traceback(tmp_path, content) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as debugging:
        debugging.setenv("REBOUND_DEBUG", "1")
        assert main([str(path), "--as-of", AS_OF]) in {0, 2, 3}


# --------------------------------------------------------------------------------------------------------------------
# As a command of its own


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "analytics", *arguments],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_narrow_terminal_gets_question_marks_and_valid_json(tracker) -> None:
    path = tracker(TRACKER.replace("Aster,Analyst,2025-03-03", "Ästér 公司,Analyst,bald “x”"))
    plain_terminal = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    text = command(path, "--as-of", AS_OF, **plain_terminal)
    assert (text.returncode, text.stderr) == (0, b"")
    form = json.loads(command(path, "--format", "json", **plain_terminal).stdout)
    assert "bald “x”" in [each["value"] for each in form["problems"]]


def test_a_reader_that_leaves_early_is_no_error(tracker) -> None:
    script = f'"{sys.executable}" -m analytics "{tracker(TRACKER)}" --as-of {AS_OF} | head -n 1'
    done = subprocess.run(["sh", "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_help_is_quick_and_loads_neither_pages_nor_statistics() -> None:
    code = (
        "import sys; from analytics.__main__ import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'streamlit', 'plotly', 'pandas', 'scipy', 'duckdb'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "exit codes: 0 report" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_report_loads_no_page_and_no_slow_statistics(tracker) -> None:
    code = (
        "import sys; from analytics.__main__ import main\n"
        f"code = main([{tracker(TRACKER)!r}, '--as-of', '{AS_OF}'])\n"
        "print(code, sorted({'streamlit', 'plotly', 'statsmodels', 'scipy.stats'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_it_runs_as_a_module_in_this_process(tracker, monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "argv", ["analytics", tracker(TRACKER), "--as-of", AS_OF])
    monkeypatch.delitem(sys.modules, "analytics.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("analytics", run_name="__main__", alter_sys=True)
    assert ended.value.code == 0
    assert "Where you stand" in capsys.readouterr().out


def test_output_may_be_any_stream(tracker, monkeypatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert main([tracker(TRACKER), "--as-of", AS_OF, "--format", "json"]) == 0
    assert json.loads(out.getvalue())["counts"]["applications"] == 5


def test_a_pipe_that_nobody_reads_is_no_error(tracker, monkeypatch, capsys) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main([tracker(TRACKER), "--as-of", AS_OF]) == 0
    assert capsys.readouterr().err == ""


# --------------------------------------------------------------------------------------------------------------------
# Forms


def test_plain_values_of_every_kind() -> None:
    nothing = float("nan")
    assert plain({"a": Verdict.BELOW, "b": [nothing, float("inf"), 1 / 3], "c": frozenset({2})}) == {
        "a": "below",
        "b": [None, None, 0.333333],
        "c": [2],
    }
    assert plain(True) is True
    assert json.dumps(plain((Verdict.ABOVE, Path("x"), None))) == '["above", "x", null]'


def test_numbers_of_numpy_become_plain() -> None:
    frame = journeys_of("A1 applied 2025-03-03", AS_OF)
    assert type(plain(frame["reached_offer"].iloc[0])) is bool
    assert plain(frame["days_open"].to_numpy(dtype="int64")[0]) == 119


def test_an_empty_history_has_a_whole_report() -> None:
    empty = build_report(journeys_of("", AS_OF), as_of=date.fromisoformat(AS_OF))
    form = report_json(empty)
    assert form["counts"]["applications"] == 0
    assert form["ratios"]["application_to_interview"]["estimate"] is None
    text = "\n".join(report_text(empty))
    assert "not defined yet" in text
    assert "nan" not in text.lower()


def test_text_shows_three_suggestions_in_full_and_names_the_others() -> None:
    rows = [f"A{n} applied 2025-04-{1 + n:02}" for n in range(20)]
    rows += [
        "B1 applied 2025-05-01 | interview 2025-05-20 | rejected 2025-06-28",
        "B2 applied 2025-06-01 | interview 2025-06-27",
    ]
    day = date.fromisoformat(AS_OF)
    whole = build_report(journeys_of("\n".join(rows), AS_OF), as_of=day)
    assert len(whole.suggestions) > 3
    text = " ".join(" ".join(report_text(whole)).split())
    shown, named = text.split("Also worth a look:")
    assert all(f"{place}. {each.title}" in shown for place, each in enumerate(whole.suggestions[:3], start=1))
    assert all(each.title in named for each in whole.suggestions[3:])


def test_a_question_that_may_wait_stands_below_the_report(tracker) -> None:
    day, path = date.fromisoformat(AS_OF), Path(tracker(TRACKER))
    may_wait = Question(
        QuestionCode.STATUS_MEANING, "What is “Hold”?", (Option("applied", "Open"),), "Hold", needed=False
    )
    reading = replace(read_tracker(path.read_bytes(), path.name, as_of=day), questions=(may_wait,))
    text = "\n".join(headless._text(headless._analysed(reading, day)))
    assert text.index("Where you stand") < text.index("What is “Hold”?")
    assert '- Open: --answer "status_meaning:Hold=applied"' in text


@given(st.text())
def test_no_text_of_a_file_can_steer_the_terminal(text: str) -> None:
    assert not {unicodedata.category(char) for char in printable(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
