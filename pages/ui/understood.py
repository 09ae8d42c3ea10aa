"""How a dropped file was understood and what would be added: questions, the preview, rows set aside and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from data.problems import ProblemCode, QuestionCode
from data.schema import Stage
from pages.ui import names, session, show, text, text_import
from pages.ui.mapping import FIELD_LABELS, STAGE_LABELS
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.plans import ImportPlan, TrackerReading
    from data.problems import ImportProblem, Question

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet program would run what starts with one of these
SHORT_LIST: Final = 12  # rows that can be read as a table; of more, the reasons are named and the rows downloaded
MOST_REASONS: Final = 5  # reasons to name in place of a long list
FEW_OPTIONS: Final = 6  # options that can stand side by side; more go into a list to choose from
PREVIEWED: Final = 200  # applications of the preview; the download holds all
MAPPED: Final = (QuestionCode.STATUS_MEANING, QuestionCode.COLUMN_MEANING)  # can be answered in the mapping as well


def questions(reading: TrackerReading, digest: str) -> None:
    """Ask what only the person can know. Nothing is chosen beforehand where an answer is needed."""
    if reading.blocked:
        needed = sum(question.needed for question in reading.questions)
        st.warning(text_import.answers_first(needed), icon=":material/help:")
    for question in reading.questions:
        if question.needed or question.key in session.answers(digest).choices:
            _question(question, digest)


def to_check(reading: TrackerReading, digest: str) -> None:
    """Offer the questions that may stay open; those about columns and words are asked in the mapping."""
    optional = [question for question in reading.questions if not question.needed and question.code not in MAPPED]
    asked = [question for question in optional if question.key not in session.answers(digest).choices]
    if asked:
        with st.expander(text.to_check_title(len(asked)), icon=":material/help:"):
            for question in asked:
                _question(question, digest)


def which_table(reading: TrackerReading, first: TrackerReading, digest: str) -> None:
    """Offer the other tables of the file; `first` is the file as it is read without any answer."""
    if len(first.tables) < 2:
        return
    key, chosen = f"table-{digest[:12]}-{reading.table}", session.answers(digest).table
    labels = {"": text_import.BY_CONTENT} | {name: name for name in first.tables}
    options = list(labels)
    st.selectbox(
        text.TABLE_CHOICE,
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=labels.__getitem__,
        key=key,
        on_change=_table_chosen,
        args=(key, digest),
    )
    # Several tables may have been read together, so the name of one would not say what was read.
    said = [problem.message for problem in reading.problems if problem.code is ProblemCode.SHEET_SKIPPED]
    show.small(" ".join(said[:MOST_REASONS]))


def preview(plan: ImportPlan) -> None:
    """Show how far the applications of the file came, and what of it is known already."""
    if plan.reading.aggregate is not None:
        return
    with st.container(horizontal=True, gap="xsmall"):
        for label, number in stage_counts(plan).items():
            st.badge(text_import.reached(label, number), color="gray")
    st.caption(text_import.SAYS)
    known = int((~plan.applications["is_new"]).sum())
    show.small(" ".join(filter(None, (text_import.already_there(known), text_import.on_known(*news(plan))))))
    if conflicts := sum(problem.code is ProblemCode.CONFLICT for problem in plan.problems):
        st.info(text_import.disagreeing(conflicts), icon=":material/compare_arrows:")


def stage_counts(plan: ImportPlan) -> dict[str, int]:
    """Return the number of applications at which each stage happened, in the order of the stages."""
    reached = plan.events.groupby("stage", observed=True)["application_id"].nunique()
    return {names.STAGES[stage]: int(reached[stage]) for stage in Stage if stage in reached.index}


def news(plan: ImportPlan) -> tuple[int, int]:
    """Return the number of new events on applications the history knows, and the number of these applications."""
    known = plan.applications.loc[~plan.applications["is_new"], "application_id"]
    added = plan.events[plan.events["is_new"] & plan.events["application_id"].isin(known)]
    return len(added), int(added["application_id"].nunique())


def applications(plan: ImportPlan) -> None:
    """Show the applications of the file as they would be kept, and offer all of them as CSV."""
    if plan.applications.empty:
        return
    with st.expander(text_import.APPLICATIONS_TITLE, icon=":material/list:"):
        st.dataframe(application_frame(plan, PREVIEWED), hide_index=True, alt=text_import.APPLICATIONS_TITLE)
        if len(plan.applications) > PREVIEWED:
            show.small(text_import.more_rows(PREVIEWED, len(plan.applications)))
        _download(text_import.APPLICATIONS_DOWNLOAD, partial(application_frame, plan), f"{plan.reading.name}.plan.csv")


def application_frame(plan: ImportPlan, most: int | None = None) -> pd.DataFrame:
    """Return the first `most` applications for people: row, employer, title, date, what happened, new or known."""
    shown = plan.applications.head(len(plan.applications) if most is None else most)
    events = plan.events[plan.events["application_id"].isin(shown["application_id"])]
    sent = events[events["stage"] == Stage.APPLIED].groupby("application_id")["date"].min()
    labels = events["stage"].astype("str").map({str(stage): label for stage, label in names.STAGES.items()})
    later = events.assign(label=labels)[(events["stage"] != Stage.APPLIED).to_numpy()]
    happened = later.groupby("application_id", sort=False)["label"].agg(lambda told: ", ".join(dict.fromkeys(told)))
    return pd.DataFrame(
        {
            text.ROW: shown["source_row"].to_numpy(),
            text_import.EMPLOYER: shown["company"].fillna("").to_numpy(),
            text_import.JOB: shown["title"].fillna("").to_numpy(),
            text_import.SENT: shown["application_id"].map(sent).dt.strftime("%Y-%m-%d").fillna("").to_numpy(),
            text_import.HAPPENED: shown["application_id"].map(happened).astype("object").fillna("").to_numpy(),
            text_import.IN_HISTORY: shown["is_new"].map({True: text_import.NEW, False: text_import.KNOWN}).to_numpy(),
        }
    )


def remarks(plan: ImportPlan) -> None:
    """Show every row that was set aside, joined or remarked on, with reason and remedy, and offer the list as CSV."""
    problems = (*plan.reading.problems, *plan.problems)
    if not problems:
        st.caption(text.SET_ASIDE_NONE)
        return
    frame = problem_frame(problems)
    kinds = {kind: frame[frame[text_import.KIND] == label] for kind, label in text_import.KINDS.items()}
    sizes = {kind: len(rows) for kind, rows in kinds.items()} | {
        "aside": plan.reading.set_aside,
        "joined": max(plan.reading.merged, len(kinds["joined"])),
    }
    title = text_import.rows_title(*sizes.values())
    with st.expander(title, icon=":material/rule:", expanded=plan.reading.set_aside > 0):
        for kind, rows in kinds.items():
            if len(rows):
                _rows_of(text_import.kind_title(kind, sizes[kind]), rows)
        _download(text.REMARKS_DOWNLOAD, partial(problem_frame, problems), f"{plan.reading.name}.remarks.csv")


def kind_of(problem: ImportProblem) -> str:
    """Return what happened to the row of a problem; keys as in `text_import.KINDS`."""
    if problem.set_aside:
        return "aside"
    return {ProblemCode.CONFLICT: "conflict", ProblemCode.DUPLICATE_ROW: "joined"}.get(problem.code, "remark")


def problem_frame(problems: Sequence[ImportProblem]) -> pd.DataFrame:
    """Return problems as a table for people, rows set aside first, in the order of the file."""
    order = list(text_import.KINDS)
    ordered = sorted(problems, key=lambda problem: (order.index(kind_of(problem)), problem.row or 0))
    return pd.DataFrame(
        {
            text.ROW: pd.array([problem.row for problem in ordered], dtype="Int64"),
            text_import.KIND: [text_import.KINDS[kind_of(problem)] for problem in ordered],
            text.SET_ASIDE: [text.YES if problem.set_aside else "" for problem in ordered],
            text.WHY: [problem.message for problem in ordered],
            text.REMEDY: [problem.remedy for problem in ordered],
            text.COLUMN: [problem.column or "" for problem in ordered],
            text.VALUE: [problem.value or "" for problem in ordered],
        }
    )


def _rows_of(title: str, rows: pd.DataFrame) -> None:
    """Show the rows of one kind; what is the same in all of them is said once."""
    st.markdown(f"**{plain(title)}**")
    short = len(rows) <= SHORT_LIST
    # A table wraps its sentences, which a phone needs, but reads Markdown.
    shown = rows[[text.ROW, text.WHY, text.REMEDY]].astype(object).map(_cell) if short else _by_reason(rows)
    if shown[text.ROW if short else text.ROWS].eq("").all():
        shown = shown.drop(columns=text.ROW)
    remedies = rows[text.REMEDY].unique()
    if len(remedies) == 1:
        shown = shown.drop(columns=text.REMEDY)
    st.table(shown, hide_index=True, border="horizontal", alt=title)
    if len(remedies) == 1:
        show.small(text_import.what_to_do(str(remedies[0])))


def _by_reason(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the most frequent reasons of a long list, with the number of rows each."""
    counts = frame.groupby([text.WHY, text.REMEDY], sort=False).size().sort_values(ascending=False, kind="stable")
    reasons = counts.head(MOST_REASONS).rename(text.ROWS).reset_index()
    return reasons[[text.ROWS, text.WHY, text.REMEDY]].astype(object).map(_cell)


