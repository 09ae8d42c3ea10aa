"""What the text of a tracker means: headers, status words, dates and yes/no cells, in nine languages.

words     folding of text, so that "Şirket / Kurum", "sirket" and "companyName" can be compared
columns   headers and the values below them -> one ColumnGuess per column
profiles  what kind of values a column holds (dates, yes/no, links, money, status words ...)
stages    words of a status column -> StageReading, settled with the other words of the column
phrases   the phrase scanner below `stages`; phrases and rules are data in data/reference/vocabulary_stages.toml
dates     cells -> calendar days, with the order of day and month proved by the column or left open
mentions  where in a text a date is written, whatever its format
flags     yes/no cells
"""
