"""Read YAML safely: no tags that create objects, no growing aliases, no endless texts.

PyYAML is imported when a file is read, because few people have such a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pubman.text.markup import printable

LONGEST: Final = 2_000_000
"""The most characters of a file. Longer lists are not written in YAML."""


def load(text: str) -> Any | str:
    """Return the value of ``text``, or one clause on why it cannot be read.

    Dates stay as they are written: ``2021-02-09`` is a text, not a date object.
    """
    import yaml  # noqa: PLC0415 - seldom, and 10 ms

    try:
        if reason := _refused(text):
            return reason
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - only texts, lists and mappings
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return _damage(error)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlEntry:
    """One key of a file with its value, its text, and the line on which it begins (from 1)."""

    key: str
    value: Any
    raw: str
    line: int


def load_entries(text: str) -> list[YamlEntry] | str:
    """Return the keys of a file that is one mapping, or one clause on why it cannot be read.

    A key that occurs twice is returned twice.
    """
    import yaml  # noqa: PLC0415 - seldom

    try:
        if reason := _refused(text):
            return reason
        loader = yaml.BaseLoader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return "not a file of keys with fields"
        starts = [key.start_mark.index for key, _ in node.value]
        ends = [*starts[1:], node.end_mark.index]
        return [
            YamlEntry(
                key=str(loader.construct_object(key, deep=True)),
                value=loader.construct_object(value, deep=True),
                raw=text[start:end].rstrip(),
                line=key.start_mark.line + 1,
            )
            for (key, value), start, end in zip(node.value, starts, ends, strict=True)
        ]
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        return _damage(error)


def _refused(text: str) -> str:
    """Return one clause on why a text is not read, or an empty text."""
    import yaml  # noqa: PLC0415

    if len(text) > LONGEST:
        return f"YAML of more than {LONGEST:,} characters"
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent):
            return "YAML with aliases, which pubman does not follow"
    return ""


def _damage(error: Exception) -> str:
    """Return the clause for a text that is not valid YAML, with its line if it is known."""
    mark = getattr(error, "problem_mark", None)
    where = f" in line {mark.line + 1}" if mark else ""
    return f"damaged YAML{where}"


def dump(value: object) -> str:
    """Return ``value`` as YAML in its own order, with one line per field.

    Every text is put on one line, without invisible characters.
    """
    import yaml  # noqa: PLC0415 - seldom

    text: str = yaml.safe_dump(_cleaned(value), allow_unicode=True, sort_keys=False, width=100)
    return text


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return printable(value) if isinstance(value, str) else value
