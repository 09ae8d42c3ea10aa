"""What is waiting: the list of open applications, closing some of them or noting a follow-up, and taking it back."""

from __future__ import annotations

import json
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from analytics.charts.replies import replies_picture
from analytics.constants import GOING_QUIET, PROBABLY_GHOSTED
from analytics.due import to_ask
from analytics.waiting import Silence
from data import marking
from pages.ui import cache, defined, entry, session, show, steps, text, text_more
from pages.ui.spreadsheet import download

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from streamlit.elements.lib.column_types import ColumnConfig

    from analytics.results import AnalysisReport

PAGE: Final = "waiting"
HEIGHT: Final = 420  # pixels: about ten rows, so that the buttons below stay in reach
SHOW: Final = "show"  # what is shown, in the address
PRESUMED: Final = Silence.PRESUMED.value
_LAST: Final = {Silence.ANSWERED: 3, Silence.UNKNOWN: 4, Silence.PRESUMED: 5}  # after all that may still be answered
_MORE_THAN: Final = {Silence.EARLY: GOING_QUIET, Silence.QUIET: PROBABLY_GHOSTED}  # the chance that a word says


def table(waiting: pd.DataFrame, followed: dict[str, str], asked: Collection[str] = ()) -> pd.DataFrame:
    """Return the list for the screen, indexed by application_id.

    First those to ask after (`asked`), of them those that answered once before the others; then by chance; then those
    that answered, those of which too little is known, and those presumed to get no answer.
    Chances are in whole percent; <NA> where the formula for silence does not apply.
    """
    due = waiting["application_id"].isin(asked)
    place = waiting["label"].map(_LAST).fillna(2).mask(due, 1).mask(due & (waiting["label"] == Silence.ANSWERED), 0)
    rows = waiting.loc[place.sort_values(kind="stable").index]
    days = pd.to_datetime(rows["application_id"].map(followed), errors="coerce")
    shown = {
        text_more.EMPLOYER: rows["company"],
        text_more.SILENT: rows["days_silent"],
        text_more.CHANCE: _percent(rows),
        text_more.MEANS: rows["label"].map(text_more.SILENCES),
        text_more.TITLE: rows["title"],
        text_more.SENT: rows["applied_date"],
        text_more.FOLLOWED: days,
    }
    return pd.DataFrame(shown).set_index(pd.Index(rows["application_id"], name="application_id"))


def _percent(rows: pd.DataFrame) -> pd.Series:
    """Return the chances in whole percent. A word that says "more than 20 %" never stands beside 20 %."""
    least = rows["label"].map(_MORE_THAN).astype("Float64") * 100 + 1
    shown = (rows["chance_reply"] * 100).round()
    return shown.mask((shown < least).fillna(value=False), least)


def done() -> None:
    """Show what was just marked, with its undo."""
    steps.bar(PAGE, _taken_back)


def listing(report: AnalysisReport) -> None:
    """Show the open applications, and what can be done with the ticked ones."""
    waiting = report.waiting
    if waiting is None or waiting.empty:
        show.words(text_more.TOTALS_HAVE_NONE if report.is_aggregate else text_more.NONE_OPEN)
        return
    counts = {label: int((waiting["label"] == label).sum()) for label in text_more.SILENCES}
    show.words(text_more.waiting_sentence(len(waiting), counts["answered"]))
    label = _filter(counts | {text_more.ALL: len(waiting)})
    chosen = waiting if label == text_more.ALL else waiting[waiting["label"] == label]
    if chosen.empty:
        show.words(text_more.NONE_OF_THESE)
        return
    if label == PRESUMED and report.silence is not None:
        _close_all(list(chosen["application_id"]), text_more.presumed(report.silence))
    followed = marking.follow_ups(cache.store())
    asked = to_ask(report, followed, entry.today())
    rows = table(chosen, followed, asked)
    _actions(_ticked(rows, label))
    some_due = 0 < sum(key in asked for key in rows.index) < len(rows)
    show.small(text_more.table_note(unknown=bool(rows[text_more.CHANCE].isna().any()), due_first=some_due))
    download(text.TABLE_DOWNLOAD, lambda: rows, "waiting.csv", key="waiting-csv")


def replies(report: AnalysisReport) -> None:
    """Show how long answers took, and how the chances are computed."""
    if report.replies is not None:
        show.picture(replies_picture(report.replies), "replies")
    if report.silence is not None:
        with st.expander(text.HOW, icon=":material/calculate:"):
            defined.lines("replies", "silence")
            for line in text_more.silence_how(report.silence):
                show.words(line)


