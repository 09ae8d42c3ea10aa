"""What an import has to say about the file: problems with rows, and questions only the person can answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """Stable codes for machines; the sentence for people is in `ImportProblem.message`."""

    BLANK_ROW = "blank_row"
    TEMPLATE_ROW = "template_row"  # only N/A, FALSE, 0 or default values
    TOTAL_ROW = "total_row"
    REPEATED_HEADER = "repeated_header"
    CONFLICT_MARKER = "conflict_marker"
    COMMENT_LINE = "comment_line"
    NOT_APPLIED = "not_applied"  # a lead, a wish, a posting never applied to
    DUPLICATE_ROW = "duplicate_row"
    SHIFTED_ROW = "shifted_row"  # more or fewer cells than the header
    NO_IDENTITY = "no_identity"
    BAD_DATE = "bad_date"
    IMPOSSIBLE_DATE = "impossible_date"  # year 2205
    FUTURE_DATE = "future_date"
    MONTH_ONLY_DATE = "month_only_date"
    YEAR_INFERRED = "year_inferred"
    AMBIGUOUS_DATE = "ambiguous_date"
    DATES_OUT_OF_ORDER = "dates_out_of_order"  # an interview before the application, an offer before the interview
    UNKNOWN_STATUS = "unknown_status"
    STATUS_ASSUMED = "status_assumed"  # a word with two meanings was settled from the rest of the column
    SUSPICIOUS_COLUMN = "suspicious_column"  # all values equal, or a date that is the form's default
    NO_STATUS = "no_status"
    NO_DATE = "no_date"
    ENCODING = "encoding"
    SHEET_SKIPPED = "sheet_skipped"
    TRUNCATED = "truncated"
    CONFLICT = "conflict"  # the file disagrees with what is stored


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One thing about one row (or, with row None, about the file): what, where, and the remedy.

    row: 1-based row or line number in the file as a spreadsheet program shows it; set_aside: the row is not imported.
    """

    code: ProblemCode
    message: str
    remedy: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    set_aside: bool = False


class QuestionCode(StrEnum):
    """What may need an answer before a plan can be made."""

    DATE_ORDER = "date_order"  # options: day-first, month-first
    STATUS_MEANING = "status_meaning"  # options: stages; subject is the word
    COLUMN_MEANING = "column_meaning"  # options: fields; subject is the header
    WHICH_TABLE = "which_table"  # options: names of tables
    AGGREGATE = "aggregate"  # options: accept, refuse
    MATRIX = "matrix"
    SUBJECT = "subject"  # options: yes, no; the columns speak of something else than applications


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: the value the machine takes, and the words the person sees."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its options. `subject` is the column or word it is about; `needed` blocks the plan."""

    code: QuestionCode
    text: str
    options: tuple[Option, ...]
    subject: str = ""
    needed: bool = True
    examples: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Stable key of the answer in `Answers.choices`."""
        return f"{self.code}:{self.subject}" if self.subject else str(self.code)
