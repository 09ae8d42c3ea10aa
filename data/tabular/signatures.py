"""What bytes are, by their first ones; and the sentence for each kind that is no tracker."""

from __future__ import annotations

from typing import Final

from data.errors import FileUnreadableError

ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the older Office container: .xls, .doc, and encrypted .xlsx
_EXPORT: Final = "Export your tracker as CSV or .xlsx and choose that file."
_PICTURE: Final = "Choose the table itself: export it as CSV or .xlsx, or copy the cells and paste them."
_UNPACK: Final = "Unpack it and choose the CSV or .xlsx file inside, or pack it as .zip."

_KINDS: Final = (  # offset, first bytes, words, remedy
    (0, b"%PDF", "a PDF", "A PDF holds the look of a table, not its cells. " + _EXPORT),
    (0, b"\x89PNG", "a picture", _PICTURE),
    (0, b"\xff\xd8\xff", "a picture", _PICTURE),
    (0, b"GIF8", "a picture", _PICTURE),
    (0, b"II*\0", "a picture", _PICTURE),
    (0, b"MM\0*", "a picture", _PICTURE),
    (0, b"\0\0\x01\0", "a picture", _PICTURE),
    (8, b"WEBP", "a picture", _PICTURE),
    (4, b"ftyp", "a picture or film", _PICTURE),
    (0, b"ID3", "a sound file", _EXPORT),
    (0, b"RIFF", "a sound or film file", _EXPORT),
    (0, b"OggS", "a sound or film file", _EXPORT),
    (0, b"\x7fELF", "a program", _EXPORT),
    (0, b"MZ\x90", "a program", _EXPORT),
    (0, b"\xca\xfe\xba\xbe", "a program", _EXPORT),
    (0, b"\xcf\xfa\xed\xfe", "a program", _EXPORT),
    (0, b"\x1f\x8b", "a packed file (gzip)", _UNPACK),
    (0, b"BZh", "a packed file (bzip2)", _UNPACK),
    (0, b"\xfd7zXZ\0", "a packed file (xz)", _UNPACK),
    (0, b"(\xb5/\xfd", "a packed file (zstd)", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a packed file (7z)", _UNPACK),
    (0, b"Rar!", "a packed file (rar)", _UNPACK),
    (257, b"ustar", "a packed file (tar)", _UNPACK),
    (0, b"SQLite format 3\0", "a database (SQLite)", "Export the table of your applications as CSV."),
    (8, b"DUCK", "a database (DuckDB)", "Export the table of your applications as CSV."),
    (0, b"PAR1", "a Parquet file", _EXPORT),
    (0, b"{\\rtf", "a text document (RTF)", "Copy the table into a spreadsheet and save it as .xlsx or CSV."),
)
_IN_ZIP: Final = (  # a name inside the ZIP, words, remedy
    ("word/document.xml", "a Word document", "Copy the table into a spreadsheet and save it as .xlsx or CSV."),
    ("ppt/presentation.xml", "a PowerPoint file", _EXPORT),
    ("Index/Document.iwa", "an Apple Numbers or Pages file", "In Numbers choose File, Export To, CSV or Excel."),
    ("META-INF/container.xml", "an e-book", _EXPORT),
    ("META-INF/MANIFEST.MF", "a program", _EXPORT),
)


def refuse_known_kinds(content: bytes) -> None:
    """Raise FileUnreadableError, naming the kind, for files that are certainly no tracker."""
    for offset, first, words, remedy in _KINDS:
        if content.startswith(first, offset):
            raise FileUnreadableError(f"This is {words}, not a tracker that Rebound can read.", remedy)


def refuse_known_archives(names: frozenset[str]) -> None:
    """Do the same for files that are a ZIP inside, by the names of their parts."""
    for part, words, remedy in _IN_ZIP:
        if part in names:
            raise FileUnreadableError(f"This is {words}, not a tracker that Rebound can read.", remedy)
