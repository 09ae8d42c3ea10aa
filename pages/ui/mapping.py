"""What each column and each status word was understood as, with a choice beside it that changes the plan at once.

A list with one choice a line rather than a grid to edit: on a phone a grid hides the very column that can be changed,
and few people find out that a cell of it opens.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from analytics.wording import capital
from data.schema import Field, Stage
from pages.ui import names, session, show, text, text_import
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from data.plans import ColumnGuess, StageReading, TrackerReading

NOT_APPLIED: Final = "not_applied"
LOW: Final = 0.75  # confidence below which a column is marked for a look
MOST_LINES: Final = 24  # lines of choices that can be looked through; further ones are picked from a list
MOST_NAMED: Final = 12  # columns to name in a sentence
_ROUNDS: Final = range(1, 5)
# How far an application came before it ended; the pairs a status such as "Rejected (Interview)" can stand for.
_STEPS: Final = (Stage.REPLIED, Stage.ASSESSMENT, Stage.PHONE_SCREEN, Stage.INTERVIEW)
_ENDS: Final = (Stage.REJECTED, Stage.WITHDRAWN, Stage.NO_RESPONSE, Stage.CLOSED)


def field_labels() -> dict[str, str]:
    """Return the meanings of a column to choose from: every field, and for one that stands for a stage, the stage."""
    interview = text.stage_column(names.STAGES[Stage.INTERVIEW])
    return (
        {str(field): label for field, label in names.FIELDS.items() if field is not Field.STAGE_DATE}
        | {f"stage:{stage}": text.stage_column(label) for stage, label in names.STAGES.items()}
        | {f"stage:{Stage.INTERVIEW}:{number}": text_import.in_round(interview, number) for number in _ROUNDS}
    )


def stage_labels() -> dict[str, str]:
    """Return the meanings of a status word to choose from: every stage, none, and how far it came before it ended."""
    stages = names.STAGES
    return (
        {str(stage): label for stage, label in stages.items()}
        | {NOT_APPLIED: text.NOT_APPLIED}
        | {f"{step}+{end}": text_import.then([stages[step], stages[end]]) for end in _ENDS for step in _STEPS}
    )


def unsure(reading: TrackerReading) -> bool:
    """True where a column or word was understood with doubt."""
    return any(map(_is_doubtful, reading.columns)) or any(status.unsure for status in reading.statuses)


def columns(reading: TrackerReading, first: TrackerReading, digest: str) -> None:
    """Show what each column was understood as. `first`: the file as it is read without any answer."""
    if not reading.columns:
        return
    # Where nothing of the file was used, any column may be the one that was misread.
    misread = is_misread(first)
    opened = misread or any(map(_is_doubtful, first.columns))
    with st.expander(text.COLUMNS_TITLE, icon=":material/view_column:", expanded=opened):
        st.caption(text.COLUMNS_HELP)
        used = [guess for guess in reading.columns if misread or guess.field is not Field.OTHER]
        spare = [guess for guess in reading.columns if not misread and guess.field is Field.OTHER]
        for guess in used[:MOST_LINES]:
            _column(guess, digest)
        if spare:
            show.small(text_import.unused([guess.header for guess in spare], MOST_NAMED))
        rest = {guess.header: guess for guess in (*used[MOST_LINES:], *spare)}
        if (picked := _pick(text_import.UNUSED_PICK, list(rest), f"more-fields-{digest[:12]}")) is not None:
            _column(rest[picked], digest)


def statuses(reading: TrackerReading, first: TrackerReading, digest: str) -> None:
    """Show what each status word was understood as, the doubtful and the frequent ones first."""
    words = _by_word(reading.statuses)
    if not words:
        return
    doubtful = {status.value for status in first.statuses if status.unsure}
    # Sorted by the first reading: a line must not jump away while its meaning is being chosen.
    ordered = sorted(words.values(), key=lambda status: (status.value not in doubtful, -status.rows))
    with st.expander(text.STATUSES_TITLE, icon=":material/label:", expanded=bool(doubtful) or is_misread(first)):
        st.caption(text.STATUSES_HELP)
        for status in ordered[:MOST_LINES]:
            _status(status, digest)
        rest = [status.value for status in ordered[MOST_LINES:]]
        if (picked := _pick(text_import.MORE_PICK, rest, f"more-stages-{digest[:12]}")) is not None:
            _status(words[picked], digest)


def _by_word(found: Iterable[StageReading]) -> dict[str, StageReading]:
    """Return the words, each once with its rows in all columns: a choice is about the word, wherever it stands."""
    words: dict[str, StageReading] = {}
    for status in found:
        before = words.get(status.value)
        if status.value.strip():
            words[status.value] = replace(status, rows=status.rows + (before.rows if before else 0))
    return words


def is_misread(first: TrackerReading) -> bool:
    """True where nothing of a file was used when it was read without any answer."""
    return first.accepted == 0 and first.aggregate is None


def column_meaning(guess: ColumnGuess) -> str:
    """Return the meaning of a column in words."""
    if guess.stage is None:
        return names.FIELDS[guess.field]
    label = text.stage_column(names.STAGES[guess.stage])
    return label if guess.round is None else text_import.in_round(label, guess.round)


def status_meaning(status: StageReading) -> str:
    """Return the meaning of a status word: its stages in order."""
    if not status.applied:
        return text.NOT_APPLIED
    return text_import.then([names.STAGES[Stage(stage)] for stage in status.stages]) or text.NOT_KNOWN


def column_value(guess: ColumnGuess) -> str:
    """Return the meaning of a column as `Answers.fields` takes it."""
    if guess.stage is None:
        return str(guess.field)
    return f"stage:{guess.stage}" if guess.round is None else f"stage:{guess.stage}:{guess.round}"


def status_value(status: StageReading) -> str:
    """Return the meaning of a word as `Answers.stages` takes it; empty for a word that was not understood."""
    return "+".join(status.stages) if status.applied else NOT_APPLIED


def _is_doubtful(guess: ColumnGuess) -> bool:
    return guess.field is not Field.OTHER and guess.confidence < LOW


def _column(guess: ColumnGuess, digest: str) -> None:
    shown = _shown(field_labels(), column_value(guess), column_meaning(guess))
    yours = guess.header in session.answers(digest).fields
    doubt = _is_doubtful(guess) and not yours
    examples = text.examples(guess.examples[:3]) if guess.examples else ""
    sure = "" if doubt or guess.field is Field.OTHER else text_import.how_sure(guess.confidence, yours=yours)
    notes = [". ".join(filter(None, (sure, examples))), guess.date_evidence or (guess.reason if doubt else "")]
    named, chosen = _line()
    with named:
        _name(f"**{plain(guess.header)}**", notes, doubt=doubt)
    with chosen:
        _choice("fields", guess.header, shown, column_value(guess), digest)


def _status(status: StageReading, digest: str) -> None:
    shown = _shown(stage_labels(), status_value(status), status_meaning(status))
    yours = status.value in session.answers(digest).stages
    doubt = bool(status.unsure) and not yours
    about = text_import.about_word(status.rows, None if doubt else status.confidence, yours=yours)
    named, chosen = _line()
    with named:
        _name(f"**{plain(status.value)}** ({about})", [status.unsure], doubt=doubt)
    with chosen:
        _choice("stages", status.value, shown, status_value(status), digest)


def _shown(labels: Mapping[str, str], current: str, meaning: str) -> dict[str, str]:
    """Return the options with the present meaning among them: a reading may be richer than any choice."""
    return dict(labels) if current in labels else {current: meaning, **labels}


def _line() -> Sequence[DeltaGenerator]:
    return st.columns([5, 4], gap="small", vertical_alignment="top")


def _name(name: str, notes: Sequence[str], *, doubt: bool) -> None:
    with st.container(gap="xxsmall"):
        st.markdown(name)
        if doubt:
            st.badge(text_import.CHECK, icon=":material/help:", color="orange")
        for note in notes:
            show.small(capital(note))


def _choice(
    kind: Literal["fields", "stages"], subject: str, labels: Mapping[str, str], current: str, digest: str
) -> None:
    # The key holds the present meaning: choosing for one word may settle another, whose choice must then follow.
    made_of = hashlib.sha256(f"{subject}\n{current}".encode()).hexdigest()[:16]
    key = f"{kind}-{digest[:12]}-{made_of}"
    st.selectbox(
        plain(text_import.meaning_of(subject)),
        list(labels),
        index=list(labels).index(current),
        format_func=labels.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=_changed,
        args=(kind, subject, key, digest),
    )


def _changed(kind: str, subject: str, key: str, digest: str) -> None:
    if value := session.widget(key):
        session.add_answer(digest, kind, value, subject)


def _pick(label: str, subjects: Sequence[str], key: str) -> str | None:
    if not subjects:
        return None
    return st.selectbox(label, subjects, index=None, placeholder=text_import.PICK, key=key)
