"""The exact frames of `data.schema`, built from parts without a loop over rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.meaning.dates import NOTES
from data.schema import APPLICATION_COLUMNS, ATTRIBUTES, EVENT_COLUMNS, FLOW_COLUMNS, KNOWS, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

NO_DATE = np.datetime64("NaT", "s")


def as_dates(values: object, length: int) -> NDArray[np.datetime64]:
    """Return `values` (an array, a Series or None) as an array of datetime64[s] of `length`."""
    if values is None:
        return np.full(length, NO_DATE, dtype="datetime64[s]")
    return np.asarray(values, dtype="datetime64[s]")


STAGES: Final = tuple(Stage)
STAGE_CODE: Final = {stage: code for code, stage in enumerate(STAGES)}


@dataclass(frozen=True, slots=True)
class Told:
    """Events as numbers, because text is slow: what the cells of a sheet assert, before keys and names are put in.

    frame: row (position of the data row), stage (code in STAGES), date (datetime64[s]), note (code in NOTES),
    round (0 where none is stated), origin (position in `origins`), last (the furthest stage of its cell).
    """

    frame: pd.DataFrame
    origins: tuple[str, ...]

    @property
    def rows(self) -> NDArray[np.int64]:
        """Position of the data row of each event."""
        return self.frame["row"].to_numpy()

    @property
    def stages(self) -> NDArray[np.int8]:
        """Stage code of each event."""
        return self.frame["stage"].to_numpy()

    @property
    def dates(self) -> NDArray[np.datetime64]:
        """Date of each event, NaT where unknown."""
        return self.frame["date"].to_numpy()

    def among(self, stages: Iterable[Stage]) -> NDArray[np.bool_]:
        """True for events of one of `stages`."""
        wanted = np.zeros(len(STAGES), dtype=bool)
        wanted[[STAGE_CODE[stage] for stage in stages]] = True
        return wanted[self.stages]

    def only(self, mask: NDArray[np.bool_]) -> Told:
        """Return the events where `mask` is true."""
        return self if mask.all() else replace(self, frame=self.frame[mask])


def told(  # noqa: PLR0913 - one argument per column
    rows: NDArray[np.int64],
    stage: Stage | NDArray[np.int8],
    *,
    dates: object = None,
    notes: object = 0,
    rounds: object = 0,
    origins: str | tuple[tuple[str, ...], NDArray[np.int64]] = "",
    last: object = True,
) -> Told:
    """Return one event for each of `rows`; every other argument is one value for all, or an array as long."""
    names, codes = ((origins,), 0) if isinstance(origins, str) else origins
    length = len(rows)

    def column(values: object, kind: str) -> NDArray[Any]:
        return np.broadcast_to(np.asarray(values, dtype=kind), length)

    frame = pd.DataFrame(
        {
            "row": np.asarray(rows, dtype="int64"),
            "stage": column(STAGE_CODE[stage] if isinstance(stage, Stage) else stage, "int8"),
            "date": as_dates(dates, length),
            "note": column(notes, "int8"),
            "round": column(rounds, "int16"),
            "origin": column(codes, "int32"),
            "last": column(last, "bool"),
        }
    )
    return Told(frame, names)


def together(parts: Sequence[Told]) -> Told:
    """Return the events of all parts, in order."""
    filled = [part for part in parts if len(part.frame)]
    if not filled:
        return told(np.zeros(0, dtype="int64"), Stage.APPLIED)
    frames: list[pd.DataFrame] = []
    origins: list[str] = []
    for part in filled:
        frames.append(part.frame.assign(origin=part.frame["origin"] + np.int32(len(origins))))
        origins += part.origins
    return Told(pd.concat(frames, ignore_index=True), tuple(origins))


def laid_out(names: Sequence[str], codes: NDArray[Any]) -> pd.Series:
    """Return the text of each code. Laid out by Arrow, which takes half the time."""
    texts = pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(names, pa.large_string()))
    return pd.Series(pd.array(texts.dictionary_decode(), dtype="str"))


def event_texts(events: Told, keys: pd.Series, source_rows: NDArray[np.int64]) -> pd.DataFrame:
    """Return an exact events frame; keys: of the application of each event; source_rows: rows of the file."""
    frame = events.frame
    rounds = frame["round"].to_numpy()
    return pd.DataFrame(
        {
            "application_id": keys.reset_index(drop=True),
            "stage": laid_out([str(stage) for stage in STAGES], events.stages),
            "date": frame["date"].to_numpy(),
            "date_note": laid_out(NOTES, frame["note"].to_numpy()),
            "round": pd.Series(pd.arrays.IntegerArray(rounds.astype("int64"), rounds == 0)),
            "origin": laid_out(events.origins or ("",), frame["origin"].to_numpy()),
            "source_row": pd.Series(source_rows, dtype="Int64"),
        },
        copy=False,
    )


def empty_events() -> pd.DataFrame:
    """Return an events frame without rows."""
    return exact_events(pd.DataFrame({name: [] for name in EVENT_COLUMNS}))


def empty_applications() -> pd.DataFrame:
    """Return an applications frame without rows."""
    return exact_applications({}, 0)


def empty_flows() -> pd.DataFrame:
    """Return a flows frame without rows."""
    return exact_flows(pd.DataFrame({name: [] for name in FLOW_COLUMNS}))


def exact_events(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with the columns and dtypes of `EVENT_COLUMNS`."""
    kinds = dict.fromkeys(EVENT_COLUMNS, "str") | {"date": "datetime64[s]", "round": "Int64", "source_row": "Int64"}
    return frame[list(EVENT_COLUMNS)].astype(kinds).reset_index(drop=True)


