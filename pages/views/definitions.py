"""What every measure and word means, what it leaves out, and how it is computed."""

from pages.ui import definitions, first, show

show.header("definitions")
definitions.listing()
first.offer_again()
