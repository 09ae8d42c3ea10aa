"""Files nobody should have, made from a number: the same number makes the same file."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from test_tabular_fuzz import GOOD, PIECES
from test_tabular_sheets import xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

FILES: Final = Path(__file__).resolve().parents[1] / "files"
TRACKER: Final = (
    "Company,Job Title,Date Applied,Status,Interview,Offer,Link,Notes\n"
    "Acme,Analyst,03/04/2024,Applied,,,https://example.com/1,called\n"
    '"Beta, Inc.",Nurse,14/04/2024,"Rejected (Interview)",21/04/2024,,https://example.com/2,"they said ""no"""\n'
    "Gamma,Buyer,15/04/2024,Offer,22/04/2024,30/04/2024,,\n"
) * 3
SWISS: Final = "Firma;Stelle;Beworben am;Stand\nMüller;Köchin;1.2.2024;Absage\nÖzil;Käufer;13.2.2024;Gespräch\n"
DIARY: Final = "Company,Timeline\n" + "Acme,2024-03-01 applied; 2024-03-09 phone screen; 2024-03-20 rejected\n" * 5
NAMES: Final = ("x.csv", "x.tsv", "x.json", "x.txt", "x.md", "x.html", "x.xlsx", "x.xls", "x.ods", "x.zip", "")
WORDS: Final = ("Company", "Applied", "Status", "Interview", "Datum", "面试", "Rejected", "2024-03-01", "1", "x")
RTL: Final = ("الشركة", "الحالة", "تاريخ التقديم", "חברה", "סטטוס", "\u202eجارية\u202c", "\u200fדחייה", "٢٠٢٤/٠٣/٠١")
FORMULAS: Final = ("=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "+1+1", "-2+3", '=HYPERLINK("http://x","y")', "=1/0", "#REF!")
LONG: Final = 1_000_000  # letters
LETTERS: Final = (
    *("a", "a ", "1", "(", '"', "[x](", "2024-03-01 ", "applied 1/2; ", "é", "公", "-", "|", "<td>", "{", "=", "\n"),
)
GIB: Final = 1 << 30


@cache
def good() -> tuple[bytes, ...]:
    """Return files as they should be, of every kind that is read."""
    own = [path.read_bytes() for path in sorted(FILES.iterdir())]
    return (*GOOD.values(), *own, TRACKER.encode(), SWISS.encode("cp1252"), DIARY.encode("utf-16"))


def random_bytes(random: Random) -> bytes:
    return random.randbytes(random.choice((1, 5, 50, 500, 20_000)))


def pieces(random: Random) -> bytes:
    """Make a text of what formats are made of, in no order."""
    parts = random.choices(PIECES, k=random.choice((3, 10, 40, 300, 3_000)))
    return "".join(parts).encode("utf-8", "surrogatepass")


def truncated(random: Random) -> bytes:
    content = random.choice(good())
    return content[: random.randrange(len(content) + 1)]


def changed(random: Random) -> bytes:
    content = bytearray(random.choice(good()))
    for _ in range(random.choice((1, 3, 20, 200))):
        content[random.randrange(len(content))] = random.randrange(256)
    return bytes(content)


def stuffed(random: Random) -> bytes:
    """Put pieces of formats into the middle of a good file."""
    content = random.choice(good())
    at = random.randrange(len(content) + 1)
    middle = "".join(random.choices(PIECES, k=30)).encode("utf-8", "surrogatepass")
    return content[:at] + middle + content[at:]


def changed_inside(random: Random) -> bytes:
    """Change a part of a ZIP and pack it again, so that no checksum stops the change."""
    parts = _unpacked(random.choice([content for content in good() if content.startswith(b"PK")]))
    name = random.choice([name for name, content in parts.items() if content])
    content = bytearray(parts[name])
    for _ in range(random.choice((1, 5, 50))):
        at = random.randrange(len(content)) if content else 0
        if random.random() < 0.5:
            content[at : at + 1] = bytes([random.randrange(256)])
        else:
            content[at : at + random.randrange(20)] = random.choice(PIECES).encode("utf-8", "surrogatepass")
    return _packed({**parts, name: bytes(content)})


def wide(random: Random) -> bytes:
    """Give a table ten thousand columns."""
    header = [f"{random.choice(WORDS)} {random.randrange(10**6)}" for _ in range(10_000)]
    rows = [random.choices(("", "Acme", "2024-03-01", "yes"), k=10_000) for _ in range(random.choice((0, 1, 3, 30)))]
    kind = random.choice(("csv", "tsv", "json", "md", "html", "xlsx"))
    if kind == "json":
        return json.dumps([dict(zip(header, row, strict=True)) for row in rows or [header]]).encode()
    if kind == "xlsx":
        return xlsx([header, *rows[:1]])
    if kind == "html":
        return ("<table>" + "".join(f"<tr><td>{'<td>'.join(row)}" for row in [header, *rows])).encode()
    rule = [["---"] * 10_000] if kind == "md" else []
    return "\n".join({"csv": ",", "tsv": "\t", "md": "|"}[kind].join(row) for row in [header, *rule, *rows]).encode()


def nuls(random: Random) -> bytes:
    content = bytearray(random.choice(good()))
    for _ in range(random.choice((1, 10, 1_000))):
        at = random.randrange(len(content) + 1)
        content[at:at] = b"\0" * random.choice((1, 2, 3, 500))
    return bytes(content)


def right_to_left(random: Random) -> bytes:
    rows = [random.choices((*RTL, "Acme", "2024-03-01", "rejected"), k=5) for _ in range(random.choice((1, 5, 200)))]
    text = "\n".join(random.choice((",", ";", "\t")).join(row) for row in rows)
    return text.encode(random.choice(("utf-8", "utf-8-sig", "utf-16", "cp1256")), "replace")


def formulas(random: Random) -> bytes:
    cells = (*FORMULAS, "Acme", "2024-03-01", "Applied", "")
    rows = [["Company", "Title", "Applied", "Status", "Notes"], *(random.choices(cells, k=5) for _ in range(30))]
    if random.random() < 0.3:
        return xlsx(rows)
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\n".join(quoted if random.random() < 0.5 else [",".join(row) for row in rows]).encode()


def long_cells(random: Random) -> bytes:
    """Put a megabyte into cells of the header, the rows, or both."""
    rows = [["Company", "Title", "Applied", "Status", "Notes"], *(["Acme", "Cook", "2024-03-01", "Applied", ""],) * 5]
    for _ in range(random.choice((1, 1, 2, 5))):
        part = random.choice((random.choice(LETTERS), "".join(random.choices(PIECES, k=5)), random.choice(WORDS)))
        long = (part * (LONG // len(part) + 1))[:LONG].replace("\ud800", "")
        random.choice(rows)[random.randrange(5)] = long
    kind = random.choice(("csv", "quoted", "json", "md", "html", "one", "xlsx"))
    if kind == "json":
        return json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]).encode("utf-8", "replace")
    if kind == "xlsx":
        return xlsx([[cell[:32_000].replace("\0", "").replace("\x1a", "") for cell in row] for row in rows])
    if kind == "html":
        return ("<table>" + "".join(f"<tr><td>{'<td>'.join(row)}" for row in rows)).encode("utf-8", "replace")
    if kind == "one":
        return max((cell for row in rows for cell in row), key=len).encode("utf-8", "replace")
    if kind == "quoted":
        rows = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    if kind == "md":
        rows.insert(1, ["---"] * 5)
    return "\n".join(("|" if kind == "md" else ",").join(row) for row in rows).encode("utf-8", "replace")


def bomb(random: Random) -> bytes:
    """A small ZIP that holds a GiB: a text, a spreadsheet's sheet, or a ZIP that holds one."""
    kind = random.choice(("x.csv", "x.json", "content.xml", "xl/worksheets/sheet1.xml", "nested"))
    return _packed({"jobs.zip": _bomb("x.csv")}) if kind == "nested" else _bomb(kind)


@cache
def _bomb(name: str) -> bytes:
    buffer = io.BytesIO()
    line = b"Acme,Cook,2024-03-01,Applied\n"
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if name == "content.xml":
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        if name.startswith("xl/"):
            for part, content in _unpacked(GOOD["xlsx"]).items():
                if part != name:
                    archive.writestr(part, content)
        with archive.open(name, "w", force_zip64=True) as inside:
            block = line * (1 << 15)
            for _ in range(GIB // len(block) + 1):
                inside.write(block)
    return buffer.getvalue()


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


KINDS: Final[dict[str, Callable[[Random], bytes]]] = {
    made.__name__: made
    for made in (
        *(random_bytes, pieces, truncated, changed, stuffed, changed_inside),
        *(wide, nuls, right_to_left, formulas, long_cells, bomb),
    )
}
