"""Frozen dataclasses that are quick to make, to copy and to take apart.

The ``__init__`` of a frozen dataclass sets every field by its name with ``object.__setattr__``, and
each call looks the name up in the class again. For the forty fields of a record that takes as long
as reading its title. :func:`quick_dataclass` gives each class a twin with the same slots, which is
not frozen. An object is of the twin while its fields are set, as plain assignments, and then of its
class. Everything else about the class stays the same: assigning to a field is still an error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["Parts", "changed", "quick_dataclass"]

T = TypeVar("T")


if TYPE_CHECKING:
    from dataclasses import dataclass as quick_dataclass
else:

    def quick_dataclass(**options: bool) -> Callable[[type[T]], type[T]]:
        """Make a class a frozen dataclass whose ``__init__`` takes a third of the time.

        The *options* are those of ``dataclass``: ``frozen`` and ``slots`` must be among them.

        >>> @quick_dataclass(frozen=True, slots=True, kw_only=True)
        ... class Point:
        ...     x: int
        ...     y: int = 0
        >>> Point(x=3)
        Point(x=3, y=0)
        """
        return lambda cls: _with_init(dataclass(init=False, **options)(cls))


def _with_init(cls: type[T]) -> type[T]:
    """Give *cls* the ``__init__`` that sets each field by assigning to it."""
    every: tuple[Field[Any], ...] = fields(cls)  # type: ignore[arg-type]
    names: dict[str, Any] = {"MISSING": MISSING}
    for each in every:
        names[f"default_{each.name}"] = each.default
        names[f"make_{each.name}"] = each.default_factory
    init = _compiled(cls, _init_of(every), names)
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {each.name: each.type for each in every} | {"return": None}
    cls.__init__ = init  # type: ignore[method-assign]
    return cls


def _compiled(cls: type[Any], source: str, names: dict[str, Any]) -> Any:
    """Return the function in *source*. *cls* is ``Frozen`` to it, and the twin ``Open``."""
    body = {name: getattr(object, name) for name in ("__setattr__", "__delattr__")}
    slots = {"__slots__": cls.__dict__["__slots__"]}
    names["Open"] = type(cls.__name__, cls.__bases__, body | slots)
    names["Frozen"] = cls
    names["set_class"] = object.__dict__["__class__"].__set__
    made: dict[str, Any] = {}
    exec(source, names, made)  # noqa: S102 - dataclasses makes its own in the same way
    (function,) = made.values()
    return function


class Parts:
    """The fields of a frozen class with slots: their values as a tuple, and an object from them.

    ``build`` takes the values in the order of the class, those of the *last* fields at the end, and
    ``values`` returns them without these. The class has two fields or more.
    """

    def __init__(self, class_: type[Any], *last: str) -> None:
        names = [each.name for each in fields(class_) if each.name not in last]
        self.values: Callable[[Any], tuple[Any, ...]] = attrgetter(*names)
        names += last
        self.setters = {name: getattr(class_, name).__set__ for name in names}
        self.build: Callable[[tuple[Any, ...]], Any] = _compiled(class_, _build_of(names), {})


_parts = cache(Parts)


def changed(one: T, **values: Any) -> T:
    """Return a copy of an instance of a frozen class with slots, with some fields changed.

    This is ``dataclasses.replace`` for many thousand copies, in a third of the time.
    """
    cls: Any = type(one)
    parts = _parts(cls)
    copy: T = parts.build(parts.values(one))
    for name, value in values.items():
        parts.setters[name](copy, value)
    return copy


def _build_of(names: Sequence[str]) -> str:
    """Return the source of a function that returns an object with the values of these fields."""
    targets = ", ".join(f"made.{name}" for name in names)
    return f"""
def build(values):
    made = Open.__new__(Open)
    {targets} = values
    made.__class__ = Frozen
    return made
"""


def _init_of(every: tuple[Field[Any], ...]) -> str:
    """Return the source of an ``__init__`` that sets each field."""
    by_position = [_parameter(each) for each in every if not each.kw_only]
    by_name = [_parameter(each) for each in every if each.kw_only]
    parameters = ", ".join(["self", *by_position, *(["*", *by_name] if by_name else [])])
    body = [f"    self.{each.name} = {_value(each)}" for each in every]
    opened, closed = "    set_class(self, Open)", "    self.__class__ = Frozen"
    return "\n".join([f"def __init__({parameters}):", opened, *body, closed])


def _parameter(each: Field[Any]) -> str:
    if each.default_factory is not MISSING:
        return f"{each.name}=MISSING"
    return each.name if each.default is MISSING else f"{each.name}=default_{each.name}"


def _value(each: Field[Any]) -> str:
    if each.default_factory is MISSING:
        return each.name
    return f"make_{each.name}() if {each.name} is MISSING else {each.name}"
