"""A sentence of a catalogue: its source in, what it may write checked, its text out.

The grammar is Jinja's, with single braces: ``{rows}`` writes a value, ``{rows|counted("row")}`` by
a filter (see `reporter.wording.filters`), ``{% if amount %} … {% endif %}`` what is said where a
value is known or a choice is made, ``{% if side == "above" %}`` which choice. Nothing else is
understood, and nothing is run: the tree that Jinja's parser returns is read here, so that a
sentence can reach no attribute, no file, and has no loop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from jinja2 import Environment, TemplateSyntaxError, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GRAMMAR = Environment(  # noqa: S701 - parsed alone, never rendered; pages escape what is said
    variable_start_string="{", variable_end_string="}"
)
_BLANKS = re.compile(r"[ \t\r\n]+")
"""Breaks of a source are blanks; narrow and unbreakable ones stay."""

Scalar = str | float | int | bool | None


class Scribe(Protocol):
    """Who writes values; `reporter.wording.writing.Writer`."""

    def value(self, name: str) -> object:
        """Return what stands under a name; None where it is not known."""

    def write(self, value: object) -> str:
        """Write a value as what it is."""

    def apply(self, name: str, value: object, arguments: Sequence[object]) -> object:
        """Write a value by a filter."""

    def equal(self, value: object, other: object) -> bool:
        """Tell whether a value is the same as a choice or a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A filter as a sentence uses it."""

    name: str
    value: str
    """Name of the value that it writes; empty where that is none."""
    arguments: tuple[Scalar, ...]


class SentenceError(Exception):
    """A source is no sentence; its words say what is wrong."""


class Sentence:
    """A sentence, parsed.

    Parameters
    ----------
    source
        As it stands in the catalogue.

    Raises
    ------
    SentenceError
        It cannot be parsed, or holds more than sentences may.
    """

    __slots__ = ("_body", "source")

    def __init__(self, source: str) -> None:
        self.source = _BLANKS.sub(" ", source).strip()
        try:
            self._body = _GRAMMAR.parse(self.source).body
        except TemplateSyntaxError as error:
            raise SentenceError(error.message or "") from None

    def write(self, scribe: Scribe) -> str:
        """Return the text."""
        return "".join(_written(self._body, scribe))

    def names(self) -> frozenset[str]:
        """Return which values it asks for.

        Raises
        ------
        SentenceError
            It holds what no sentence may: a loop, an attribute, a call.
        """
        return frozenset(
            node.name
            for each in self._body
            for node in _allowed(each)
            if isinstance(node, nodes.Name)
        )

    def filters(self) -> Iterator[Used]:
        """Yield the filters that it writes by."""
        for each in self._body:
            for node in _allowed(each):
                if isinstance(node, nodes.Filter):
                    yield Used(
                        name=node.name,
                        value=_value_of(node),
                        arguments=tuple(_constant(argument) for argument in node.args),
                    )


@cache
def sentence(source: str) -> Sentence:
    """Return a source's sentence, parsed once."""
    return Sentence(source)


_ALLOWED = (
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Name,
    nodes.Const,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.CondExpr,
)
_COMPARISONS = frozenset({"eq", "ne"})


def _allowed(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a node and all within it, all of them of kinds that sentences may hold."""
    if not isinstance(node, _ALLOWED):
        raise SentenceError(f"a sentence takes no {type(node).__name__.lower()}")
    if isinstance(node, nodes.Operand) and node.op not in _COMPARISONS:
        raise SentenceError("a sentence compares by == and != alone")
    if isinstance(node, nodes.Filter) and (node.kwargs or node.dyn_args or node.dyn_kwargs):
        raise SentenceError(f"the filter {node.name} takes texts and numbers in their order alone")
    yield node
    for each in node.iter_child_nodes():
        yield from _allowed(each)


def _written(body: Sequence[nodes.Node], scribe: Scribe) -> Iterator[str]:
    for node in body:
        match node:
            case nodes.TemplateData():
                yield node.data
            case nodes.Output():
                yield from _written(node.nodes, scribe)
            case nodes.If():
                yield from _written(_branch(node, scribe), scribe)
            case nodes.Expr():
                yield scribe.write(_value(node, scribe))
            case _:
                raise SentenceError(f"a sentence takes no {type(node).__name__.lower()}")


def _branch(node: nodes.If, scribe: Scribe) -> Sequence[nodes.Node]:
    for each in (node, *node.elif_):
        if _value(each.test, scribe):
            return each.body
    return node.else_


def _value(node: nodes.Node, scribe: Scribe) -> object:
    match node:
        case nodes.Name():
            return scribe.value(node.name)
        case nodes.Const():
            return node.value
        case nodes.Filter(node=nodes.Expr() as inner):
            return scribe.apply(
                node.name,
                _value(inner, scribe),
                [_value(argument, scribe) for argument in node.args],
            )
        case nodes.Compare():
            return all(
                scribe.equal(_value(node.expr, scribe), _value(operand.expr, scribe))
                == (operand.op == "eq")
                for operand in node.ops
            )
        case nodes.Not():
            return not _value(node.node, scribe)
        case nodes.And():
            return _value(node.left, scribe) and _value(node.right, scribe)
        case nodes.Or():
            return _value(node.left, scribe) or _value(node.right, scribe)
        case nodes.CondExpr():
            return (
                _value(node.expr1, scribe)
                if _value(node.test, scribe)
                else ""
                if node.expr2 is None
                else _value(node.expr2, scribe)
            )
        case _:
            raise SentenceError(f"a sentence takes no {type(node).__name__.lower()}")


def _value_of(node: nodes.Filter) -> str:
    """Return the name of the value that a filter writes, or the last of several."""
    within = node.node
    while isinstance(within, nodes.Filter):
        within = within.node
    return within.name if isinstance(within, nodes.Name) else ""


def _constant(node: nodes.Expr) -> Scalar:
    if isinstance(node, nodes.Const):
        value: Scalar = node.value
        return value
    raise SentenceError("a filter takes texts and numbers alone")
