"""Lines that are no UTF-8 in, the eight-bit or East Asian encoding in which they read like a
language out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

WESTERN_ENCODINGS = ("cp1252", "iso8859-15", "cp850", "mac_roman")
CENTRAL_ENCODINGS = ("cp1250", "iso8859_2", "cp852", "cp1254", "cp1257")
OTHER_ENCODINGS = (
    "cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5", "koi8_u",
    "cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256", "iso8859_6", "cp874",
)  # fmt: skip
EAST_ASIAN_ENCODINGS = ("euc_kr", "shift_jis", "euc_jp", "gb18030", "big5")

_WESTERN = (
    "þðÞÐýÝäöüßÄÖÜàâçéèêëîïôùûœÀÂÇÉÈÊËÎÏÔÙÛñÑáíóúÁÍÓÚãõÃÕåÅæÆøØìòºª£€§°´’‘“”–—…•·¡¿®™©½¼¾²³"
    " \xa0\xad×µ"
)
_WESTERN_LANGUAGES = (
    "äöüß",
    "àâçéèêëîïôùûœæ",
    "áéíóúñüºª",
    "áâãàçéêíóôõúü",
    "àèéìîòù",
    "äëéïöüèê",
    "åäöæøé",
)
_CENTRAL_LANGUAGES = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "äöüß",
    "iışğüöçâîû",
    "ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž",
)  # fmt: skip
_COMMON = {
    "CYRILLIC": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ",
    "GREEK": "αοιετσνηυρπκμλςάίήέόύώωγδθχβφξζψ",
    "HEBREW": "יוהלארתבמשנעםדקחכפגסטזצןךףץ",
    "ARABIC": "االيمونترلبعسدفةكهقحجشصطخذزغضثظىئءأإآؤ",
    "THAI": "านรกมเลอวง่ี้ทย์สตัดปบพคจขัหใไชึแื",
}
_ENOUGH_LETTERS = 0.8
_PURE = 0.97
_OWN = 0.02
"""Share of letters beyond ASCII that no Western language has, in a text of Central Europe."""
_HANGUL, _KANA, _HAN = re.compile(r"[가-힣]"), re.compile(r"[ぁ-ヿ]"), re.compile(r"[一-鿿]")
_GB_COMMON = range(0xB0, 0xD8)
_BIG5_COMMON = range(0xA4, 0xC7)
_MOST_FOREIGN = 0.6


def recognise(sample: bytes) -> str | None:
    """Tell an encoding from lines that are not ASCII; None where none reads like a language that is
    known here.
    """
    if western := _western(sample):
        return _central(sample) or western
    if central := _central(sample):
        return central
    found = max((_script(sample), _east_asian(sample)), key=lambda scored: scored[0])
    return found[1] if found[0] >= _MOST_FOREIGN else None


def _high(sample: bytes) -> int:
    return sum(byte >= 0x80 for byte in sample)


def _western(sample: bytes) -> str | None:
    """Tell Windows, ISO, DOS and Macintosh text of Western Europe apart by where letters and signs
    stand; None for another script.
    """
    high = _high(sample)
    letters = sum(byte < 0x80 and chr(byte).isalpha() for byte in sample)
    together = sum(
        map(len, re.findall(rb"[\x80-\xff]{2,}", sample))
    )  # quotes and pounds in a few short words stand alone
    if (high > 0.5 * letters + 8 and together > 0.5 * high) or re.search(
        rb"[\x80-\xff]{4,}", sample
    ):
        return None
    scores = {
        encoding: _plausible(sample.decode(encoding, errors="replace")) / high
        for encoding in WESTERN_ENCODINGS
    }
    best = max(WESTERN_ENCODINGS, key=lambda encoding: scores[encoding])
    return best if scores[best] >= _ENOUGH_LETTERS else None


def _plausible(text: str) -> int:
    """Count characters beyond ASCII that stand where they may: letters beside letters, signs not
    within a word.
    """
    padded = f" {text} "
    return sum(
        (
            (before.isalpha() or after.isalpha() or sign in "àÀ")
            and not (before.islower() and sign.isupper())
            if sign.isalpha()
            else not (before.isalpha() and after.isalpha()) or sign in "’·-"
        )
        for before, sign, after in zip(padded, padded[1:], padded[2:], strict=False)
        if sign > "\x7f" and (sign in _WESTERN or sign.isspace())
    )


def _central(sample: bytes) -> str | None:
    """Tell Polish, Czech, Hungarian and their neighbours by letters that only one language of
    theirs has, and no Western one.
    """
    if _coverage(sample, "cp1252", _WESTERN_LANGUAGES) > _PURE or re.search(
        rb"[\x80-\xff]{4,}", sample
    ):
        return None
    scores = {
        encoding: _coverage(sample, encoding, _CENTRAL_LANGUAGES) for encoding in CENTRAL_ENCODINGS
    }
    western = max(_coverage(sample, encoding, _WESTERN_LANGUAGES) for encoding in WESTERN_ENCODINGS)
    best = max(CENTRAL_ENCODINGS, key=lambda encoding: scores[encoding])
    letters = [
        sign for sign in sample.decode(best, errors="replace") if sign > "\x7f" and sign.isalpha()
    ]
    own = sum(letter not in _WESTERN for letter in letters)
    return (
        best
        if scores[best] >= _PURE and scores[best] > western and own >= _OWN * len(letters)
        else None
    )


def _coverage(sample: bytes, encoding: str, languages: tuple[str, ...]) -> float:
    """Return the share of the letters beyond ASCII that belong to the one language which has most
    of them, in the middle of words.
    """
    text = sample.decode(encoding, errors="replace")
    padded = f" {text} "
    counts: Counter[str] = Counter()
    for before, sign, after in zip(padded, padded[1:], padded[2:], strict=False):
        if (
            sign > "\x7f"
            and (sign.isalpha() or before.isalpha() or after.isalpha())
            and not sign.isspace()
        ):
            odd = before.islower() and sign.isupper()
            counts["?" if odd else sign.lower()[0]] += 1
    total = sum(counts.values())
    return (
        max(sum(counts[letter] for letter in set(language)) for language in languages) / total
        if total
        else 0.0
    )


def _script(sample: bytes) -> tuple[float, str]:
    """Tell Cyrillic, Greek, Hebrew, Arabic and Thai text by the commonness of its letters."""
    scores = {encoding: _commonness(sample, encoding) for encoding in OTHER_ENCODINGS}
    best = max(OTHER_ENCODINGS, key=lambda encoding: scores[encoding])
    return scores[best], best


def _commonness(sample: bytes, encoding: str) -> float:
    """Return how usual the letters are: 1 for the commonest of a script, less for rarer ones,
    zero for what does not fit.
    """
    text = sample.decode(encoding, errors="replace")
    script = _main_script(text)
    if not script:
        return 0.0
    common = _COMMON.get(script, "")
    ranks = {letter: 1 - 0.5 * index / len(common) for index, letter in enumerate(common)}
    score, before = 0.0, " "
    for sign in text:
        if sign > "\x7f" and not sign.isspace():
            odd = sign.isupper() and before.islower()
            score += (
                -1.0
                if odd
                else ranks.get(sign.lower(), 0.0 if sign.isalpha() else 0.3)
                * (1.0 if sign.islower() or not before.isalpha() else 0.9)
            )
        before = sign
    return score / sum(sign > "\x7f" and not sign.isspace() for sign in text)


def _main_script(text: str) -> str:
    """Return the script of most letters beyond ASCII, by their Unicode names; none without any."""
    scripts = Counter(
        unicodedata.name(sign, "?").split(" ", 1)[0]
        for sign in text
        if sign > "\x7f" and sign.isalpha()
    )
    return max(scripts, key=lambda name: (scripts[name], name)) if scripts else ""


def _east_asian(sample: bytes) -> tuple[float, str]:
    """Tell Japanese, Chinese and Korean text: kana and Hangul show themselves, Chinese by where
    common characters lie.
    """
    scores = {"": 0.0}
    for encoding in EAST_ASIAN_ENCODINGS:
        try:
            scores[encoding] = _asian(sample, encoding, sample.decode(encoding))
        except UnicodeDecodeError:
            continue
    best = max(scores, key=lambda encoding: scores[encoding])
    return scores[best], best


def _asian(sample: bytes, encoding: str, text: str) -> float:
    signs = [sign for sign in text if sign > "\x7f"]
    if not signs:
        return 0.0
    kana, hangul, han = (
        sum(pattern.match(sign) is not None for sign in signs) / len(signs)
        for pattern in (_KANA, _HANGUL, _HAN)
    )
    halfwidth = sum("｡" <= sign <= "ﾟ" for sign in signs) / len(signs)
    if encoding in {"shift_jis", "euc_jp"}:
        return kana + 0.8 * han - 2 * halfwidth if kana > 0.05 else 0.6 * han - halfwidth
    if encoding == "euc_kr":
        return hangul + 0.3 * han
    leads = [pair[0] for pair in re.findall(rb"[\x81-\xfe][\x40-\xfe]", sample)]
    common = _GB_COMMON if encoding == "gb18030" else _BIG5_COMMON
    usual = sum(lead in common for lead in leads) / max(1, len(leads))
    return han * (0.3 + 0.7 * usual)
