"""Which rows stand for an application that was really sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from data.language import _
from data.layouts.events import PLAIN_DATE
from data.layouts.words import RANK
from data.meaning.words import fold
from data.problems import ImportProblem, ProblemCode
from data.schema import TALKS, Field, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.layouts.findings import Findings
    from data.layouts.words import Axis

# Left unfinished: said of an application it means "never sent", said of an interview "not over".
UNFINISHED: Final = re.compile(r"\b(?:not complete\w*|incomplete|unfinished|abandoned|draft\w*|started|abgebrochen)\b")
SAVED: Final = re.compile(r"\b(?:saved|bookmarked|favou?rited|gespeichert|gemerkt|enregistre|guardado|salvo|salvato)\b")
POSTED: Final = re.compile(
    r"\b(?:posted|posting|published|listed|scraped|veroffentlicht|publication|publie|publicacion|publicado|publicacao|"
    r"pubblica(?:zione|to)|geplaatst|yayin|ilan)\b|发 ?布"
)
# Said of a posting, and as often of an application that nobody has looked at yet.
WEAK: Final = re.compile(r"^(?:new|open|lead|neu|offen|nouveau|nuev[ao]|nov[ao]|nuov[ao]|nieuw|yeni)$")
PROOF: Final = TALKS | {Stage.REPLIED, Stage.ASSESSMENT, Stage.OFFER, Stage.ACCEPTED, Stage.DECLINED, Stage.REJECTED}
MOSTLY: Final = 0.5


def sent_rows(found: Findings) -> tuple[NDArray[np.bool_], list[ImportProblem]]:
    """Return the rows that are applications, and a NOT_APPLIED problem for each of the others that are alive.

    A wish, a lead or a posting passed over is no application, unless another cell of its row proves one.
    """
    wish, words = _wishes(found)
    unticked = np.zeros(len(found.alive), dtype=bool)
    for milestone in found.milestones:
        if milestone.stage is Stage.APPLIED:
            unticked |= milestone.refused | (milestone.flags & ~milestone.reached & np.isnat(found.applied.dates))
    wish |= _leads(found)
    silent = _silent(found, wish)
    if _saved_only(found):
        wish = wish | found.alive
    out = found.alive & ~_proof(found) & (wish | unticked | silent)
    problems = [_problem(found, int(at), str(words[at]), untouched=bool(silent[at])) for at in np.flatnonzero(out)]
    return found.alive & ~out, problems


def _proof(found: Findings) -> NDArray[np.bool_]:
    """True for rows in which something happened that only follows an application."""
    proof = np.zeros(len(found.alive), dtype=bool)
    for axis in found.axes:
        proof |= axis.per_row([r.applied and not PROOF.isdisjoint(r.stages) for r in axis.readings], False).astype(bool)
    for milestone in found.milestones:
        proof |= milestone.reached & (milestone.stage in PROOF)
    proof[found.history.rows[found.history.among(PROOF)]] = True
    return proof


def _wishes(found: Findings) -> tuple[NDArray[np.bool_], NDArray[np.object_]]:
    """True where a status word says that nothing was sent, and the word."""
    wish = np.zeros(len(found.alive), dtype=bool)
    words = np.full(len(found.alive), "", dtype=object)
    for axis in found.axes:
        left = _left_unfinished(axis) if len(found.axes) > 1 else frozenset()
        no = [not reading.applied or reading.value in left for reading in axis.readings]
        mask = axis.per_row(no, False).astype(bool)
        mask &= ~_dated(found, axis)
        wish |= mask
        words[mask] = axis.per_row([reading.value for reading in axis.readings], "")[mask]
    return wish, words


def _dated(found: Findings, axis: Axis) -> NDArray[np.bool_]:
    """True for rows with a day of application under a weak word such as "New" that mostly has one."""
    guess, dated = found.applied.guess, ~np.isnat(found.applied.dates)
    result = np.zeros(len(dated), dtype=bool)
    if guess is None or guess.field is not Field.APPLIED or guess.confidence <= PLAIN_DATE:
        return result
    for word, reading in enumerate(axis.readings):
        rows = found.alive & (axis.codes == word)
        if WEAK.match(fold(reading.value)) and rows.any() and dated[rows].mean() > MOSTLY:
            result |= rows & dated
    return result


def _leads(found: Findings) -> NDArray[np.bool_]:
    """True for rows whose history never gets past a lead, where no other cell says that they were sent."""
    leads = found.leads.copy()
    if found.applied.certain:
        leads &= np.isnat(found.applied.dates)
    for axis in found.axes:
        leads &= ~axis.per_row([reading.applied for reading in axis.readings], False).astype(bool)
    for milestone in found.milestones:
        leads &= ~milestone.reached
    return leads


def _left_unfinished(axis: Axis) -> frozenset[str]:
    """Return words such as "abandoned" of an axis whose other words say whether the application was sent."""
    sent = any(reading.stages and max(RANK.get(stage, 9) for stage in reading.stages) == 0 for reading in axis.readings)
    return frozenset(reading.value for reading in axis.readings if sent and UNFINISHED.search(fold(reading.value)))


def _saved_only(found: Findings) -> bool:
    """True for a list of postings: its date says when they were saved or published, and nothing what came of them."""
    guess = found.applied.guess
    saved = (
        guess is not None
        and guess.field is Field.ADDED
        and any(words.search(fold(guess.header)) for words in (SAVED, POSTED))
    )
    return saved and not found.axes and not found.milestones and not len(found.history.rows)


def _silent(found: Findings, wish: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """True for rows without date, status or any stage in a file whose other rows have an application date."""
    guess, dated = found.context.one(Field.APPLIED), ~np.isnat(found.applied.dates)
    others = found.alive & ~wish
    if guess is None or not others.any() or dated[others].mean() < MOSTLY:
        return np.zeros(len(found.alive), dtype=bool)
    said = dated | (found.context.text(guess) != "").to_numpy(dtype=bool)
    for axis in found.axes:
        said |= axis.codes >= 0
    for milestone in found.milestones:
        said |= milestone.reached
    said[found.history.rows] = True
    return found.alive & ~said


def _problem(found: Findings, at: int, word: str, *, untouched: bool) -> ImportProblem:
    if word:
        message = _("The status “{word}” says that no application was sent.", word=word)
    elif untouched:
        message = _(
            "This row has no application date and no status, so it looks like a posting you have not applied to."
        )
    else:
        message = _("The row says that no application was sent.")
    return ImportProblem(
        ProblemCode.NOT_APPLIED,
        message,
        _("Change the status or add the date if you did apply."),
        int(found.numbers[at]),
        value=word or None,
        set_aside=True,
    )
