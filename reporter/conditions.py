"""A condition on rows as people write it in (``Country = 'France' and Amount > 10``), a tree of
comparisons out.

Nothing of a text becomes SQL: columns, values and the few words below are told apart here, and
whoever has the rows makes an expression of the tree. A column whose name holds blanks stands in
quotes, and so does such a value; AND binds closer than OR, brackets closest.

=============================================
========================================================== ``=`` ``!=`` ``<`` ``<=`` ``>`` ``>=``
a number, a day (2024-12-31), true or false, or a text ``in (a, b)`` · ``not in (a, b)``
one of several ``between 1 and 5`` · ``not between``          both ends count ``contains`` ·
``begins with`` · ``ends with``  a part of a text (each with ``not`` before it) ``like 'A%'`` ·
``not like``                   % stands for anything, _ for one character ``is blank`` · ``is not
blank``                nothing stands there =============================================
==========================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Edge = Literal["<", "<=", ">", ">="]
Search = Literal["contains", "begins with", "ends with", "like"]
Operator = Edge | Search | Literal["=", "in", "between", "blank"]

LONGEST = 20_000
"""Characters of a condition."""
MOST_COMPARISONS = 200
"""Comparisons of a condition."""
DEEPEST = 20
"""Brackets within brackets."""
HIDDEN = "…"
"""What stands for a value that is not shown."""

_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    |'(?P<single>(?:[^']|'')*)'|"(?P<double>(?:[^"]|"")*)"|`(?P<tick>[^`]*)`|\[(?P<bracket>[^\]]*)\]
    |[“„](?P<curly>[^”“]*)[”“]|[‘‚](?P<low>[^’‘]*)[’‘]
    |(?P<sign><=|>=|<>|!=|==|=|<|>|≠|≤|≥)|(?P<mark>[(),])
    |(?P<bare>[^\s()<>=!,'"`\[\]≠≤≥“”„‘’‚]+)""",
    re.VERBOSE,
)
_SIGNS: dict[str, tuple[Operator, bool]] = {
    "=": ("=", False), "==": ("=", False), "!=": ("=", True), "<>": ("=", True), "≠": ("=", True),
    "<": ("<", False), "<=": ("<=", False), "≤": ("<=", False), ">": (">", False),
    ">=": (">=", False), "≥": (">=", False),
}  # fmt: skip
_WORDS: dict[str, Operator] = {
    "in": "in",
    "between": "between",
    "contains": "contains",
    "like": "like",
}
_PARTS: dict[str, Operator] = {
    "begins": "begins with",
    "starts": "begins with",
    "ends": "ends with",
}
_BLANK = frozenset({"blank", "null", "empty", "missing"})
_KEPT = frozenset(
    {"and", "or", "not", "in", "between", "contains", "like", "begins", "starts", "ends", "is"}
)
"""Words that are no column and no value unless they stand in quotes."""
_BARE = re.compile(r"""[^\s()<>=!,'"`\[\]≠≤≥“”„‘’‚]+""")


