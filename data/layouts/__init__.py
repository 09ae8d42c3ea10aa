"""From a table of text to applications and events: one module per way people lay out a tracker.

sheet        which row is the header, which rows are data (title rows, markers, repeated headers and totals are not)
context      a sheet with its recognised columns; what every layout starts from and what it returns
calendar     the date columns of one sheet, read together so that they agree on the order of day and month
frames       the exact frames of `data.schema`, built from parts
words        status columns: words -> stages, and what to ask about them
milestones   columns that stand for one stage (dates, yes/no, 1/blank, words)
padding      rows that stand for nothing: templates, formulas, rows without identity
duplicates   rows that are the same application twice
knowledge    what a file of this shape is able to say at all
rows         row-per-application trackers (status, wide, flags, no status, LinkedIn's export), with history cells
history      several (stage, date) pairs in one cell
events       a row per application and stage; Gantt rows; transitions (application, from, to)
flows        aggregate links (source, target, value)
summary      key and number lines
matrix       a column per day with company names below
shapes       tables in a shape that is not read (on its side, a board, a line per detail): what was seen, what to do
choose       which table, which layout
"""
