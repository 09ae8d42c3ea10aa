"""Where applications went: links for a Sankey diagram. One unit is one application, and none is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.language import _, speaks
from data.schema import OFFERS, TALKS, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

FLOW_LINK_COLUMNS = ("source", "target", "value", "kind")
START = "Applications"
# Nodes on the way, in order, with the column that says who passed.
PASSED: Mapping[str, str] = {
    "Assessment": "reached_assessment",
    "Interview": "reached_interview",
    "Further interviews": "more_rounds",
    "Offer": "reached_offer",
}
# Last node and its kind (for colours) by outcome.
ENDED: Mapping[str, tuple[str, str]] = {
    "accepted": ("Accepted", "accepted"),
    "declined": ("Declined by you", "declined"),
    "offer": ("Offer open", "offer"),
    "rejected": ("Rejected", "rejected"),
    "withdrawn": ("Withdrawn by you", "withdrawn"),
    "no_response": ("No answer", "no_answer"),
    "closed": ("Posting closed", "closed"),
}
# Last node of open applications, in order of what is known of them.
OPEN_SILENT, OPEN_ANSWERED, OPEN_TALKING, UNRECORDED = (
    ("No answer yet", "waiting"),
    ("In progress", "waiting"),
    ("Waiting after an interview", "waiting"),
    ("Not recorded", "unknown"),
)
# Names of nodes are ids inside; `node_name` gives what is shown.
LAST = (*ENDED.values(), OPEN_SILENT, OPEN_ANSWERED, OPEN_TALKING, UNRECORDED)
NODES = (START, *PASSED, *(node for node, _kind in LAST))
KINDS = ("stage", *dict.fromkeys(kind for _, kind in (*ENDED.values(), OPEN_SILENT, UNRECORDED)))
_KIND_OF_STAGE: Mapping[str, str] = {
    **dict.fromkeys({stage.value for stage in TALKS | OFFERS} | {"applied", "replied", "assessment"}, "stage"),
    Stage.ACCEPTED: "accepted",
    Stage.DECLINED: "declined",
    Stage.REJECTED: "rejected",
    Stage.WITHDRAWN: "withdrawn",
    Stage.NO_RESPONSE: "no_answer",
    Stage.CLOSED: "closed",
    Stage.ACKNOWLEDGED: "waiting",
}


def flow_links(journeys: pd.DataFrame) -> pd.DataFrame:
    """Every way applications went, from "Applications" to where they stand now.

    Counts: each application adds 1 to each link of its own way, so that what flows into a node flows out of it. "No
    answer yet" (open) is apart from "No answer" (marked so by the person), and both from "Not recorded" (the file says
    nothing about answers). An interview implied by an offer counts as one.

    Args:
        journeys: journeys frame.

    Returns:
        Frame: source, target (names of nodes), value (int, applications), kind (one of KINDS, of the target; "stage"
        for nodes on the way), largest first among equals of one source.

    >>> from data.schema import JOURNEY_COLUMNS
    >>> flow_links(pd.DataFrame(columns=list(JOURNEY_COLUMNS))).empty
    True
    """
    if journeys.empty:
        return empty_links()
    passed = journeys.assign(more_rounds=journeys["rounds"].fillna(0) > 1)
    ways = pd.DataFrame({START: START}, index=range(len(journeys)), dtype=object)
    for node, column in PASSED.items():
        ways[node] = pd.Series(node, ways.index, dtype=object).where(passed[column].astype(bool).to_numpy())
    ways["end"] = _ends(journeys).to_numpy()
    source = ways.stack().dropna().astype(str)  # noqa: PD013 - melt would lose which row a node belongs to
    links = pd.DataFrame({"source": source, "target": source.groupby(level=0).shift(-1)}).dropna()
    counted = links.value_counts().rename("value").reset_index()
    order = {node: place for place, node in enumerate((START, *PASSED))}
    sorted_links = counted.sort_values(
        ["source", "value", "target"],
        ascending=[True, False, True],
        key=lambda column: column.map(order) if column.name == "source" else column,
    )
    return sorted_links.assign(kind=sorted_links["target"].map(_kinds()).fillna("stage")).reset_index(drop=True)


def node_name(node: str) -> str:
    """What a node of `flow_links` is called on the screen; the nodes of `file_links` are the person's own words.

    >>> node_name("Further interviews")
    'Further interviews'
    """
    return _(node) if node in NODES else node


def _kinds() -> dict[str, str]:
    return dict(LAST)


def _ends(journeys: pd.DataFrame) -> pd.Series:
    answered, talked = journeys["reached_answer"].astype(bool), journeys["reached_interview"].astype(bool)
    silent = ~journeys[["knows_answers", "knows_rejections", "knows_silence"]].astype(bool).any(axis=1)
    still_open = pd.Series(OPEN_SILENT[0], journeys.index).mask(silent, UNRECORDED[0])
    still_open = still_open.mask(answered, OPEN_ANSWERED[0]).mask(talked, OPEN_TALKING[0])
    return journeys["outcome"].map({outcome: node for outcome, (node, _) in ENDED.items()}).fillna(still_open)


def file_links(flows: pd.DataFrame) -> pd.DataFrame:
    """Links of a file that holds totals only, as it states them: whether they add up is up to the file.

    Counts: rows of the file with the same two nodes are added. Left out: flows of nothing, or from a node to itself.

    Args:
        flows: flows frame (`data.schema.FLOW_COLUMNS`).

    Returns:
        As `flow_links`, in the order of the file; kind by the stage of the target, "unknown" where it has none and
        nothing leaves it.

    >>> columns = ["source", "target", "value", "source_stage", "target_stage"]
    >>> rows = [("Sent", "Screen", 8, "applied", "phone_screen"), ("Screen", "No", 6, "phone_screen", None)]
    >>> rows = pd.DataFrame(rows, columns=columns)
    >>> file_links(rows)[["target", "value", "kind"]].values.tolist()
    [['Screen', 8, 'stage'], ['No', 6, 'unknown']]
    """
    real = flows[(flows["value"] > 0) & (flows["source"] != flows["target"])]
    if real.empty:
        return empty_links()
    onward = real["target"].isin(set(real["source"]))
    kind = real["target_stage"].astype(object).map(_KIND_OF_STAGE).mask(onward, "stage").fillna("unknown")
    links = real.assign(kind=kind).groupby(["source", "target", "kind"], sort=False)["value"].sum().reset_index()
    return links[list(FLOW_LINK_COLUMNS)]


def empty_links() -> pd.DataFrame:
    """No links, with the right columns.

    >>> list(empty_links().columns) == list(FLOW_LINK_COLUMNS)
    True
    """
    return pd.DataFrame(
        {column: pd.Series(dtype="int64" if column == "value" else "str") for column in FLOW_LINK_COLUMNS}
    )


speaks(__name__)