def _filter(counts: Mapping[str, int]) -> str:
    """Return the label whose applications are shown. The choices stay the same when applications are closed.

    The address names the label itself: the words on the screen hold a count and change with the language.
    """
    labels = {label: text_more.with_count(label, counts[label]) for label in text_more.SILENCES}
    asked = st.query_params.get(SHOW, text_more.ALL)
    asked = {word: label for label, word in text_more.SILENCES.items()}.get(asked, asked)  # an address saved earlier
    chosen = st.pills(
        text_more.SHOW,
        [label for label in labels if counts[label] or label != Silence.UNKNOWN],
        default=asked if counts.get(asked) else text_more.ALL,
        required=True,
        format_func=labels.__getitem__,
        key=SHOW,
        on_change=_to_address,
        label_visibility="collapsed",
    )
    return chosen or text_more.ALL


def _to_address() -> None:
    st.query_params[SHOW] = session.widget(SHOW)


def _close_all(ids: Sequence[str], why: str) -> None:
    """Show the one button that closes all that are presumed to get no answer, with the rule."""
    show.small(why)
    label = text_more.close_all_label(len(ids))
    st.button(label, key="close-all", icon=":material/inbox:", help=text_more.CLOSE_HELP, on_click=_close, args=(ids,))


def _ticked(rows: pd.DataFrame, label: str) -> list[str]:
    """Show the list and return the ids of the ticked rows.

    Ticks are places in the list. Another list, or the same one after a change, has a new key and no ticks: otherwise
    they would move to other applications, for instance when the filter is set.
    """
    listed = sha256("\n".join((str(cache.store().revision), *rows.index)).encode()).hexdigest()[:12]
    state = st.dataframe(
        rows,
        hide_index=True,
        height=HEIGHT if len(rows) > 10 else "auto",
        key=f"waiting-{label}-{listed}",
        on_select="rerun",
        selection_mode="multi-row",
        placeholder="–",
        alt=text_more.WAITING_TABLE,
        column_order=[str(column) for column in rows if column != text_more.MEANS or label == text_more.ALL],
        column_config=_columns(),
    )
    return [str(rows.index[row]) for row in state["selection"]["rows"] if row < len(rows)]


def _columns() -> dict[str, ColumnConfig]:
    """Return how each column looks: all fit a wide screen, the first three and a part of the next one a phone."""
    day = partial(st.column_config.DateColumn, format=text.day_format(), width=90)
    return {
        text_more.EMPLOYER: st.column_config.TextColumn(width=150),
        text_more.SILENT: st.column_config.NumberColumn(width=80),
        text_more.CHANCE: st.column_config.NumberColumn(format="%.0f %%", width=65, help=text_more.CHANCE_HELP),
        text_more.MEANS: st.column_config.TextColumn(width=135),
        text_more.TITLE: st.column_config.TextColumn(width=160),
        text_more.SENT: day(),
        text_more.FOLLOWED: day(),
    }


def _actions(ids: Sequence[str]) -> None:
    nothing = not ids
    with st.container(horizontal=True):
        st.button(
            text_more.close_label(len(ids)),
            key="close",
            type="primary",
            icon=":material/inbox:",
            disabled=nothing,
            help=text_more.CLOSE_HELP,
            on_click=_close,
            args=(ids,),
        )
        st.button(
            text_more.follow_label(len(ids)),
            key="follow",
            icon=":material/forward_to_inbox:",
            disabled=nothing,
            help=text_more.FOLLOW_HELP,
            on_click=_follow,
            args=(ids,),
        )
    show.small(text_more.SELECT if nothing else text_more.CLOSE_HELP)


def _close(ids: Sequence[str]) -> None:
    store = cache.store()
    key, number = marking.close_unanswered(
        store, ids, entry.today(), marked_at=entry.now(), is_sample=store.has_samples
    )
    if not number:
        session.say(text_more.NOT_MARKED)
        return
    session.note_step(PAGE, text_more.closed(number), closed=key)


def _follow(ids: Sequence[str]) -> None:
    store = cache.store()
    before = marking.follow_ups(store)
    marking.note_follow_up(store, ids, entry.today())
    session.note_step(PAGE, text_more.followed(len(ids)), before=json.dumps({key: before.get(key) for key in ids}))


def _taken_back(noted: Mapping[str, str]) -> bool:
    store = cache.store()
    if "before" in noted:
        marking.set_follow_ups(store, json.loads(noted["before"]))
        return True
    still_there = noted["closed"] in set(store.imports()["import_id"])
    store.undo(noted["closed"])
    return still_there
