"""What bytes are, by their first ones; and the sentence for each kind that is no tracker."""

from __future__ import annotations

from typing import Final

from data.errors import FileUnreadableError
from data.language import _, speaks

ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"
MOST_TABLES: Final = 300  # in one file; a tracker has a handful
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the older Office container: .xls, .doc, and encrypted .xlsx
_EXPORT: Final = "Export your tracker as CSV or .xlsx and choose that file."
_PICTURE: Final = "Choose the table itself: export it as CSV or .xlsx, or copy the cells and paste them."
_UNPACK: Final = "Unpack it and choose the CSV or .xlsx file inside, or pack it as .zip."
_DATABASE: Final = "Export the table of your applications as CSV."
_DOCUMENT: Final = "Copy the table into a spreadsheet and save it as .xlsx or CSV."

_SENTENCES: Final = {  # kind -> what is wrong, remedy
    "pdf": (
        "This is a PDF, not a tracker that Rebound can read.",
        "A PDF holds the look of a table, not its cells. Export your tracker as CSV or .xlsx and choose that file.",
    ),
    "picture": ("This is a picture, not a tracker that Rebound can read.", _PICTURE),
    "film": ("This is a picture or film, not a tracker that Rebound can read.", _PICTURE),
    "sound": ("This is a sound file, not a tracker that Rebound can read.", _EXPORT),
    "media": ("This is a sound or film file, not a tracker that Rebound can read.", _EXPORT),
    "program": ("This is a program, not a tracker that Rebound can read.", _EXPORT),
    "gzip": ("This is a packed file (gzip), not a tracker that Rebound can read.", _UNPACK),
    "bzip2": ("This is a packed file (bzip2), not a tracker that Rebound can read.", _UNPACK),
    "xz": ("This is a packed file (xz), not a tracker that Rebound can read.", _UNPACK),
    "zstd": ("This is a packed file (zstd), not a tracker that Rebound can read.", _UNPACK),
    "7z": ("This is a packed file (7z), not a tracker that Rebound can read.", _UNPACK),
    "rar": ("This is a packed file (rar), not a tracker that Rebound can read.", _UNPACK),
    "tar": ("This is a packed file (tar), not a tracker that Rebound can read.", _UNPACK),
    "sqlite": ("This is a database (SQLite), not a tracker that Rebound can read.", _DATABASE),
    "duckdb": ("This is a database (DuckDB), not a tracker that Rebound can read.", _DATABASE),
    "parquet": ("This is a Parquet file, not a tracker that Rebound can read.", _EXPORT),
    "rtf": ("This is a text document (RTF), not a tracker that Rebound can read.", _DOCUMENT),
    "word": ("This is a Word document, not a tracker that Rebound can read.", _DOCUMENT),
    "slides": ("This is a PowerPoint file, not a tracker that Rebound can read.", _EXPORT),
    "numbers": (
        "This is an Apple Numbers or Pages file, not a tracker that Rebound can read.",
        "In Numbers choose File, Export To, CSV or Excel.",
    ),
    "book": ("This is an e-book, not a tracker that Rebound can read.", _EXPORT),
}
_KINDS: Final = (  # offset, first bytes, kind
    (0, b"%PDF", "pdf"),
    (0, b"\x89PNG", "picture"),
    (0, b"\xff\xd8\xff", "picture"),
    (0, b"GIF8", "picture"),
    (0, b"II*\0", "picture"),
    (0, b"MM\0*", "picture"),
    (0, b"\0\0\x01\0", "picture"),
    (8, b"WEBP", "picture"),
    (4, b"ftyp", "film"),
    (0, b"ID3", "sound"),
    (0, b"RIFF", "media"),
    (0, b"OggS", "media"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ\x90", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"\xcf\xfa\xed\xfe", "program"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\0", "xz"),
    (0, b"(\xb5/\xfd", "zstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!", "rar"),
    (257, b"ustar", "tar"),
    (0, b"SQLite format 3\0", "sqlite"),
    (8, b"DUCK", "duckdb"),
    (0, b"PAR1", "parquet"),
    (0, b"{\\rtf", "rtf"),
)
_IN_ZIP: Final = {  # a name inside the ZIP -> kind
    "word/document.xml": "word",
    "ppt/presentation.xml": "slides",
    "Index/Document.iwa": "numbers",
    "META-INF/container.xml": "book",
    "META-INF/MANIFEST.MF": "program",
}


def refuse_too_many(tables: int) -> None:
    """Raise where a file holds more tables than a tracker ever does; to look at each would take minutes."""
    if tables > MOST_TABLES:
        raise FileUnreadableError(
            _("This file holds more than {most} tables.", most=MOST_TABLES),
            _("Keep the table with your applications, and delete the others."),
        )


def refuse_known_kinds(content: bytes) -> None:
    """Raise FileUnreadableError, naming the kind, for files that are certainly no tracker."""
    for offset, first, kind in _KINDS:
        if content.startswith(first, offset):
            raise _refusal(kind)


def refuse_known_archives(names: frozenset[str]) -> None:
    """Do the same for files that are a ZIP inside, by the names of their parts."""
    for part, kind in _IN_ZIP.items():
        if part in names:
            raise _refusal(kind)


def _refusal(kind: str) -> FileUnreadableError:
    message, remedy = _SENTENCES[kind]
    return FileUnreadableError(_(message), _(remedy))


speaks(__name__)
