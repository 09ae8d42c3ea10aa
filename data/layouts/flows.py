"""Aggregate links (source, target, value): a diagram of a search without its single applications.

Counts follow the units through the graph. "Interviewed" are the units that enter a talk for the first time, so that a
second round counts nobody twice; where units with and without a talk meet in one node before a further talk, the
diagram cannot tell them apart and the count is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.errors import NotATrackerError
from data.language import _, plural
from data.layouts import words
from data.layouts.context import Context, Parsed
from data.layouts.frames import exact_flows
from data.meaning.stages import read_statuses, stage_of_header
from data.problems import ImportProblem, ProblemCode, Question, QuestionCode
from data.schema import ANSWERS, FINAL, OFFERS, TALKS, Field, Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from data.layouts.sheet import Sheet
    from data.plans import Answers, StageReading

NUMBER: Final = re.compile(r"\s*(\d{1,3}(?:[ ,.’']\d{3})+|\d+)(?:[.,]0+)?\s*")
# A node where units simply wait, or stop for now: nothing is known to have ended there.
WAITING: Final = re.compile(
    r"wait|pending|ongoing|progress|consider|process|open|active|in review|current|still|no update|offen|laufend|"
    r"attente|cours|pendiente|proceso|andamento|attesa|lopend|devam|进 ?行|等 ?待",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Graph:
    """Links between nodes; stage of a node where its name says one, `lead` where it says "not applied"."""

    links: pd.DataFrame  # source, target, value
    stages: Mapping[str, Stage]
    leads: Collection[str]

    def inflow(self, nodes: Collection[str]) -> int:
        """Return the units that enter any of `nodes`."""
        return int(self.links.loc[self.links["target"].isin(list(nodes)), "value"].sum())

    def of(self, stages: Collection[Stage]) -> set[str]:
        """Return the nodes that stand for one of `stages`."""
        return {node for node, stage in self.stages.items() if stage in stages}


def number(text: str) -> int | None:
    """Return the whole number a cell holds ("1,200", "35.0"), None for anything else."""
    found = NUMBER.fullmatch(text)
    return int(re.sub(r"\D", "", found.group(1))) if found else None


def flow_columns(sheet: Sheet) -> tuple[int, int, int] | None:
    """Return the positions of source, target and value in a table of three columns that is a list of links.

    One column is whole numbers, the other two hold names, and some names are left as well as entered.
    """
    if len(sheet.cells.columns) != 3 or sheet.rows < 2:
        return None
    numeric = [all(number(str(text)) is not None for text in sheet.cells[at] if text) for at in range(3)]
    if numeric.count(True) != 1:
        return None
    value = numeric.index(True)
    first, second = (at for at in range(3) if at != value)
    names = [set(sheet.cells[at]) - {""} for at in (first, second)]
    once = float(sheet.cells[[first, second]].duplicated().mean()) < 0.2
    return (first, second, value) if names[0] & names[1] and once else None


def oriented(sheet: Sheet, first: int, second: int) -> tuple[int, int]:
    """Return (source, target): the side that final outcomes stand on is the target."""
    ends = {Stage.REJECTED, Stage.NO_RESPONSE, Stage.ACCEPTED, Stage.DECLINED, Stage.WITHDRAWN}
    scores = []
    for here, there in ((first, second), (second, first)):
        only = set(sheet.cells[here]) - set(sheet.cells[there])
        readings = read_statuses({str(name): 1 for name in only if name})
        scores.append(sum(1 for reading in readings if not ends.isdisjoint(reading.stages)))
    return (second, first) if scores[0] > scores[1] else (first, second)


def read_flows(context: Context, source: int, target: int, value: int) -> Parsed:
    """Turn links into counts; single applications stay unknown."""
    sheet = context.sheet
    values = [number(str(text)) for text in sheet.cells[value]]
    named = ((sheet.cells[source] != "") & (sheet.cells[target] != "")).to_numpy(dtype=bool)
    sound = np.array([value is not None for value in values], dtype=bool) & named
    links = pd.DataFrame(
        {"source": sheet.cells[source], "target": sheet.cells[target], "value": [v or 0 for v in values]}
    )[sound]
    if links.empty:
        raise NotATrackerError(
            _("No line of this file holds two names and a whole number."),
            _("Write each flow as: source, target, number."),
        )
    readings = _readings(links, context.answers)
    graph = Graph(links, _stages(readings), {reading.value for reading in readings if not reading.applied})
    problems = [_unreadable(sheet, int(at)) for at in np.flatnonzero(~sound)]
    unknown = [reading for reading in readings if reading.value not in graph.stages and reading.applied]
    left = set(links["source"])
    ends = [reading for reading in unknown if reading.value not in left and not WAITING.search(reading.value)]
    stage_of = {node: str(stage) for node, stage in graph.stages.items()}
    flows = links.assign(source_stage=links["source"].map(stage_of), target_stage=links["target"].map(stage_of))
    return Parsed(
        layout="flows",
        rows=sheet.rows,
        accepted=int(sound.sum()),
        set_aside=int((~sound).sum()),
        flows=exact_flows(flows),
        aggregate=counts(graph),
        statuses=readings,
        problems=(*problems, *_balance(graph), *_places(unknown, ends)),
        questions=tuple(_question(reading) for reading in ends if graph.inflow([reading.value])),
    )


def _readings(links: pd.DataFrame, answers: Answers) -> tuple[StageReading, ...]:
    nodes = pd.unique(pd.concat([links["source"], links["target"]]))
    inflow = links.groupby("target")["value"].sum()
    sizes = {str(node): int(inflow.get(node, 0)) for node in nodes}
    return read_statuses(sizes, overrides=answers.stages)


def _stages(readings: tuple[StageReading, ...]) -> dict[str, Stage]:
    """Return the stage each node stands for: the last its words assert, else what its name says as a header would."""
    result: dict[str, Stage] = {}
    for reading in readings:
        if reading.confidence > 0 and reading.stages:
            result[reading.value] = reading.stages[-1]
        elif reading.applied and (named := stage_of_header(reading.value)) is not None:
            result[reading.value] = named[0]
    return result


def counts(graph: Graph) -> dict[str, int | None]:
    """Return the counts of `TrackerReading.aggregate`; None where the diagram cannot say."""
    links, targets = graph.links, set(graph.links["target"])
    sources = [node for node in pd.unique(links["source"]) if node not in targets]
    sent = int(links.loc[links["source"].isin(sources), "value"].sum()) - graph.inflow(graph.leads)
    talks, offers = graph.of(TALKS), graph.of(OFFERS)
    interviewed = _first_entries(graph, talks | offers)
    if not talks and offers and interviewed:
        interviewed = None
    offered = _first_entries(graph, offers)
    single: dict[Stage, int | None] = {stage: graph.inflow(graph.of({stage})) for stage in Stage}
    ended = graph.inflow(graph.of(FINAL))
    if ended > sent:
        single = dict.fromkeys(Stage)  # more units end than start: the outcomes cannot all be right
    rounds = _entries(graph, talks)
    return {
        "applications": sent,
        "answered": _first_entries(graph, graph.of(ANSWERS)),
        "interviewed": interviewed,
        "interview_rounds": None if interviewed is None else max(rounds, interviewed),
        "offers": offered,
        "accepted": single[Stage.ACCEPTED],
        "rejected": single[Stage.REJECTED],
        "withdrawn": single[Stage.WITHDRAWN],
        "no_response": single[Stage.NO_RESPONSE],
        "open": sent - ended if ended <= sent else None,
    }


def _entries(graph: Graph, nodes: set[str]) -> int:
    """Return how often any of `nodes` is entered or is where units start."""
    links, targets = graph.links, set(graph.links["target"])
    starts = [node for node in nodes if node not in targets]
    return graph.inflow(nodes) + int(links.loc[links["source"].isin(starts), "value"].sum())


def _first_entries(graph: Graph, nodes: set[str]) -> int | None:
    """Return the units that reach any of `nodes` at least once; None where paths mix or turn in a circle."""
    into: dict[str, list[tuple[str, int]]] = {}
    for source, target, value in graph.links[["source", "target", "value"]].itertuples(index=False):
        into.setdefault(source, [])
        into.setdefault(target, []).extend([(source, value)] if value else [])
    try:
        order = list(TopologicalSorter({node: [s for s, _ in links] for node, links in into.items()}).static_order())
    except CycleError:
        return None if nodes else 0
    total, share = 0.0, dict.fromkeys(order, 0.0)
    for node in order:
        units = sum(value for _, value in into[node])
        been = sum(share[source] * value for source, value in into[node])
        if node not in nodes:
            share[node] = been / units if units else 0.0
            continue
        if any(0 < share[source] < 1 for source, _ in into[node]):
            return None
        share[node] = 1.0
        total += units - been if units else _leaving(graph, node)
    return round(total)


def _leaving(graph: Graph, node: str) -> int:
    return int(graph.links.loc[graph.links["source"] == node, "value"].sum())


def _balance(graph: Graph) -> list[ImportProblem]:
    """Say which nodes more units leave than enter."""
    into = graph.links.groupby("target")["value"].sum()
    out = graph.links.groupby("source")["value"].sum()
    return [
        ImportProblem(
            ProblemCode.SUSPICIOUS_COLUMN,
            _(
                "{leaving} leave “{place}”, but only {arriving} arrive there; the counts may be off.",
                leaving=out[node],
                place=node,
                arriving=into[node],
            ),
            _("Check the numbers around it."),
            value=str(node),
        )
        for node in into.index.intersection(out.index)
        if out[node] > into[node]
    ]


def _places(unknown: list[StageReading], ends: list[StageReading]) -> list[ImportProblem]:
    names = [reading.value for reading in unknown if reading not in ends]
    return [
        ImportProblem(
            ProblemCode.UNKNOWN_STATUS,
            _("“{name}” is not a known stage; it is passed through and counted as nothing of its own.", name=name),
            _("Say what it means if it is a stage."),
            value=name,
        )
        for name in names
    ]


def _unreadable(sheet: Sheet, at: int) -> ImportProblem:
    return ImportProblem(
        ProblemCode.SHIFTED_ROW,
        _("This line is no link of two names and a whole number."),
        _("Write it as source, target, number."),
        int(sheet.numbers[at]),
        set_aside=True,
    )


def _question(reading: StageReading) -> Question:
    return Question(
        QuestionCode.STATUS_MEANING,
        plural(
            reading.rows,
            "What does “{word}” mean? {n} application ends there.",
            "What does “{word}” mean? {n} applications end there.",
            word=reading.value,
        ),
        words.STAGE_OPTIONS,
        subject=reading.value,
    )


def flow_fields(context: Context) -> tuple[int, int, int] | None:
    """Return source, target and value where the headers name them."""
    found = [context.one(field) for field in (Field.FLOW_SOURCE, Field.FLOW_TARGET, Field.FLOW_VALUE)]
    source, target, value = (guess.position if guess is not None else -1 for guess in found)
    return (source, target, value) if min(source, target, value) >= 0 else None
