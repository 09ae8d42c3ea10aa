"""How a dropped file was understood (questions, rows set aside, columns, status words) and ways to correct it."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from data.problems import QuestionCode
from data.schema import Field, Stage
from pages.ui import names, session, show, text
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.plans import ColumnGuess, ImportPlan, StageReading, TrackerReading
    from data.problems import ImportProblem, Question

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet program would run what starts with one of these
SHORT_LIST: Final = 30  # rows that can be read as a table; more are easier to search in a grid
MOST_REASONS: Final = 5  # reasons to name above a long list
FEW_OPTIONS: Final = 6  # options that can stand side by side; more go into a list to choose from
_NOT_APPLIED: Final = "not_applied"
# Column meanings a person may choose: every field, and for a column that stands for one stage, the stage.
_FIELD_LABELS: Final = {str(field): label for field, label in names.FIELDS.items() if field is not Field.STAGE_DATE} | {
    f"stage:{stage}": text.stage_column(label) for stage, label in names.STAGES.items()
}
_STAGE_LABELS: Final = {str(stage): label for stage, label in names.STAGES.items()} | {_NOT_APPLIED: text.NOT_APPLIED}


def questions(reading: TrackerReading, digest: str) -> None:
    """Ask what only the person can know. Nothing is chosen beforehand where an answer is needed."""
    if reading.blocked:
        st.warning(text.ANSWER_FIRST, icon=":material/help:")
    for question in reading.questions:
        if question.needed or question.key in session.answers(digest).choices:
            _question(question, digest)
    if len(reading.tables) > 1:
        _which_table(reading, digest)


def to_check(reading: TrackerReading, digest: str) -> None:
    """Offer the questions that may stay open, because a careful reading of the file was possible without them."""
    optional = [question for question in reading.questions if not question.needed]
    asked = [question for question in optional if question.key not in session.answers(digest).choices]
    if asked:
        with st.expander(text.to_check_title(len(asked)), icon=":material/help:"):
            for question in asked:
                _question(question, digest)


def remarks(plan: ImportPlan) -> None:
    """Show every row that was set aside and every remark, with reason and remedy, and offer the list as CSV."""
    problems = (*plan.reading.problems, *plan.problems)
    if not problems:
        st.caption(text.SET_ASIDE_NONE)
        return
    title = text.remarks_title(plan.reading.set_aside, sum(not problem.set_aside for problem in problems))
    with st.expander(title, icon=":material/rule:", expanded=plan.reading.set_aside > 0):
        frame = problem_frame(problems)
        if len(frame) <= SHORT_LIST:
            # A table wraps its sentences, which a phone needs, but reads Markdown.
            shown = frame[[text.ROW, text.WHY, text.REMEDY]].astype(object).map(_cell)
            st.table(shown, hide_index=True, border="horizontal", alt=title)
        else:
            st.table(_by_reason(frame), hide_index=True, border="horizontal", alt=title)
            st.dataframe(frame, hide_index=True, alt=title)
        st.download_button(
            text.REMARKS_DOWNLOAD,
            # Made when it is asked for: a file made beforehand is gone while the next run of the page still links it.
            partial(spreadsheet_csv, frame),
            file_name=f"{plan.reading.name}.remarks.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def columns(reading: TrackerReading, digest: str) -> None:
    """Show what each column was understood as; choosing another meaning changes the plan at once."""
    if not reading.columns:
        return
    with st.expander(text.COLUMNS_TITLE, icon=":material/view_column:"):
        st.caption(text.COLUMNS_HELP)
        headers = [guess.header for guess in reading.columns]
        frame = pd.DataFrame(
            {
                text.COLUMN: headers,
                text.MEANING: [column_meaning(guess) for guess in reading.columns],
                text.EXAMPLES: [" | ".join(guess.examples[:3]) for guess in reading.columns],
                text.WHY: [guess.date_evidence or guess.reason for guess in reading.columns],
            }
        )
        options = list(dict.fromkeys([*_FIELD_LABELS.values(), *frame[text.MEANING]]))
        _editor(frame, options, digest, "fields", headers)


def statuses(reading: TrackerReading, digest: str) -> None:
    """Show what each status word was understood as; choosing another stage changes the plan at once."""
    if not reading.statuses:
        return
    unsure = any(status.unsure for status in reading.statuses)
    with st.expander(text.STATUSES_TITLE, icon=":material/label:", expanded=unsure):
        st.caption(text.STATUSES_HELP)
        values = [status.value for status in reading.statuses]
        frame = pd.DataFrame(
            {
                text.WORD: values,
                text.MEANING: [status_meaning(status) for status in reading.statuses],
                text.ROWS: [status.rows for status in reading.statuses],
                text.WHY: [status.unsure for status in reading.statuses],
            }
        )
        options = list(dict.fromkeys([*_STAGE_LABELS.values(), *frame[text.MEANING]]))
        _editor(frame, options, digest, "stages", values)


def column_meaning(guess: ColumnGuess) -> str:
    """Return the meaning of a column in words."""
    if guess.stage is not None:
        return text.stage_column(names.STAGES[guess.stage])
    return names.FIELDS[guess.field]


def status_meaning(status: StageReading) -> str:
    """Return the meaning of a status word: its stages in order."""
    if not status.applied:
        return text.NOT_APPLIED
    return ", then ".join(names.STAGES[Stage(stage)] for stage in status.stages) or text.NOT_KNOWN


def problem_frame(problems: Sequence[ImportProblem]) -> pd.DataFrame:
    """Return problems as a table for people, rows set aside first, in the order of the file."""
    ordered = sorted(problems, key=lambda problem: (not problem.set_aside, problem.row or 0))
    return pd.DataFrame(
        {
            text.ROW: pd.array([problem.row for problem in ordered], dtype="Int64"),
            text.SET_ASIDE: [text.YES if problem.set_aside else "" for problem in ordered],
            text.WHY: [problem.message for problem in ordered],
            text.REMEDY: [problem.remedy for problem in ordered],
            text.COLUMN: [problem.column or "" for problem in ordered],
            text.VALUE: [problem.value or "" for problem in ordered],
        }
    )


def _by_reason(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the most frequent reasons of a long list, with the number of rows each."""
    counts = frame.groupby([text.WHY, text.REMEDY], sort=False).size().sort_values(ascending=False, kind="stable")
    reasons = counts.head(MOST_REASONS).rename(text.ROWS).reset_index()
    return reasons[[text.ROWS, text.WHY, text.REMEDY]].astype(object).map(_cell)


