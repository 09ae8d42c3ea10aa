"""What the page scripts are made of.

entry.py       today's date and the place of the history file
cache.py       the open history and everything computed from it; the only place of Streamlit's caches
session.py     what one browser tab remembers; the only place of its session state
frame.py       pages and navigation, the sample banner, and what is shown when something fails
text.py        the sentences of the frame, the first minute, the funnel and the import
text_ratio.py  the sentences of a rate, its verdict and its range
text_import.py the sentences of the import screen
text_more.py   the sentences of Compare, Waiting, forecast and bottleneck
text_what_if.py, text_benchmarks.py the sentences of these two pages
text_first.py  the sentences of the guided first reading
text_definitions.py the sentences of the Definitions page
names.py       what stages and columns are called
plain.py       text of the person made safe for Markdown
brand.py       sign and name of the app
show.py        results on the screen: metrics, ratios, pictures, suggestions
text_experiments.py the sentences of the Experiments page
experiments.py starting a change of strategy, and taking back a step
experiment_cards.py each experiment with its answer, its applications and its end
outlook.py     forecast and bottleneck
compare.py     groups of applications side by side
what_if.py     two scenarios side by side
first.py       the guided first reading above the Overview
definitions.py every measure and word, made from the code's own definitions
benchmarks.py  ranges, context figures, counting rules, deleting everything
silence.py     open applications, closing them, and undo
importer.py    from a dropped file to a confirmed import
dropped.py     what was dropped, how it is understood, and how far the reading is
working.py     long work in a thread of its own, with an end at any time
several.py     several files dropped at once: the queue
adding.py      writing what was understood
steps.py       what was just done on a page, with its undo
undoing.py     the files added so far, and undo
understood.py  what a file would add, row by row, and what of it was set aside
asking.py      what only the person can say about a file
mapping.py     the choices that change how a file is understood
"""
