"""Catalogues of sentences: `rebound.pot` holds the English ones, `de.po` the German; read by `data.language`."""