def _cell(value: Any) -> str:
    return "" if pd.isna(value) else plain(str(value))


def spreadsheet_safe(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with an apostrophe before text that a spreadsheet program would run as a formula."""
    return frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell)


def spreadsheet_csv(frame: pd.DataFrame) -> bytes:
    """Return the frame as CSV that spreadsheet programs open safely, with the mark Excel needs to see UTF-8."""
    return spreadsheet_safe(frame).to_csv(index=False).encode("utf-8-sig")


def _editor(frame: pd.DataFrame, options: list[str], digest: str, kind: str, subjects: list[str]) -> None:
    # The key holds the rows: when other rows appear, an edit of row 3 must not land on another word.
    rows = hashlib.sha256("\n".join(subjects).encode()).hexdigest()[:12]
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=[str(column) for column in frame if column != text.MEANING],
        column_config={text.MEANING: st.column_config.SelectboxColumn(options=options, required=True, width="medium")},
        key=f"{kind}-{digest[:12]}-{rows}",
        alt=text.COLUMNS_TITLE if kind == "fields" else text.STATUSES_TITLE,
    )
    if _note(kind, subjects, frame[text.MEANING], edited[text.MEANING], digest):
        st.rerun()


def _note(kind: str, subjects: list[str], shown: pd.Series, chosen: pd.Series, digest: str) -> bool:
    """Note every meaning that was changed; whether there was one that is not noted yet."""
    labels = _FIELD_LABELS if kind == "fields" else _STAGE_LABELS
    values = {label: value for value, label in labels.items()}
    given = getattr(session.answers(digest), kind)
    changed = False
    for name, before, after in zip(subjects, shown, chosen, strict=True):
        value = values.get(after)
        if before != after and value is not None and given.get(name) != value:
            session.add_answer(digest, kind, value, name)
            changed = True
    return changed


def _question(question: Question, digest: str) -> None:
    key = f"ask-{digest[:12]}-{question.key}"
    own = _FIELD_LABELS | _STAGE_LABELS
    labels = {option.value: own.get(option.value, option.label) for option in question.options}
    given = _given(question, digest)
    few = len(labels) <= FEW_OPTIONS
    # Options of a radio are Markdown, those of a list are plain text.
    shown = {value: plain(label) for value, label in labels.items()} if few else labels
    with st.container(border=True):
        ask: Any = st.radio if few else st.selectbox
        ask(
            plain(question.text),
            list(labels),
            index=list(labels).index(given) if given in labels else None,
            format_func=shown.__getitem__,
            key=key,
            on_change=_answered,
            args=(question, key, digest),
        )
        if question.examples:
            show.small(text.examples(question.examples))


def _given(question: Question, digest: str) -> str | None:
    return session.answers(digest).choices.get(question.key)


def _answered(question: Question, key: str, digest: str) -> None:
    """Note the answer under the question, and where the reader looks for answers of its kind."""
    value = session.widget(key)
    session.add_answer(digest, "choices", value, question.key)
    if question.code is QuestionCode.DATE_ORDER and not question.subject:
        session.add_answer(digest, "date_order", value)
    elif question.code is QuestionCode.WHICH_TABLE:
        session.add_answer(digest, "table", value)
    elif question.code is QuestionCode.STATUS_MEANING:
        session.add_answer(digest, "stages", value, question.subject)
    elif question.code is QuestionCode.COLUMN_MEANING:
        session.add_answer(digest, "fields", value, question.subject)


def _which_table(reading: TrackerReading, digest: str) -> None:
    key, tables = f"table-{digest[:12]}", list(reading.tables)
    st.selectbox(
        text.TABLE_CHOICE,
        tables,
        index=tables.index(reading.table) if reading.table in tables else 0,
        key=key,
        on_change=_table_chosen,
        args=(key, digest),
    )


def _table_chosen(key: str, digest: str) -> None:
    session.add_answer(digest, "table", session.widget(key))
