"""Add a tracker, see exactly what would be added, confirm, and undo."""

from pages.ui import importer, show, undoing

show.header("import")
importer.done()
importer.flow()
undoing.history()
