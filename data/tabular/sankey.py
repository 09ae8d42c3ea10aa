"""Flows written as text: SankeyMATIC lines, arrows, rows of a JavaScript or Python array, Mermaid's sankey block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.plans import RawTable
from data.tabular.parts import Found, text_frame, truncated

if TYPE_CHECKING:
    from data.tabular.encodings import Text

_NUMBER: Final = r"(?P<value>\d[\d.,]*|\*|\?)"
_COLOUR: Final = r"(?:\s*#[0-9a-fA-F]{3,8}(?:\.\d+)?(?:\s*(?:<<|>>))*)?"
_NAME: Final = r"[^\[\]|\t]+?"
_ARROW: Final = r"\s*(?:-{1,2}>|=>|→)\s*"
_BRACKETS: Final = rf"(?P<source>{_NAME})\s*\[\s*{_NUMBER}\s*\]\s*(?P<target>{_NAME}){_COLOUR}"
_ARROW_COLON: Final = rf"(?P<source>{_NAME}){_ARROW}(?P<target>{_NAME})\s*[:=]\s*{_NUMBER}{_COLOUR}"
_ARROW_BRACKETS: Final = rf"(?P<source>{_NAME}){_ARROW}(?P<target>{_NAME})\s*\[\s*{_NUMBER}\s*\]{_COLOUR}"
_ARRAY_NAMES: Final = r"(?P<q1>['\"])(?P<source>.+?)(?P=q1)\s*,\s*(?P<q2>['\"])(?P<target>.+?)(?P=q2)"
_ARRAY: Final = rf"[\[(]\s*{_ARRAY_NAMES}\s*,\s*['\"]?{_NUMBER}['\"]?\s*[\])][\s,;\])]*"
_FLOW_LINES: Final = tuple(map(re.compile, (_BRACKETS, _ARROW_COLON, _ARROW_BRACKETS, _ARRAY)))
_MERMAID: Final = re.compile(r"sankey(?:-beta)?\s*", re.IGNORECASE)
_MERMAID_FLOW: Final = re.compile(rf"\"?(?P<source>[^\",]+)\"?\s*,\s*\"?(?P<target>[^\",]+)\"?\s*,\s*{_NUMBER}")
_COMMENT: Final = r"'(?![^']*'\s*,).*|//.*|%%.*|```.*|---"
_SETTING: Final = r":.*|\w+(?:\s+\w+){1,2}"
_CODE: Final = r".*[\[({]\s*|\s*[\])}]+[\s)\];,]*"
_ASIDE: Final = re.compile(f"{_COMMENT}|{_SETTING}|{_CODE}")
_LONGEST_LINE: Final = 1_000  # characters; a flow is two names and a number


def read_sankey(text: Text, max_rows: int) -> Found | None:
    """Read the text as flows, or return None where most lines are something else."""
    flows = _flows(text.data.decode("utf-8").split("\n"))
    if not flows:
        return None
    notes = (truncated(max_rows),) if len(flows) > max_rows else ()
    numbers = list(flows)[:max_rows]
    cells = text_frame([flows[number] for number in numbers], numbers)
    table = RawTable("", cells, kind="flows", header_rows=0, notes=notes)
    return Found("sankey text", (table,), text.encoding, problems=text.problems)


def _flows(lines: list[str]) -> dict[int, tuple[str, str, str]]:
    """Return source, target and value by 1-based line number; empty where fewer than half of the lines are flows."""
    patterns = _patterns(lines)
    flows: dict[int, tuple[str, str, str]] = {}
    others = 0
    for number, line in enumerate(lines, start=1):
        bare = re.sub(r"[^\S\t]+", " ", line.strip())  # long runs of blanks would make the patterns slow
        found = _match(patterns, bare) if 0 < len(bare) < _LONGEST_LINE else None
        if found:
            flows[number] = (found["source"].strip(), found["target"].strip(), found["value"])
        elif bare and not _ASIDE.fullmatch(bare[:_LONGEST_LINE]):
            others += 1
            if others > 20 + 2 * len(flows):
                return {}
    return {} if len(flows) <= others or _is_delimited(flows) else flows


def _is_delimited(flows: dict[int, tuple[str, str, str]]) -> bool:
    """Tell whether the "names" are rows of a CSV file that happen to hold a number in brackets or an arrow."""
    commas = [max((source + target).count(mark) for mark in ",;") for source, target, _ in flows.values()]
    return 2 * sum(count > 1 for count in commas) > len(commas)


def _patterns(lines: list[str]) -> tuple[re.Pattern[str], ...]:
    start = next((line for line in lines if line.strip() and not line.startswith(("```", "---"))), "")
    return (_MERMAID_FLOW,) if _MERMAID.fullmatch(start.strip()) else _FLOW_LINES


def _match(patterns: tuple[re.Pattern[str], ...], line: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.fullmatch(line))), None)
