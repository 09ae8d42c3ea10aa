"""Rows that show or say how to fill in the tracker: "Company - Role (copy me)", "EXAMPLE: Acme", "Read me first"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from data.meaning.flags import read_flags
from data.meaning.words import fold
from data.parallel import LONG, each
from data.schema import Field

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from data.layouts.context import Context

# Only texts with one of these are looked at closely: folding each of a hundred thousand names would take seconds.
TRIGGER: Final = (
    r"(?i)exampl|sampl|dummy|templat|delet|remove|replac|copy|read ?me|instruc|how to|beispiel|muster|vorlage|lösch|"
    r"exempl|ejempl|plantilla|esempi|voorbeeld|örnek|示例|例子|样例|^e\.?g\b|^z\.? ?b\b|"
    r"^\D*(?:company|employer|organi|firma|mod[eè]l|entreprise|empresa|azienda|bedrijf|şirket)\D*$"
)
PLACEHOLDER: Final = frozenset(
    {
        *("a", "an", "the", "your", "my", "of", "here", "name", "title", "goes", "enter", "copy", "me", "this", "card"),
        *(
            "example",
            "sample",
            "template",
            "placeholder",
            "dummy",
            "company",
            "employer",
            "organization",
            "corp",
            "inc",
        ),
        *("position", "role", "job", "application", "firma", "unternehmen", "stelle", "beispiel", "muster", "vorlage"),
        *("entreprise", "poste", "exemple", "modele", "empresa", "puesto", "ejemplo", "plantilla", "vaga", "exemplo"),
        *("modelo", "azienda", "ruolo", "esempio", "bedrijf", "functie", "voorbeeld", "sirket", "pozisyon", "ornek"),
    }
)
# Words that can be all of a real name ("Title", "Role"), so that they alone stand for nothing.
AMONG_OTHERS: Final = frozenset(
    {
        *(
            "corp",
            "inc",
            "a",
            "an",
            "the",
            "of",
            "my",
            "me",
            "this",
            "here",
            "name",
            "title",
            "job",
            "application",
            "role",
        ),
        *("copy", "card", "position", "enter", "goes", "your"),
    }
)
EXAMPLE: Final = re.compile(
    r"\b(?:(?:delete|remove|replace|copy) (?:this|me)(?: row| card)?"
    r"|(?:example|sample|dummy|template) (?:row|entry|line|card|data|application)"
    r"|this is an? (?:example|sample)|how to use(?: this)?|read ?me|instructions"
    r"|beispiel(?:zeile|eintrag|firma)|musterfirma|mustermann|zeile loschen|ligne d exemple|fila de ejemplo"
    r"|linha de exemplo|riga di esempio|voorbeeldrij|ornek satir)\b"
    r"|^(?:example|sample|e g|eg|z b|beispiel|exemple|ejemplo|exemplo|esempio|voorbeeld|ornek)\b"
    r".*\b(?:company|corp|inc|firma|gmbh|entreprise|empresa|azienda|bedrijf|sirket)\b"
    r"|^(?:示 例|例 子|样 例)"
)
IS_TEMPLATE: Final = re.compile(r"^(?:is )?template$")
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
FEW: Final = 3  # more rows than this, and than a tenth, are names that were made unrecognisable


def examples(context: Context) -> NDArray[np.bool_]:
    """Return which rows are examples; none where they are too many to be that."""
    result = np.zeros(context.sheet.rows, dtype=bool)
    guesses = context.all(Field.COMPANY, Field.TITLE, Field.NOTES)
    columns = [context.coded(guess) for guess in guesses]
    search = each if context.sheet.rows >= LONG else map
    triggered = list(search(_triggered, [column.texts for column in columns]))
    for guess, (codes, texts), found in zip(guesses, columns, triggered, strict=True):
        is_name = guess.field is Field.COMPANY
        said = [fold(str(text)) for text in texts[found]]
        found[found] = [EXAMPLE.search(text) is not None or (is_name and _stands_for_one(text)) for text in said]
        result |= found[codes]
    for guess in context.guesses:
        if IS_TEMPLATE.match(fold(CAMEL.sub(" ", guess.header))):
            result |= read_flags(context.text(guess)).fillna(False).to_numpy(dtype=bool)
    return result if result.sum() <= max(FEW, result.size // 10) else np.zeros_like(result)


def _triggered(texts: pd.Series) -> NDArray[np.bool_]:
    return texts.str.contains(TRIGGER, regex=True).to_numpy(dtype=bool).copy()


def _stands_for_one(text: str) -> bool:
    """True for the folded words "company name" or "your company here", in place of a name."""
    words = set(text.split())
    return bool(words - AMONG_OTHERS) and words <= PLACEHOLDER
