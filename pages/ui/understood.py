"""What a dropped file would add: the preview, its applications row by row, rows set aside and why, as CSV too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from data.problems import ProblemCode
from data.schema import Stage
from data.tabular import read_file
from pages.ui import names, show, text, text_import
from pages.ui.plain import plain
from pages.ui.spreadsheet import download

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.plans import ImportPlan
    from data.problems import ImportProblem

SHORT_LIST: Final = 12  # rows of which every reason is named; of more, the frequent ones, and the rest is downloaded
MOST_REASONS: Final = 5  # reasons to name in place of a long list
MOST_RANGES: Final = 4  # runs of row numbers to name
PREVIEWED: Final = 200  # applications of the preview; the download holds all


def preview(plan: ImportPlan) -> None:
    """Show how far the applications of the file came, and what of it is known already."""
    if plan.reading.aggregate is not None:
        return
    counts = stage_counts(plan)
    if counts:
        with st.container(horizontal=True, gap="xsmall"):
            for label, number in counts.items():
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
        download(text_import.APPLICATIONS_DOWNLOAD, partial(application_frame, plan), f"{plan.reading.name}.plan.csv")


def application_frame(plan: ImportPlan, most: int | None = None) -> pd.DataFrame:
    """Return the first `most` applications for people: row, employer, title, date, what happened, what of it is new."""
    shown = plan.applications.head(len(plan.applications) if most is None else most)
    events = plan.events[plan.events["application_id"].isin(shown["application_id"])]
    is_sent = (events["stage"] == Stage.APPLIED).to_numpy()
    sent = events[is_sent].groupby("application_id")["date"].min()
    told = events.assign(told=_told(events))
    happened, new = _together(told[~is_sent]), _together(told[told["is_new"].to_numpy()])
    added = shown["application_id"].map(new).astype("object").fillna("")
    known = [
        text_import.new() if fresh else text_import.known(adds)
        for fresh, adds in zip(shown["is_new"], added, strict=True)
    ]
    return pd.DataFrame(
        {
            text.ROW: shown["source_row"].to_numpy(),
            text_import.EMPLOYER: shown["company"].fillna("").to_numpy(),
            text_import.JOB: shown["title"].fillna("").to_numpy(),
            text_import.SENT: shown["application_id"].map(sent).dt.strftime("%Y-%m-%d").fillna("").to_numpy(),
            text_import.HAPPENED: shown["application_id"].map(happened).astype("object").fillna("").to_numpy(),
            text_import.IN_HISTORY: known,
        }
    )


def _told(events: pd.DataFrame) -> pd.Series:
    """Return each event in words: its stage, and its day where that is known."""
    labels = events["stage"].astype("str").map({str(stage): label for stage, label in names.STAGES.items()})
    told: pd.Series = (labels + " " + events["date"].dt.strftime("%Y-%m-%d").fillna("")).str.strip()
    return told


def _together(events: pd.DataFrame) -> pd.Series:
    return events.groupby("application_id", sort=False)["told"].agg(lambda told: ", ".join(dict.fromkeys(told)))


def remarks(plan: ImportPlan, content: bytes) -> None:
    """Show every row that was set aside, joined or remarked on, with reason and remedy, and offer the list as CSV.

    content: the bytes of the file, from which the download takes the rows as they stand there.
    """
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
        make = partial(remark_frame, problems, content, plan.reading.name)
        download(text.REMARKS_DOWNLOAD, make, f"{plan.reading.name}.remarks.csv")


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
            text.SET_ASIDE: [text.yes() if problem.set_aside else "" for problem in ordered],
            text.WHY: [problem.message for problem in ordered],
            text.REMEDY: [problem.remedy for problem in ordered],
            text.COLUMN: [problem.column or "" for problem in ordered],
            text.VALUE: [problem.value or "" for problem in ordered],
        }
    )


def remark_frame(problems: Sequence[ImportProblem], content: bytes, name: str) -> pd.DataFrame:
    """Return the table of problems with each row as it stands in the file, to be mended and imported again.

    Where a file holds several tables, a number does not say which row it is; then the table is that of the problems.
    """
    frame, tables = problem_frame(problems), read_file(content, name).tables
    if len(tables) != 1:
        return frame
    cells = tables[0].cells
    cells = cells[cells.index.isin(frame[text.ROW].dropna())]
    rows = (
        cells.apply(lambda row: " | ".join(cell for cell in row if cell), axis=1)
        if len(cells)
        else pd.Series(dtype="str")
    )
    rows = rows[~rows.index.duplicated()]
    return frame.assign(**{text_import.MY_ROW: frame[text.ROW].map(rows).astype("object").fillna("")})


def _rows_of(title: str, rows: pd.DataFrame) -> None:
    """Show the rows of one kind by reason; a remedy that all of them share is said once."""
    st.markdown(f"**{plain(title)}**")
    # A table wraps its sentences, which a phone needs, but reads Markdown.
    reasons = by_reason(rows)
    shown = reasons.head(len(reasons) if len(rows) <= SHORT_LIST else MOST_REASONS).map(plain)
    remedies = rows[text.REMEDY].unique()
    empty = [column for column in shown if shown[column].eq("").all()]
    shared = [text.REMEDY] if len(remedies) == 1 else []
    st.table(shown.drop(columns=list({*empty, *shared})), hide_index=True, border="horizontal", alt=title)
    if len(reasons) > len(shown):
        show.small(text_import.more_reasons(len(reasons) - len(shown)))
    if shared:
        show.small(text_import.what_to_do(str(remedies[0])))


def by_reason(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one line for each reason with the numbers of its rows; of a long list the frequent ones come first."""
    grouped = frame.groupby([text.WHY, text.REMEDY], sort=False)[text.ROW]
    numbers = grouped.agg(lambda rows: text_import.row_numbers([int(row) for row in rows.dropna()], MOST_RANGES))
    reasons = numbers.rename(text.ROWS).reset_index().assign(size=grouped.size().to_numpy())
    if len(frame) > SHORT_LIST:
        reasons = reasons.sort_values("size", ascending=False, kind="stable")
    return reasons[[text.ROWS, text.WHY, text.REMEDY]].astype("object")