def _cell(value: Any) -> str:
    return "" if pd.isna(value) else plain(str(value))


def _download(label: str, make: partial[pd.DataFrame], name: str) -> None:
    st.download_button(
        label,
        # Made when it is asked for: a file made beforehand is gone while the next run of the page still links it.
        lambda: spreadsheet_csv(make()),
        file_name=name,
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def spreadsheet_safe(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with an apostrophe before text that a spreadsheet program would run as a formula."""
    return frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell)


def spreadsheet_csv(frame: pd.DataFrame) -> bytes:
    """Return the frame as CSV that spreadsheet programs open safely, with the mark Excel needs to see UTF-8."""
    return spreadsheet_safe(frame).to_csv(index=False).encode("utf-8-sig")


def _question(question: Question, digest: str) -> None:
    # After "forget my choices" the widget must be a new one, or it would go on showing the forgotten answer.
    key = f"ask-{digest[:12]}-{question.key}-{'said' if session.heard(digest) else 'new'}"
    own = FIELD_LABELS | STAGE_LABELS
    labels = {option.value: own.get(option.value, option.label) for option in question.options}
    given = session.answers(digest).choices.get(question.key)
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


def _table_chosen(key: str, digest: str) -> None:
    session.add_answer(digest, "table", session.widget(key) or None)
