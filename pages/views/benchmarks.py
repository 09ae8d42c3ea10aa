"""What rates are compared with, how things are counted, published figures as context, and deleting everything."""

from pages.ui import benchmarks, show

show.header("benchmarks")
benchmarks.ranges()
benchmarks.rules()
benchmarks.language()
benchmarks.context()
benchmarks.erase()
