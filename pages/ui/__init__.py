"""What the page scripts are made of.

entry.py       today's date and the place of the history file
cache.py       the open history and everything computed from it; the only place of Streamlit's caches
session.py     what one browser tab remembers; the only place of its session state
frame.py       pages and navigation, the sample banner, and what is shown when something fails
text.py        every sentence of the screen
text_import.py the sentences of the import screen
text_more.py   the sentences of Compare, Waiting, forecast and bottleneck
names.py       what stages and columns are called
plain.py       text of the person made safe for Markdown
brand.py       sign and name of the app
show.py        results on the screen: metrics, ratios, pictures, suggestions
outlook.py     forecast and bottleneck
compare.py     groups of applications side by side
silence.py     open applications, closing them, and undo
importer.py    from a dropped file to a confirmed import, and undo
understood.py  how a file was understood: the plan, row by row
mapping.py     the choices that change how a file is understood
"""
