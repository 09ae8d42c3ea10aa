"""One straight script a page: title, report, empty state, results. What is shown is written in `pages.ui`."""
