"""The map in the docstring of a package names its modules, all of them and no other."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest


@pytest.mark.parametrize("package", ["pubman.store", "pubman.derive"])
def test_the_map_of_a_package_is_complete(package):
    module = importlib.import_module(package)
    listed = re.findall(r"^``(\w+)``", module.__doc__, re.MULTILINE)
    folder = Path(module.__file__).parent
    there = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert sorted(listed) == sorted(there - {"__init__", "__pycache__"})


@pytest.mark.parametrize(
    "package",
    [
        "pubman.api",
        "pubman.config",
        "pubman.library",
        "pubman.match",
        "pubman.merge",
        "pubman.text",
    ],
)
def test_the_map_of_a_package_names_each_module_and_no_other(package):
    module = importlib.import_module(package)
    rows = re.findall(r"^``(\w+)`` .*", module.__doc__, re.MULTILINE)
    named = re.findall(r"``(\w+)``", module.__doc__)
    folder = Path(module.__file__).parent
    there = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
    there -= {"__init__", "__pycache__"}
    assert (there - set(named), set(rows) - there) == (set(), set())
