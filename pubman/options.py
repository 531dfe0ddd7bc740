"""Options that a person can set: each a field of a dataclass, declared once with its meaning.

``pubman.toml``, the command line and the documentation are made from these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from inspect import get_annotations
from typing import Any, TypeVar

Value = TypeVar("Value")


def option(
    default: Value,
    doc: str,
    *,
    choices: Sequence[str] = (),
    other: str = "",
    required: bool = False,
) -> Value:
    """Declare a field of a dataclass as an option that a person can set.

    ``doc`` explains it in a few words. ``choices`` are the only values it may have. ``other`` is a
    second name under which it is accepted. A ``required`` option has no default in ``pubman.toml``.
    """
    about = {"doc": doc, "choices": tuple(choices), "other": other, "required": required}
    if isinstance(default, Mapping):
        return field(default_factory=dict, metadata=about)  # type: ignore[return-value]
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One declared option; ``type`` is its annotation as text: ``bool``, ``tuple[str, ...]``."""

    name: str
    type: str
    default: Any
    doc: str
    choices: tuple[str, ...]
    other: str
    required: bool


def declared(owner: type) -> tuple[Declared, ...]:
    """Return the options of a dataclass: those it declares itself first, then inherited ones."""
    own = get_annotations(owner)
    found = [
        Declared(
            name=each.name,
            type=str(each.type),
            default={} if each.default is MISSING else each.default,
            **each.metadata,
        )
        for each in fields(owner)
        if each.metadata
    ]
    return tuple(sorted(found, key=lambda each: each.name not in own))
