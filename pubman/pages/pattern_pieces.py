"""A pattern in pieces, each of which is filled once for the same values.

A piece is one ``{{ ... }}`` of a pattern. Venues, years and months occur again and again on a list,
so most pieces of a line have been filled before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import itemgetter
from typing import Any, Final

from jinja2 import Environment, nodes

from pubman.pages.pattern_values import MAKERS, Gaps, Values
from pubman.record import Venue

OF_MAPPINGS: Final = frozenset(dir(Gaps))
OF_VENUES: Final = frozenset(each.name for each in fields(Venue))
_IN_PARTS: Final = frozenset({"venue", "word", "extra"})
"""Values of which a piece asks for a part: ``venue.name``."""
_KEPT: Final = 2048
"""The most texts of one piece that are kept."""


class Pieces:
    """A pattern of text and pieces."""

    def __init__(self, environment: Environment, written: nodes.Output) -> None:
        found = [
            node.data if isinstance(node, nodes.TemplateData) else _Piece(node)
            for node in written.nodes
        ]
        pieces = [each for each in found if isinstance(each, _Piece)]
        _set_writers(environment, pieces)
        self._found = found
        self._names = _distinct(name for each in pieces for name in each.names)
        self._parts = _distinct(each for piece in pieces for each in piece.parts if each[2])

    def fill(self, values: Values) -> str:
        """Return the text of the pattern for ``values``."""
        known = values.all_of(self._names)
        for key, name, part in self._parts:  # a key has a dot, and no value has
            whole = known[name]
            known[key] = whole[part] if type(whole) is Gaps else getattr(whole, part)
        return "".join(
            [each if isinstance(each, str) else each.fill(known) for each in self._found]
        )


def _set_writers(environment: Environment, pieces: Sequence[_Piece]) -> None:
    """Give each piece what writes it: a function, else the macro of one template for all."""
    others = []
    for each in pieces:
        if function := each.function(environment):
            each.write = function
        else:
            others.append(each)
    if not others:
        return
    macros: list[nodes.Node] = [each.macro(f"piece{at}") for at, each in enumerate(others)]
    module = environment.from_string(nodes.Template(macros)).make_module()
    for at, each in enumerate(others):
        each.write = getattr(module, f"piece{at}")


class _Piece:
    """One piece: the values that it takes, and the parts of them on which it depends."""

    def __init__(self, written: nodes.Expr) -> None:
        self.parts = _distinct(_asked(written))
        if not self.parts:
            raise LookupError
        self.names = _distinct(name for _, name, _ in self.parts)
        self.write: Callable[..., str] = str
        self._written = written
        self._key = itemgetter(*[key for key, _, _ in self.parts])
        self._kept: dict[Any, str] = {}

    def macro(self, name: str) -> nodes.Macro:
        """Return the macro that writes the piece."""
        taken = [nodes.Name(each, "param") for each in self.names]
        return nodes.Macro(name, taken, [], [nodes.Output([self._written])])

    def function(self, environment: Environment) -> Callable[..., str] | None:
        """Return a function that writes the piece, in a fifth of the time of its macro.

        It is None for a piece with more than names, texts, conditions and plain filters.
        """
        try:
            text = f"lambda {', '.join(self.names)}: finalize({_python(self._written)})"
        except LookupError:
            return None
        known = {name: environment.filters[name] for name in _PLAIN_FILTERS}
        known["finalize"] = environment.finalize or str
        written: Callable[..., str] = eval(text, known)  # noqa: S307 - from our own pieces of code
        return written

    def fill(self, known: Mapping[str, Any]) -> str:
        """Return the text of the piece for known values, and known parts of them."""
        key = self._key(known)
        text = self._kept.get(key)
        if text is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            text = self._kept[key] = self.write(*[known[name] for name in self.names])
        return text


def pieces_of(environment: Environment, source: str) -> Pieces | None:
    """Return a pattern in pieces, or None if it has statements, or a piece with another shape."""
    body = environment.parse(source).body
    if len(body) != 1 or not isinstance(written := body[0], nodes.Output):
        return None
    try:
        return Pieces(environment, written)
    except LookupError:
        return None


def _asked(node: nodes.Node) -> Iterator[tuple[str, str, str]]:
    """Yield each value that a piece asks for: a key, the name, and the part, or ``""`` for all.

    Raise ``LookupError`` for a value that cannot be told from an equal one, or is unknown.
    """
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        name, part = node.node.name, node.attr
        if name in _IN_PARTS and _has(name, part):
            yield f"{name}.{part}", name, part
            return
    if isinstance(node, nodes.Name):
        if node.name not in MAKERS or node.name in _IN_PARTS or node.name == "pub":
            raise LookupError(node.name)
        yield node.name, node.name, ""
    for child in node.iter_child_nodes():
        yield from _asked(child)


_PLAIN_FILTERS: Final = frozenset({"endash"})
"""Filters that are functions of one value."""
_OPERATORS: Final = {"eq": "==", "ne": "!=", "in": "in", "notin": "not in"}


def _python(node: nodes.Node) -> str:
    """Return an expression as Python; raise ``LookupError`` if it has another shape."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Const(value=str(value)):
            return repr(value)
        case nodes.Getattr(node=nodes.Name(name=name), attr=attr) if name in _IN_PARTS:
            if _has(name, attr):
                return f"{name}.{attr}" if name == "venue" else f"{name}[{attr!r}]"
        case nodes.Filter(node=nodes.Name(name=name), name=taken, args=[], kwargs=[]):
            if taken in _PLAIN_FILTERS:
                return f"{taken}({name})"
        case nodes.Concat(nodes=parts):
            return f"''.join(({', '.join([f'str({_python(part)})' for part in parts])},))"
        case nodes.CondExpr(test=test, expr1=first, expr2=second):
            # Without "else", Jinja has an undefined value, which is as false and empty as no text.
            other = "''" if second is None else _python(second)
            return f"({_python(first)} if {_python(test)} else {other})"
    return _python_test(node)


def _python_test(node: nodes.Node) -> str:
    match node:
        case nodes.And(left=left, right=right):
            return f"({_python(left)} and {_python(right)})"
        case nodes.Or(left=left, right=right):
            return f"({_python(left)} or {_python(right)})"
        case nodes.Not(node=inner):
            return f"(not {_python(inner)})"
        case nodes.Compare(expr=nodes.Name() as left, ops=[nodes.Operand(op=op, expr=right)]):
            if isinstance(right, nodes.Name | nodes.Getattr):
                return f"({_python(left)} {_OPERATORS[op]} {_python(right)})"
    raise LookupError(type(node).__name__)


def _has(name: str, part: str) -> bool:
    return part in OF_VENUES if name == "venue" else part not in OF_MAPPINGS


def _distinct(found: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(found))
