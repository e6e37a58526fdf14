"""The words by which rows are no records: totals, and notes about the file, in seven languages; one
list for texts and workbooks.
"""

from __future__ import annotations

import re
import unicodedata

_TOTAL = re.compile(
    r"((grand|sub|net|gross|overall|report|running|page)[ -]?)?total(s|es|i|is|e|en)?\b"
    r"( (general|generale|generali|geral|generaux|complessivo"
    r"|amount|sum|sales|revenue|of|for|pour|de"
    r"|du|per|par|por|da|do|fur)\b.*"
    r"| ?[:=].*)?"
    r"|total(aux|le)|sum( of .*)?|(zwischen|gesamt|end|teil)?summen?( .*| ?:.*)?|insgesamt"
    r"|gesamt(betrag|ergebnis|umsatz|total|summe)?( ?:.*)?|(zwischen|end|teil)?ergebnis(se)?("
    r" ?:.*)?"
    r"|(sous|sub)[- ]?tota(l|ux|is|le|li|les)( .*)?|(eind|sub)?totaal( .*)?"
    r"|som(me|ma|a)?|suma( total)?|ensemble|totale complessivo"
)
_NOTE = re.compile(
    r"(exported|generated|created|printed|downloaded) (by|on|at|from|with)\b.*|(report|export)"
    r" (date|generated|run|created)\b.*|page \d+.*"
    r"|end of (report|file|export|data|list).*|(erstellt|exportiert|gedruckt|generiert)"
    r" (von|am|mit|durch)\b.*|stand ?: .*|seite \d+.*"
    r"|(exporte|genere|edite|imprime|cree)"
    r" (le|par|depuis)\b.*|(generado|exportado|impreso|gerado|emitido|impresso) (por|el|em|en)\b.*"
    r"|(generato|esportato|stampato) (da|il)\b.*|(gegenereerd|afgedrukt|geexporteerd)"
    r" (door|op)\b.*|pagin[ae] \d+.*"
    r"|(source|quelle|fuente|fonte|bron|note|hinweis|copyright) ?:.*|copyright .*|© .*|\(c\) .*"
    r"|\(?\d[\d.,]*"
    r" (rows?|records?|lines?|entries|zeilen|datensatze|lignes|filas|registros|linhas|righe|rijen)("
    r" .*)?\)?"
)

_SUM = (
    r"((grand|sub|sous|net|gross|end|eind|zwischen|gesamt|teil)[ -]?)?"
    r"(tota(l|ls|le|les|li|is|ux|al)|totales|totaal|summen?|sums?|ergebnis(se)?|results?|resultats?|resultados?|risultat[oi]|resultaat|sumas?"
    r"|somas?|sommes?|somma|som|insgesamt|gesamt)"
)
_SUBTOTAL = re.compile(rf"^{_SUM}(?!\w)|(?<!\w){_SUM}$")
_LONGEST_LABEL = 120
SUBTOTAL_WORDS = "tota|sum|ergebnis|sult|som|gesamt"
"""What stands in each such label, whatever its case, as a pattern that finds too much."""


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).strip(
        " \t*-=_.:|#\u00a0\x1a"
    )


def is_total(text: str) -> bool:
    """Whether a cell calls its row a total, in one of seven languages."""
    return _TOTAL.fullmatch(_plain(text)) is not None


def is_subtotal(text: str) -> bool:
    """Whether a cell begins or ends with a word for totals, as the label of a subtotal does: "K1000
    Ergebnis", "Total North".

    So do names of products and customers: what it says has to be held against the sums.
    """
    plain = _plain(text)
    return len(plain) <= _LONGEST_LABEL and _SUBTOTAL.search(plain) is not None


def is_note(text: str) -> bool:
    """Whether a text says something about the file, not in it."""
    return _NOTE.fullmatch(_plain(text)) is not None