def exact_applications(columns: Mapping[str, object], length: int) -> pd.DataFrame:
    """Return `length` rows with the columns and dtypes of `APPLICATION_COLUMNS`; attributes not given are <NA>."""
    missing = pd.Series(pd.array(pa.nulls(length, pa.large_string()), dtype="str"))
    frame: dict[str, object] = {}
    for name in ("application_id", *ATTRIBUTES):
        given = columns.get(name)
        frame[name] = missing if given is None else pd.Series(given, dtype="str")
    frame |= {name: np.full(length, bool(columns.get(name))) for name in KNOWS}
    frame["source_row"] = pd.Series(columns.get("source_row", ()), dtype="Int64")
    return pd.DataFrame(frame, columns=list(APPLICATION_COLUMNS), copy=False)


def exact_flows(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with the columns and dtypes of `FLOW_COLUMNS`."""
    kinds = dict.fromkeys(FLOW_COLUMNS, "str") | {"value": "Int64"}
    return frame[list(FLOW_COLUMNS)].astype(kinds).reset_index(drop=True)


def or_missing(texts: pd.Series) -> pd.Series:
    """Return `texts` with <NA> where they are empty."""
    whole = pa.array(texts)
    kept = pc.if_else(pc.not_equal(whole, ""), whole, pa.scalar(None, whole.type))
    return pd.Series(pd.array(kept, dtype="str"), index=texts.index)


def packed(columns: Mapping[str, pd.Series]) -> pd.Series | None:
    """Return one JSON object a row from the non-blank cells of `columns`; <NA> where all are blank.

    Each distinct cell is encoded once.
    """
    parts = []
    for name, texts in columns.items():
        codes, distinct = pd.factorize(texts)
        label = json.dumps(name, ensure_ascii=False) + ": "
        encoded = [label + json.dumps(str(text), ensure_ascii=False) if text else "" for text in distinct]
        parts.append(np.array([*encoded, ""], dtype=object)[codes])
    if not parts:
        return None
    rows = [", ".join(filter(None, row)) for row in zip(*parts, strict=True)]
    return pd.Series([f"{{{row}}}" if row else None for row in rows], dtype="str")
