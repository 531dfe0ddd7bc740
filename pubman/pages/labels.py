"""Every word that a list shows, in its language. The table is ``templates/labels.toml``.

A language that has only some of the words takes the others from English. A ``labels.toml`` in a
person's own template folder adds languages and replaces single words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pubman.errors import ConfigError
from pubman.listing import LANGUAGES

TEMPLATES: Final = Path(__file__).with_name("templates")
"""The folder of pubman's own templates and tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words of one language.

    ``language`` is its code. ``months`` are twelve. ``kinds`` are words for one publication of a
    kind, ``headings`` for several. ``numbers`` is the letter before a number ([J1]). ``roles``,
    ``statuses``, ``types`` and ``links`` translate the words of the data. ``marks`` is the sign of
    a role.
    """

    language: str
    words: Mapping[str, str]
    months: tuple[str, ...]
    kinds: Mapping[str, str]
    headings: Mapping[str, str]
    numbers: Mapping[str, str]
    roles: Mapping[str, str]
    statuses: Mapping[str, str]
    types: Mapping[str, str]
    links: Mapping[str, str]
    marks: Mapping[str, str] = field(default_factory=dict)

    def month(self, number: int) -> str:
        """The name of the month ``number`` (1 to 12), ``""`` for any other."""
        return self.months[number - 1] if 1 <= number <= len(self.months) else ""


@lru_cache(maxsize=32)
def load_labels(language: str = "en", template_dir: Path | None = None) -> Labels:
    """Return the words of ``language``; ``de-CH`` takes those of ``de`` if it has none itself.

    Raise ``ConfigError`` for a language without a table. It names the languages that have one.
    """
    base = language.split("-", 1)[0].lower()
    tables = _tables({"marks", "en", base, language}, template_dir)
    words: dict[str, Any] = {}
    if base not in tables and language not in tables:
        known = [f"{code} ({name})" for code, name in LANGUAGES.items()]
        own = [code for code in tables if code not in LANGUAGES and code != "marks"]
        raise ConfigError(
            f"There are no words for the language {language!r}.",
            f"Known: {', '.join([*known, *own])}. A labels.toml of your own can add others.",
        )
    for name in ("en", base, language):
        _merge(words, tables.get(name, {}))
    return Labels(
        language=language,
        words=words.get("words", {}),
        months=tuple(words.get("months", ())),
        kinds=words.get("kinds", {}),
        headings=words.get("headings", {}),
        numbers=words.get("numbers", {}),
        roles=words.get("roles", {}),
        statuses=words.get("statuses", {}),
        types=words.get("types", {}),
        links=words.get("links", {}),
        marks=tables.get("marks", {}),
    )


def _tables(names: Collection[str], template_dir: Path | None) -> dict[str, Any]:
    """Return pubman's tables of these names, and all tables of the person."""
    tables = _read(TEMPLATES / "labels.toml", names)
    own = template_dir / "labels.toml" if template_dir else None
    if own is not None and own.is_file():
        _merge(tables, _read(own))
    return tables


def _read(path: Path, names: Collection[str] | None = None) -> dict[str, Any]:
    """Return all tables of a file, or those that begin with one of ``names``.

    pubman's own file has nine languages. To read the others, too, takes 7 ms.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if names is not None:
            tables = (_NAME.match(part) for part in _BEFORE_TABLE.split(text))
            text = "".join(table.string for table in tables if table and table[1] in names)
        return tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name} cannot be read: {error}.") from error


_BEFORE_TABLE: Final = re.compile(r"^(?=\[)", re.MULTILINE)
_NAME: Final = re.compile(r"\[([\w-]+)")


def _merge(into: dict[str, Any], table: Mapping[str, Any]) -> None:
    for name, value in table.items():
        if isinstance(value, Mapping):
            # A copy, so that a later merge does not change the table that was merged before.
            into[name] = dict(into.get(name, {}))
            _merge(into[name], value)
        else:
            into[name] = value
