"""The shape of a JSON text: the paths of its fields. The text may be cut off.

A field is named by its path: ``message.items[].DOI``. ``[]`` is any place in an array. Several
values one after the other (JSON Lines) share their paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_DEEPEST: Final = 50
_MOST: Final = 40_000
"""The most parts of the text that are looked at to recognise it."""


def walk(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield the path, the place in ``text`` and the first word of every value."""
    paths, key, at_key = [""], "", False
    inside: list[str] = []  # The brackets that are open.
    for match in _WORD.finditer(text):
        word = match[0]
        if word in "}]":
            if not inside:
                continue
            inside.pop()
            paths.pop()
        elif word == ",":
            at_key = bool(inside) and inside[-1] == "{"
        elif word == ":":
            at_key = False
        elif at_key:
            key = word[1:-1]
        else:
            path = _path(paths[-1], inside, key)
            yield path, match.start(), word
            if word in "{[":
                if len(inside) == _DEEPEST:
                    return
                inside.append(word)
                paths.append(path)
                at_key = word == "{"


def _path(parent: str, inside: list[str], key: str) -> str:
    if not inside:
        return ""
    if inside[-1] == "[":
        return f"{parent}[]"
    return f"{parent}.{key}" if parent else key


def find_value(text: str, path: str) -> int:
    """Return the position in ``text`` of the first value at ``path``, or -1."""
    return next((start for found, start, _ in walk(text) if found == path), -1)


@dataclass(frozen=True, slots=True)
class Shape:
    """The paths of a text, and the first values of each that are texts or numbers."""

    paths: frozenset[str] = frozenset()
    values: dict[str, list[str]] = field(default_factory=dict)

    def has(self, prefix: str, *names: str) -> bool:
        """Return whether the values at ``prefix`` have all of these fields."""
        return all(_join(prefix, name) in self.paths for name in names)

    def says(self, prefix: str, name: str, pattern: str) -> bool:
        """Return whether a value of this field matches ``pattern``."""
        return any(re.match(pattern, text) for text in self.values.get(_join(prefix, name), ()))


def shape_of(text: str) -> Shape:
    """Return the shape of ``text``, or of its beginning if it is long."""
    values: dict[str, list[str]] = {}
    paths: set[str] = set()
    for path, _, word in islice(walk(text), _MOST):
        paths.add(path)
        found = values.setdefault(path, [])
        if word not in "{[" and len(found) < 5:
            found.append(word.strip('"').replace("\\/", "/"))
    return Shape(frozenset(paths), values)


def _join(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name
