"""Bytes to text. Certain routes first (a byte order mark, strict UTF-8); a guess is always named as a guess.

charset-normalizer is meant for pages of prose. On the few dozen accented letters of a tracker it took German for
Mac Roman and Turkish for Central European (tried on eleven short trackers, seven wrong), so it only decides between
scripts written in long runs of non-ASCII bytes; Latin alphabets are told apart by the letters that people use.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from charset_normalizer import from_bytes

from data.errors import FileUnreadableError
from data.language import _, plural
from data.problems import ImportProblem, ProblemCode
from data.tabular.parts import clean
from data.tabular.scan import places

_MARKS: Final = (  # UTF-32 first: its mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKS_OF_PRINT: Final = "“”‘’„‚–—…€•°·ºª«»¿¡®™©£§´½¼×"
_WESTERN: Final = "äöüßÄÖÜéèêëàâçîïôûùœŒÉÈÊÀÂÇÔÎñáíóúÑÁÍÓÚãõÃÕìòÌÒÙæøåÆØÅ"
_CENTRAL: Final = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽäöüßÄÖÜőűŐŰ"
# Order settles ties: the most frequent first.
_LATIN: Final = (
    ("cp1252", frozenset(_WESTERN + _MARKS_OF_PRINT)),
    ("cp1254", frozenset("ğşıİĞŞçÇöÖüÜâîûÂÎ" + _MARKS_OF_PRINT)),
    ("iso8859-15", frozenset(_WESTERN + "€«»")),
    ("mac-roman", frozenset(_WESTERN + "“”‘’–—…")),
    ("cp850", frozenset(_WESTERN)),
    ("cp1250", frozenset(_CENTRAL + "“”‘’„–—…€")),
    ("iso8859-2", frozenset(_CENTRAL)),
)
_OTHER_SCRIPTS: Final = [
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
]
_RUN: Final = re.compile(rb"[\x80-\xff]+")
_ODD_INSIDE_WORD: Final = re.compile(r"(?<=[A-Za-z])[“”‘„‚–—…€•°·ºª«»¿¡®™©£§´½¼×ÄÖÜÅÉÈÊÀÂÇÑÙÆØŒ](?=[a-zäöüé])")
_HALF_WIDTH: Final = re.compile(r"[\uff61-\uff9f]")
_FIRST_PRINT: Final = 32
_USUAL_CONTROLS: Final = b"\t\n\v\f\r\x1b"
_NEWLINE: Final = 10
_RETURN: Final = 13
_SAMPLE: Final = 64_000
_SHORT: Final = 40  # bytes; below it charset-normalizer has too little to go on


@dataclass(frozen=True, slots=True)
class Text:
    r"""A text file: UTF-8 bytes without byte order marks or NULs, every line ending "\n"; and how it was read."""

    data: bytes
    encoding: str
    problems: tuple[ImportProblem, ...] = ()


def read_text(content: bytes) -> Text:
    """Decode a text file. Raises FileUnreadableError for bytes that are no text."""
    data, encoding, problems = _to_utf8(content)
    if b"\0" in data:
        left_out = data.count(b"\0")
        data = data.replace(b"\0", b"")
        problems = (*problems, _nul_problem(left_out))
    _refuse_binary(data)
    if codecs.BOM_UTF8[:1] in data:  # a search for one byte costs a tenth of a search for three
        data = data.replace(codecs.BOM_UTF8, b"")
    return Text(_with_plain_line_ends(data), encoding, problems)


def _with_plain_line_ends(data: bytes) -> bytes:
    if b"\r" not in data:
        return data
    octets = np.frombuffer(data, dtype=np.uint8)
    if not data.endswith(b"\r") and bool((octets[places(data, _RETURN) + 1] == _NEWLINE).all()):
        return data.translate(None, b"\r")
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _to_utf8(content: bytes) -> tuple[bytes, str, tuple[ImportProblem, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _with_mark(content, encoding)
    wide = _wide_without_mark(content)
    if wide:
        return content.decode(wide).encode(), wide, ()
    return (content, "utf-8", ()) if _is_utf8(content) else _guess(content)


def _is_utf8(content: bytes) -> bool:
    """Check without decoding: the text of a large file would be made only to be thrown away."""
    whole = [None, pa.array([0, len(content)], pa.int64()).buffers()[1], pa.py_buffer(content)]
    try:
        pa.Array.from_buffers(pa.large_binary(), 1, whole).cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _with_mark(content: bytes, encoding: str) -> tuple[bytes, str, tuple[ImportProblem, ...]]:
    try:
        return content.decode(encoding).encode(), encoding, ()
    except UnicodeError:
        pass
    text = clean(content.decode(encoding, "replace"))
    return text.encode(), encoding, (_damaged_problem(encoding),)


def _wide_without_mark(content: bytes) -> str:
    """Name UTF-16 without its mark: every second byte of the delimiters and line ends is NUL."""
    if len(content) % 2 or b"\0" not in content[:_SAMPLE]:
        return ""
    sample = content[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = content.decode(encoding)
        text.encode()
    except UnicodeError:
        return ""
    plausible = max(even, odd) * 50 > len(sample) and min(even, odd) * 20 <= max(even, odd)
    return encoding if plausible and "\0" not in text else ""


def _guess(content: bytes) -> tuple[bytes, str, tuple[ImportProblem, ...]]:
    mended = content.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    good = len(mended) - len(mended.encode("ascii", "ignore")) - bad
    if good > 4 * bad or (bad == 1 and mended.endswith("\ufffd")):
        text = content.decode("utf-8", "rebound_western")
        return text.encode(), "utf-8", (_damaged_problem("utf-8"),)
    runs = _RUN.findall(content)
    sample = _sample(content)
    high = sum(map(len, runs))
    encoding = _other_script(sample, high) if high >= 2 * len(runs) else ""
    encoding = encoding or _latin(sample)
    text = content.decode(encoding, "replace")
    return text.encode(), encoding, (_guessed_problem(encoding),)


def _sample(content: bytes) -> bytes:
    """Collect the lines that hold evidence: a long file may start with pages of plain ASCII."""
    lines: list[bytes] = []
    size = 0
    for line in content.splitlines():
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
            if size > _SAMPLE:
                break
    return b"\n".join(lines)


def _other_script(sample: bytes, high: int) -> str:
    if high < _SHORT and _everyday_chinese(sample):
        return "gb18030"
    for best in from_bytes(sample, cp_isolation=_OTHER_SCRIPTS):
        # Cyrillic read as Shift-JIS is half-width katakana, which Japanese files hardly use.
        if 2 * len(_HALF_WIDTH.findall(str(best))) < len(str(best)):
            return best.encoding
    return ""


def _everyday_chinese(sample: bytes) -> bool:
    """Tell whether most characters are among the 3,755 everyday ones of GB 2312 (lead bytes B0 to D7)."""
    try:
        text = sample.decode("gb2312")
    except UnicodeDecodeError:
        return False
    leads = [char.encode("gb2312")[0] for char in text if not char.isascii()]
    return sum(0xB0 <= lead <= 0xD7 for lead in leads) > 0.8 * len(leads)


def _latin(sample: bytes) -> str:
    def score(candidate: tuple[str, frozenset[str]]) -> int:
        encoding, letters = candidate
        text = sample.decode(encoding, "replace")
        return sum(char in letters for char in text) - 2 * len(_ODD_INSIDE_WORD.findall(text))

    return max(_LATIN, key=score)[0]


def _western_byte(error: UnicodeError) -> tuple[str, int]:
    """Read the odd byte of another encoding inside a UTF-8 file as Windows-1252 (two files pasted together)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("rebound_western", _western_byte)


