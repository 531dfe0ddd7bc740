"""YAML, TOML and JSON -> maps, lists and texts.

YAML is read by the base loader: every scalar is text, tags are ignored and no object is made. An
alias is allowed, but not one that repeats a branch so often that the whole would become large.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, Final

import yaml

from pubman.errors import BadInput

LARGEST: Final = 20_000_000
"""Characters of the largest file that is read."""
MOST: Final = 500_000
"""Values of the largest file, with aliases followed; a larger one is not a list."""
_DEEPEST: Final = 200

_FRONT_MATTER = re.compile(
    r"\A\ufeff?\s*(---|\+\+\+)[ \t]*\n(.*?)\n?^(?:---|\.\.\.|\+\+\+)[ \t]*$\n?",
    re.DOTALL | re.MULTILINE,
)
_LINE = re.compile(r"^([A-Za-z_][\w -]{0,40}?)[ \t]*[:=][ \t]*(.*)$")


def load_yaml(text: str, filename: str) -> Any:
    """The value of a YAML file; ``BadInput`` with the line for a broken one."""
    _check_size(text, filename)
    try:
        found = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes texts alone
    except yaml.YAMLError as error:
        raise BadInput(f"{filename} is not valid YAML: {_reason(error)}") from None
    except RecursionError:
        raise BadInput(f"{filename} is nested too deeply to be a list.") from None
    return bounded(found, filename)


def load_json(text: str, filename: str) -> Any:
    """The value of a JSON file; ``BadInput`` with the line for a broken one."""
    _check_size(text, filename)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"{filename} is not valid JSON: line {error.lineno}, {error.msg}.") from None
    except RecursionError:
        raise BadInput(f"{filename} is nested too deeply to be a list.") from None
    return bounded(found, filename)


def split_front_matter(text: str) -> tuple[str, str, str]:
    """The sign (``---`` or ``+++``), the front matter and the body; empty texts without one."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return "", "", text
    return found[1], found[2], text[found.end() :]


def load_front_matter(sign: str, text: str, filename: str) -> tuple[dict[str, Any], str]:
    """The values of front matter, and a sentence if it is damaged and was read line by line."""
    try:
        if sign == "+++":
            found = _texts(tomllib.loads(text))
        else:
            found = load_yaml(text, filename)
    except (BadInput, tomllib.TOMLDecodeError, ValueError):
        lines = _by_lines(text)
        return lines, f"{filename}: the front matter is damaged, so I read it line by line."
    return (found, "") if isinstance(found, dict) else ({}, "")


def bounded(found: Any, filename: str) -> Any:
    """*found*; ``BadInput`` if it would be too large with its aliases followed."""
    count = 0
    stack: list[tuple[Any, int]] = [(found, 0)]
    while stack:
        value, depth = stack.pop()
        count += 1
        if count > MOST or depth > _DEEPEST:
            raise BadInput(f"{filename} holds too many values to be a list of publications.")
        stack.extend((each, depth + 1) for each in _inner(value))
    return found


def _inner(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _check_size(text: str, filename: str) -> None:
    if len(text) > LARGEST:
        raise BadInput(f"{filename} has {len(text):,} characters. I read up to {LARGEST:,}.")


def _reason(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    return f"line {mark.line + 1}, {problem}." if mark else f"{problem}."


def _texts(value: Any) -> Any:
    """TOML's values with every scalar as text, as YAML gives them."""
    if isinstance(value, dict):
        return {key: _texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _by_lines(text: str) -> dict[str, Any]:
    """The values of damaged front matter: ``key: value`` lines, and lists below a key."""
    found: dict[str, Any] = {}
    last = ""
    for line in text.split("\n"):
        match = _LINE.match(line)
        if match:
            last = match[1].strip()
            found[last] = match[2].strip().strip("\"'")
        elif last and line.lstrip().startswith("- "):
            item = line.lstrip()[2:].strip().strip("\"'")
            before = found[last]
            found[last] = [*before, item] if isinstance(before, list) else [item]
    return found
