"""Add a tracker, see exactly what would be added, confirm, and undo."""

from pages.ui import importer, show

show.header("import")
importer.done()
importer.flow()
importer.history()