def _refuse_binary(data: bytes) -> None:
    octets = np.frombuffer(data, dtype=np.uint8)
    blocks = (octets[start : start + _SAMPLE] for start in range(0, octets.size, _SAMPLE))  # each fits into the cache
    low = sum(int(np.count_nonzero(block < _FIRST_PRINT)) for block in blocks)
    most = 2 + len(data) // 50
    if low > most and low - sum(map(data.count, _USUAL_CONTROLS)) > most:
        raise FileUnreadableError(
            _("This file does not hold text or a spreadsheet that Rebound knows."),
            _("Export your tracker as CSV or .xlsx and try again."),
        )


def _guessed_problem(encoding: str) -> ImportProblem:
    return ImportProblem(
        ProblemCode.ENCODING,
        _("The file does not say how its letters are stored. They were read as {encoding}.", encoding=encoding),
        _("Look at a few names with accents or other letters. If they look wrong, save the file as CSV UTF-8."),
    )


def _damaged_problem(encoding: str) -> ImportProblem:
    return ImportProblem(
        ProblemCode.ENCODING,
        _("A few letters of the file are damaged: they do not fit the rest, which is {encoding}.", encoding=encoding),
        _("Look at names with accents. If some look wrong, save the file again as CSV UTF-8."),
    )


def _nul_problem(count: int) -> ImportProblem:
    return ImportProblem(
        ProblemCode.ENCODING,
        plural(
            count,
            "The file holds {n} empty byte between its letters. It was left out.",
            "The file holds {n} empty bytes between its letters. They were left out.",
        ),
        _("If the last rows look cut off, the file was damaged when it was saved: export it again."),
    )