class ConditionError(ValueError):
    """Say what is wrong with a condition, a clause."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a column is compared with, as it was written."""

    text: str
    quoted: bool
    """Whether it stood in quotes, and is a text by that."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A column held against values."""

    column: str
    operator: Operator
    values: tuple[Value, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Some of its parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Its part does not hold."""

    part: Condition


Condition = Comparison | Both | Either | Not


def parse(text: str) -> Condition:
    """Read a condition.

    Raises
    ------
    ConditionError
        It is none.
    """
    if len(text) > LONGEST:
        raise ConditionError(f"it is longer than {LONGEST:,} characters")
    return _Parser(list(_tokens(text))).whole()


def comparisons(condition: Condition) -> tuple[Comparison, ...]:
    """Return the comparisons of a condition, in their order."""
    match condition:
        case Comparison():
            return (condition,)
        case Not(part):
            return comparisons(part)
        case Both(parts) | Either(parts):
            return tuple(one for part in parts for one in comparisons(part))


def written(condition: Condition, hides: Callable[[str], bool] = lambda _: False) -> str:
    """Write a condition as somebody would type it, without the values of some columns."""
    match condition:
        case Comparison():
            return _comparison(condition, hidden=hides(condition.column))
        case Not(part):
            return f"not ({written(part, hides)})"
        case Both(parts):
            return " and ".join(
                f"({written(part, hides)})" if isinstance(part, Either) else written(part, hides)
                for part in parts
            )
        case Either(parts):
            return " or ".join(written(part, hides) for part in parts)


def _comparison(one: Comparison, *, hidden: bool) -> str:
    column = one.column if _is_bare(one.column) else '"' + one.column.replace('"', '""') + '"'
    values = [HIDDEN if hidden else _value(value) for value in one.values]
    no = "not " if one.negated else ""
    match one.operator:
        case "blank":
            return f"{column} is {no}blank"
        case "in":
            return f"{column} {no}in ({HIDDEN if hidden else ', '.join(values)})"
        case "between":
            return f"{column} {no}between {values[0]} and {values[1]}"
        case "=":
            return f"{column} {'!=' if one.negated else '='} {values[0]}"
    return f"{column} {no}{one.operator} {values[0]}"


def _value(value: Value) -> str:
    return "'" + value.text.replace("'", "''") + "'" if value.quoted else value.text


def _is_bare(name: str) -> bool:
    return bool(_BARE.fullmatch(name)) and name.lower() not in _KEPT


class _Token(NamedTuple):
    """A word, a sign or a mark of a condition."""

    kind: Literal["word", "sign", "mark"]
    text: str
    quoted: bool = False
    at: int = 0
    """Characters before it."""

    def says(self, *words: str) -> bool:
        """Whether it is one of these words, outside of quotes."""
        return self.kind == "word" and not self.quoted and self.text.lower() in words


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ConditionError(
                f"{text[at]!r} is opened and never closed, or has no place there"
                f" ({_near(text, at)})"
            )
        kind, content = found.lastgroup or "", found[found.lastgroup or 0]
        if kind == "sign":
            yield _Token("sign", content, at=at)
        elif kind == "mark":
            yield _Token("mark", content, at=at)
        elif kind == "bare":
            yield _Token("word", content, at=at)
        elif kind != "blank":
            twice = {"single": "'", "double": '"'}.get(kind, "")
            yield _Token(
                "word",
                content.replace(2 * twice, twice) if twice else content,
                quoted=True,
                at=at,
            )
        at = found.end()


def _near(text: str, at: int) -> str:
    return f"near {text[max(0, at - 20) : at + 20].strip()!r}"


class _Parser:
    """Reads tokens from the left: either of both of comparisons."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._next, self._depth, self._count = tokens, 0, 0, 0

    def whole(self) -> Condition:
        if not self._tokens:
            raise ConditionError("it is empty")
        found = self._either()
        if rest := self._peek():
            raise ConditionError(
                f"{_shown(rest)} was not expected: write and or or between comparisons, and a text"
                " with blanks in quotes"
            )
        return found

    def _peek(self, ahead: int = 0) -> _Token | None:
        index = self._next + ahead
        return self._tokens[index] if index < len(self._tokens) else None

    def _next_says(self, *words: str) -> bool:
        token = self._peek()
        return token is not None and token.says(*words)

    def _take(self) -> _Token | None:
        token = self._peek()
        self._next += 1
        return token

    def _took(self, *words: str) -> bool:
        if self._next_says(*words):
            self._next += 1
            return True
        return False

    def _took_mark(self, mark: str) -> bool:
        token = self._peek()
        if token and token.kind == "mark" and token.text == mark:
            self._next += 1
            return True
        return False

    def _either(self) -> Condition:
        parts = [self._both()]
        while self._took("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self) -> Condition:
        parts = [self._single()]
        while self._took("and"):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _single(self) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ConditionError(f"brackets lie more than {DEEPEST} deep in each other")
        try:
            if self._took("not"):
                return Not(self._single())
            if self._took_mark("("):
                inner = self._either()
                if not self._took_mark(")"):
                    raise ConditionError("a bracket is opened and never closed")
                return inner
            return self._compare()
        finally:
            self._depth -= 1

    def _compare(self) -> Comparison:
        self._count += 1
        if self._count > MOST_COMPARISONS:
            raise ConditionError(
                f"it holds more than {MOST_COMPARISONS} comparisons; write column in (a, b, …) for"
                " several values"
            )
        return self._compared(self._column())

    def _compared(self, column: str) -> Comparison:
        """Read what a column is compared with."""
        token = self._take()
        if token and token.kind == "sign":
            operator, negated = _SIGNS[token.text]
            return Comparison(column, operator, (self._value(),), negated)
        if token and token.says("is"):
            return self._blank_or_equal(column)
        negated = bool(token and token.says("not"))
        token = self._take() if negated else token
        word = token.text.lower() if token and token.kind == "word" and not token.quoted else ""
        if word == "in":
            return Comparison(column, "in", self._list(), negated)
        if word == "between":
            return self._between(column, negated=negated)
        if word in _PARTS:
            self._took("with")
            return Comparison(column, _PARTS[word], (self._value(),), negated)
        if word in _WORDS:
            return Comparison(column, _WORDS[word], (self._value(),), negated)
        raise ConditionError(self._no_comparison(column, token))

    def _between(self, column: str, *, negated: bool) -> Comparison:
        low = self._value()
        if not self._took("and"):
            raise ConditionError(f"between takes two values: {column} between 1 and 5")
        return Comparison(column, "between", (low, self._value()), negated)

    def _no_comparison(self, column: str, token: _Token | None) -> str:
        if token is None:
            return f"nothing is said of {column!r}: write for instance {column} = 'value'"
        hint = "a column's name with blanks stands in double quotes"
        return (
            f"{_shown(token)} is no comparison with {column!r} ({hint}; =, !=, <, <=, >, >=, in,"
            " between, like, contains, is blank)"
        )

    def _blank_or_equal(self, column: str) -> Comparison:
        negated = self._took("not")
        if self._took(*_BLANK):
            return Comparison(column, "blank", (), negated)
        return Comparison(column, "=", (self._value(),), negated)

    def _column(self) -> str:
        token = self._take()
        if token is None:
            raise ConditionError("it ends where a comparison was expected")
        if token.kind != "word" or token.says(*_KEPT):
            raise ConditionError(f"{_shown(token)} stands where a column was expected")
        if not token.text.strip():
            raise ConditionError("the name of a column is empty")
        return token.text

    def _value(self) -> Value:
        token = self._take()
        if token is None:
            raise ConditionError("it ends where a value was expected")
        if token.kind != "word" or token.says(*_KEPT):
            raise ConditionError(
                f"{_shown(token)} stands where a value was expected; such a text stands in quotes"
            )
        return Value(token.text, token.quoted)

    def _list(self) -> tuple[Value, ...]:
        if not self._took_mark("("):
            raise ConditionError("in takes values in brackets: in (a, b)")
        values = [self._value()]
        while self._took_mark(","):
            values.append(self._value())
        if not self._took_mark(")"):
            token = self._peek()
            what = (
                f"{_shown(token)} stands in a list of values without a comma before it"
                if token
                else "a list of values is never closed"
            )
            raise ConditionError(
                f"{what}; a value with blanks stands in quotes: in ('on hold', paid)"
            )
        return tuple(values)


def _shown(token: _Token) -> str:
    return repr(token.text[:40])
