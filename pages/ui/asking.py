"""What only the person can say about a file: its questions, and which of its tables is meant."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from data.layouts.single import UNKNOWN
from data.problems import Option, ProblemCode, Question, QuestionCode
from pages.ui import mapping, session, show, text, text_import
from pages.ui.plain import plain

if TYPE_CHECKING:
    from data.plans import Answers, TrackerReading

FEW_OPTIONS: Final = 6  # options that can stand side by side; more go into a list to choose from
MOST_SKIPPED: Final = 5  # tables that were not read, to name
MAPPED: Final = (QuestionCode.STATUS_MEANING, QuestionCode.COLUMN_MEANING)  # can be answered in the mapping as well


def questions(reading: TrackerReading, first: TrackerReading, digest: str) -> None:
    """Ask what is needed, with nothing chosen beforehand; what was answered stays in sight and can be changed.

    `first` is the file as it is read without any answer: it holds the questions that were answered since.
    """
    if reading.blocked:
        needed = sum(question.needed for question in reading.questions)
        said = text_import.COLUMNS_UNKNOWN if reading.layout == UNKNOWN else text_import.answers_first(needed)
        st.warning(said, icon=":material/help:")
    answered = session.answers(digest).choices
    known = {question.key: question for question in (*reading.questions, *first.questions)}
    in_order = {question.key: question for question in (*first.questions, *reading.questions)}
    for key, question in in_order.items():
        if question.needed or key in answered:
            _question(_with_every_table(known[key], first), digest)


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
    asked = any(question.code is QuestionCode.WHICH_TABLE for question in (*first.questions, *reading.questions))
    if len(first.tables) < 2 or asked:
        return
    labels = {"": text_import.BY_CONTENT} | {name: name for name in first.tables}
    chosen, options = _table_of(session.answers(digest)), list(labels)
    key = f"table-{digest[:12]}-{reading.table}-{chosen}"
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
    show.small(" ".join(said[:MOST_SKIPPED]))


def _table_of(answers: Answers) -> str:
    return answers.table or answers.choices.get(str(QuestionCode.WHICH_TABLE)) or ""


def _question(question: Question, digest: str) -> None:
    # After "forget my choices" the widget must be a new one, or it would go on showing the forgotten answer.
    key = f"ask-{digest[:12]}-{question.key}-{'said' if session.heard(digest) else 'new'}"
    own = mapping.field_labels() | mapping.stage_labels()
    labels = {option.value: own.get(option.value, option.label) for option in question.options}
    given = session.answers(digest).choices.get(question.key)
    few = len(labels) <= FEW_OPTIONS
    # Options of a radio are Markdown, those of a list are plain text.
    shown = {value: plain(label) for value, label in labels.items()} if few else labels
    with st.container(border=True):
        ask: Any = st.radio if few else partial(st.selectbox, placeholder=text_import.PICK)
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
    # A question about the table may have been answered before; the later choice goes before it.
    session.add_answer(digest, "choices", "", str(QuestionCode.WHICH_TABLE))
    session.add_answer(digest, "table", session.widget(key) or None)


def _with_every_table(question: Question, first: TrackerReading) -> Question:
    """Return a question about the table with the other tables of the file as options too."""
    if question.code is not QuestionCode.WHICH_TABLE:
        return question
    offered = {option.value for option in question.options}
    others = tuple(Option(name, text_import.only(name)) for name in first.tables if name not in offered)
    return replace(question, options=(*question.options, *others))
