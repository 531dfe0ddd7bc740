"""Frozen dataclasses that are quick to make behave like any other."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest
from rows import every_row

from pubman import record
from pubman.frozen import changed, quick_dataclass
from pubman.record import Date, Name, Publication, Record


@dataclass(frozen=True, slots=True)
class Plain:
    x: int
    y: int = 2
    more: dict[str, int] = field(default_factory=dict)
    z: int = field(default=3, kw_only=True)


@quick_dataclass(frozen=True, slots=True)
class Quick:
    x: int
    y: int = 2
    more: dict[str, int] = field(default_factory=dict)
    z: int = field(default=3, kw_only=True)


CALLS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "what is needed": ((1,), {}),
    "by position": ((1, 5, {"a": 1}), {}),
    "by name": ((), {"z": 9, "more": {"b": 2}, "x": 7}),
    "an empty value is a value": ((0, 0), {"more": {}, "z": 0}),
}


@every_row(("values", "named"), CALLS.values(), ids=CALLS)
def test_a_quick_class_takes_the_same_arguments(values, named):
    plain, fast = Plain(*values, **named), Quick(*values, **named)
    assert repr(fast) == repr(plain).replace("Plain", "Quick")
    assert fast == Quick(*values, **named)


WRONG: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "nothing": ((), {}),
    "too many": ((1, 2, {}, 4), {}),
    "an unknown name": ((1,), {"w": 1}),
    "twice": ((1,), {"x": 1}),
}


@every_row(("values", "named"), WRONG.values(), ids=WRONG)
def test_a_quick_class_refuses_the_same_arguments(values, named):
    for cls in (Plain, Quick):
        with pytest.raises(TypeError):
            cls(*values, **named)


def test_each_instance_has_a_default_of_its_own():
    assert Quick(1).more is not Quick(1).more


def test_a_quick_class_stays_frozen():
    one = Quick(1)
    with pytest.raises(FrozenInstanceError):
        one.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Name(family="Lovelace").family = "Byron"  # type: ignore[misc]


def test_its_parameters_can_be_read_by_programs():
    names = list(inspect.signature(Record).parameters)
    assert names == [each.name for each in fields(Record)]
    assert Name.__init__.__qualname__ == "Name.__init__"


ADA = Record(title="Notes", authors=(Name(family="Lovelace"),), date=Date(year=1843), line=3)


@pytest.mark.parametrize("one", [ADA, Name(family="Lovelace", given="Ada"), Publication(key="k")])
def test_it_can_be_copied_and_pickled(one):
    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_changed_copy_is_what_replace_makes():
    assert changed(ADA, source_key="k", line=0) == replace(ADA, source_key="k", line=0)
    assert ADA.line == 3
    with pytest.raises(KeyError):
        changed(ADA, colour="red")


def test_every_class_with_many_fields_is_quick():
    for name in ("Name", "Date", "Work", "Record", "Publication"):
        assert getattr(record, name).__init__.__code__.co_filename == "<string>"
