"""A pattern in pieces, each of which is filled once for the same values.

A piece is one ``{{ ... }}`` of a pattern. Venues, years and months occur again and again on a list,
so most pieces of a line have been filled before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    """A pattern of text and pieces. Its pieces are the macros of one template."""

    def __init__(self, environment: Environment, written: nodes.Output) -> None:
        found = [
            node.data if isinstance(node, nodes.TemplateData) else _Piece(node)
            for node in written.nodes
        ]
        pieces = [each for each in found if isinstance(each, _Piece)]
        macros: list[nodes.Node] = [each.macro(f"piece{at}") for at, each in enumerate(pieces)]
        module = environment.from_string(nodes.Template(macros)).make_module()
        for at, each in enumerate(pieces):
            each.write = getattr(module, f"piece{at}")
        self._found = found
        self._names = _distinct(name for each in pieces for name in each.names)
        self._parts = _distinct(each for piece in pieces for each in piece.parts if each[2])

    def fill(self, values: Values) -> str:
        """Return the text of the pattern for ``values``."""
        known = values.some(self._names)
        for key, name, part in self._parts:
            whole = known[name]
            known[key] = whole[part] if type(whole) is Gaps else getattr(whole, part)
        return "".join(
            [each if isinstance(each, str) else each.fill(known) for each in self._found]
        )


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


def _has(name: str, part: str) -> bool:
    return part in OF_VENUES if name == "venue" else part not in OF_MAPPINGS


def _distinct(found: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(found))
