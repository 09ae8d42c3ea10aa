"""Results drawn: each module turns values of `analytics.results` into a `Picture`.

picture.py   what every chart is made of: figure, finding, text alternative, note, table
funnel.py    how far applications came
close_up.py  the interviewed bar of the funnel on a scale of its own, with its interval and the benchmark
sankey.py    where every application went; one unit = one application
interval.py  one ratio against its benchmark range
segments.py  groups of applications side by side
outlook.py   weeks to an offer as 20 dots, one row for each scenario
replies.py   share of applications answered by each day
trends.py    weekly counts; the rolling conversion rate with its interval
"""
