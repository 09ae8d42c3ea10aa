"""Where every application went, step by step. One unit = one application; none is lost or counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme, wording
from analytics.charts.picture import Picture, nothing, wrapped
from analytics.flows import node_name
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from analytics.results import AnalysisReport

# Colours by kind of flow (`analytics.flows.KINDS`): on the way, offers, ended, still open.
KIND_COLOURS: Final = {
    "stage": theme.ACCENT,
    **dict.fromkeys(("offer", "accepted", "declined"), theme.PLUM),
    **dict.fromkeys(("rejected", "withdrawn", "no_answer", "closed"), theme.CLAY),
    "waiting": theme.BLUE,
}
# Small ends of these kinds are drawn as one. Rejected and no answer, and all that is open or an offer, stay apart.
GROUP_NAMES: Final = {
    "withdrawn": "Withdrawn or closed",
    "closed": "Withdrawn or closed",
    "rejected": "Other rejections",
    "no_answer": "Others without an answer",
    "unknown": "Other ends",
}
SMALL_SHARE: Final = 0.03  # of all applications
NODE_HEIGHT: Final = 56  # pixels a node needs so that its label of two lines does not touch the next
LABEL_WIDTH: Final = 16  # characters in a line of a label
STEP_HEIGHT: Final = 38  # pixels between the nodes on the way, for a label of two lines
WAY_WIDTH: Final = 0.5  # share of the width for the nodes on the way; the rest is for the labels of the ends
PAD_SHARE: Final = 0.45  # share of the height for the gaps between the ends
EDGE: Final = 0.001  # Plotly takes a place of exactly 0 or 1 for "not given"


def flow_picture(report: AnalysisReport) -> Picture:
    """Draw `report.flows` (source, target, value, kind) as a Sankey diagram with the count in each label."""
    if report.flows.empty or not report.flows["value"].sum():
        return nothing(_("Where your applications went"), _("There is nothing to draw yet."))
    flows = grouped(report.flows)
    names = list(dict.fromkeys([*flows["source"], *flows["target"]]))
    figure = theme.blank_figure(_height(flows))
    figure.add_trace(_sankey(flows, names, own=report.is_aggregate))
    figure.update_layout(margin={"l": 2, "r": 2, "t": 14, "b": 14})
    note = _note(report, together=len(flows) < len(report.flows))
    named = report.flows.assign(
        **{end: [_named(name, own=report.is_aggregate) for name in report.flows[end]] for end in ("source", "target")}
    )
    return Picture(figure, _title(report), _alt(named), note, _table(named))


def _named(node: str, *, own: bool) -> str:
    """Return what a node is called; `own`: the nodes of a file with totals only, which the person named."""
    if node in GROUP_NAMES.values():
        return _(node)
    return node if own else node_name(node)


def grouped(flows: pd.DataFrame) -> pd.DataFrame:
    """Return flows with small ends of one kind (GROUP_NAMES) as one end; nothing is lost, and one alone keeps its name.

    Small: less than SMALL_SHARE of all that ends somewhere.
    """
    sources = set(flows["source"])
    ends = flows[~flows["target"].isin(sources)]
    into = ends.groupby("target")["value"].sum()
    small = ends[ends["target"].map(into) < SMALL_SHARE * into.sum()]
    group = small["kind"].map(GROUP_NAMES).dropna()
    several = small["target"].groupby(group).transform("nunique") > 1
    taken = {*flows["source"], *flows["target"]}
    names = group[several.reindex(group.index) & ~group.isin(taken)]
    merged = flows.assign(target=names.reindex(flows.index).fillna(flows["target"]))
    first = {"value": "sum", "kind": "first"}
    return merged.groupby(["source", "target"], sort=False, as_index=False).agg(first)


def _sankey(flows: pd.DataFrame, names: list[str], *, own: bool) -> go.Sankey:
    through, columns = _through(flows), _columns(flows, names)
    rows = _rows(flows, names, columns, through)
    # Plotly leaves the flows of a node in the order of its arrays, and they cross where that is not the order of rows.
    names = sorted(names, key=rows.__getitem__)
    flows = flows.sort_values("target", key=lambda targets: targets.map(rows), kind="stable")
    position = {name: index for index, name in enumerate(names)}
    return go.Sankey(
        arrangement="snap",
        node={
            "label": [_label(_named(name, own=own), through[name]) for name in names],
            "x": [columns[name] for name in names],
            "y": [rows[name] for name in names],
            "color": [_node_colour(flows, name) for name in names],
            "line": {"width": 0},
            "pad": 30,
            "thickness": 14,
            "hovertemplate": "%{label}<extra></extra>",
        },
        link=_links(flows, position, own=own),
        # Without this, plotly puts a white halo around the labels, which smears them on a dark page.
        textfont={**theme.SMALL, "shadow": "none"},
        valueformat=theme.HOVER_COUNT,
    )


def _links(flows: pd.DataFrame, position: dict[str, int], *, own: bool) -> dict[str, object]:
    ends = zip(flows["source"], flows["target"], strict=True)
    return {
        "source": [position[name] for name in flows["source"]],
        "target": [position[name] for name in flows["target"]],
        "value": flows["value"].tolist(),
        "color": [theme.faded(KIND_COLOURS.get(kind, theme.SLATE), 0.38) for kind in flows["kind"]],
        "customdata": [
            _way(theme.plain(_named(source, own=own)), theme.plain(_named(target, own=own))) for source, target in ends
        ],
        "hovertemplate": f"%{{customdata}}: %{{value:{theme.HOVER_COUNT}}}<extra></extra>",
    }


def _way(source: str, target: str) -> str:
    return _("{start} to {end}", start=source, end=target)


def _label(name: str, value: int) -> str:
    """Name and count; a no-break space keeps the count from standing alone on a line."""
    return wrapped(f"{theme.plain(name)}:\u00a0{theme.count(value)}", LABEL_WIDTH)


def _columns(flows: pd.DataFrame, names: list[str]) -> dict[str, float]:
    """Place every node from left (0) to right (1): where nothing flows on to at the right edge, the others by depth.

    Plotly spreads the nodes on the way over the whole width; on a phone their labels then run into those of the ends.
    """
    sources = set(flows["source"])
    depth = dict.fromkeys(names, 0)
    for _round in names:  # longest way to each node; a loop in a file ends after as many rounds as there are nodes
        for source, target in zip(flows["source"], flows["target"], strict=True):
            depth[target] = min(max(depth[target], depth[source] + 1), len(names))
    deepest = max((depth[name] for name in sources), default=0) or 1
    return {name: EDGE + (WAY_WIDTH * depth[name] / deepest if name in sources else 1 - 2 * EDGE) for name in names}


def _rows(
    flows: pd.DataFrame, names: list[str], columns: dict[str, float], through: dict[str, int]
) -> dict[str, float]:
    """Place every node from top (0) to bottom (1): the ends below one another, the nodes on the way as falling steps.

    Steps keep the labels apart that lie side by side on a phone.
    """
    far = flows["source"].map(columns) * flows["value"]
    ends = [name for name in names if name not in set(flows["source"])]
    # What comes straight from the start stands above what comes from later steps: fewer flows cross.
    ends.sort(key=lambda name: float(far[flows["target"] == name].sum()) / (through[name] or 1))
    room = sum(through[name] for name in ends) or 1
    gap = PAD_SHARE / max(len(ends), 1)
    rows, top = {}, 0.0
    for name in ends:
        share = (1 - PAD_SHARE) * through[name] / room
        rows[name] = top + share / 2
        top += share + gap
    way = sorted((name for name in names if name not in rows and columns[name] > EDGE), key=columns.__getitem__)
    step = STEP_HEIGHT / _height(flows)
    tall = {name: (1 - PAD_SHARE) * through[name] / room for name in way}
    rows |= {name: 1 - EDGE - max(step * (len(way) - 1 - place), tall[name] / 2) for place, name in enumerate(way)}
    rows |= {name: (1 - PAD_SHARE) / 2 for name in names if name not in rows}
    return {name: min(max(rows[name], EDGE), 1 - EDGE) for name in names}


def _node_colour(flows: pd.DataFrame, name: str) -> str:
    kinds = flows.loc[flows["target"] == name, "kind"]
    return KIND_COLOURS.get(kinds.iloc[0], theme.SLATE) if len(kinds) else theme.SLATE


def _through(flows: pd.DataFrame) -> dict[str, int]:
    """Applications that pass each node: what comes in, or for the first node what goes out."""
    into = flows.groupby("target")["value"].sum()
    out = flows.groupby("source")["value"].sum()
    return {str(name): int(into.get(name, out.get(name, 0))) for name in {*into.index, *out.index}}


def _height(flows: pd.DataFrame) -> int:
    """Enough room for every node to have a label of its own."""
    return int(min(900, max(340, NODE_HEIGHT * flows["target"].nunique())))


def _title(report: AnalysisReport) -> str:
    still_open = report.counts.open
    sent = wording.counted(report.counts.applications, "application")
    if still_open is None:
        return _("Where {applications} went", applications=sent)
    return plural(
        still_open, "{n} of {applications} is still open", "{n} of {applications} are still open", applications=sent
    )


def _alt(flows: pd.DataFrame) -> str:
    largest = flows.sort_values("value", ascending=False).head(8)
    parts = [
        f"{_way(source, target)}: {theme.count(value)}"
        for source, target, value in zip(largest["source"], largest["target"], largest["value"], strict=True)
    ]
    return _("Flow diagram, largest flows first. {flows}.", flows="; ".join(parts))


def _note(report: AnalysisReport, *, together: bool) -> str:
    unit = _("Unit: applications, from the history of each application.")
    if report.is_aggregate:
        unit = _("Unit: applications, as given in the imported file.")
    said = [unit, _("Teal: on the way. Plum: offers. Blue: still open. Brown: ended. Grey: not recorded.")]
    said += [_("Small ends of one kind are drawn together; the table has each.")] if together else []
    return " ".join(said)


def _table(flows: pd.DataFrame) -> pd.DataFrame:
    columns = {_("From"): flows["source"], _("To"): flows["target"], _("Applications"): flows["value"]}
    return pd.DataFrame(columns).reset_index(drop=True)


speaks(__name__)
