"""Read YAML safely: no tags that create objects, no growing aliases, no endless texts.

PyYAML is imported when a file is read, because few people have such a file.
"""

from __future__ import annotations

from typing import Any, Final

LONGEST: Final = 2_000_000
"""The most characters of a file. Longer lists are not written in YAML."""


def load(text: str) -> Any | str:
    """Return the value of ``text``, or one clause on why it cannot be read.

    Dates stay as they are written: ``2021-02-09`` is a text, not a date object.
    """
    import yaml  # noqa: PLC0415 - seldom, and 10 ms

    if len(text) > LONGEST:
        return f"YAML of more than {LONGEST:,} characters"
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                return "YAML with aliases, which pubman does not follow"
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - only texts, lists and mappings
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        return f"damaged YAML{where}"


def dump(value: object) -> str:
    """Return ``value`` as YAML in its own order, with one line per field."""
    import yaml  # noqa: PLC0415 - seldom

    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)
    return text
