"""Files, meanings of columns, and the database: everything between a tracker file and the stored history.

tabular/    bytes -> raw text tables (encodings, delimiters, spreadsheets, JSON, archives)
meaning/    headers -> fields, words -> stages, cells -> dates
layouts/    a raw table -> applications and events, one module per layout
importing   read + map + compare with what is stored -> ImportPlan
store       the one door to DuckDB
"""
