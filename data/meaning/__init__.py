"""What the text of a tracker means: headers, status words, dates and yes/no cells, in nine languages.

words        folding of text, so that "Şirket / Kurum", "sirket" and "companyName" can be compared; typing errors

columns      headers and the values below them -> one ColumnGuess per column
beside       what columns say beside each other: flows, transitions, two status axes
headers      what a header claims by itself
profiles     what kind of values a column holds (dates, yes/no, links, money, status words ...)
fitting      how well the values fit the claim
header_rows  how much a row looks like a header

stages       words of a status column -> StageReading, settled with the other words of the column
composing    the phrases of one cell -> stages, by the rules of data/reference/vocabulary_stages.toml
phrases      the scanner that finds the phrases
marks        emoji and check marks, alone or beside words

dates        cells -> calendar days, with the order of day and month proved by the column or left open
date_order   the evidence for that order
mentions     where in a text a date is written, whatever its format

flags        yes/no cells
"""
