"""Which lists an export means: those that the words name, or one made on the spot."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pubman.errors import Step, UsageError

if TYPE_CHECKING:
    from pubman.config import ListConfig
    from pubman.library.session import Library

_GROUPED_BY_ERA = frozenset({"html", "markdown", "text", "pdf"})


def chosen_lists(
    shelf: Library, words: Sequence[str], format_: str, output: str, into: Path | None
) -> tuple[list[ListConfig], list[str]]:
    """Return the lists that are meant, and the words that narrow them."""
    named = {each.name: each for each in shelf.config.lists}
    chosen, rest = _named_lists(words, named)
    on_the_spot = bool(format_ or output)
    if not on_the_spot:
        _refuse_unknown_names(rest, named)
    if chosen:
        return [replace(each, format=format_ or each.format) for each in chosen], rest
    if on_the_spot or rest:
        return [_list_for(shelf, format_, output or str(into or ""))], rest
    return _all_lists(named, into), rest


def _named_lists(
    words: Sequence[str], named: Mapping[str, ListConfig]
) -> tuple[list[ListConfig], list[str]]:
    """Return the lists among ``words``, each once, and the other words."""
    chosen = [named[word] for word in dict.fromkeys(words) if word in named]
    return chosen, [word for word in words if word not in named]


def _all_lists(named: Mapping[str, ListConfig], into: Path | None) -> list[ListConfig]:
    """Return the lists that have a mark in the file ``into``, or without it, an output."""
    chosen = _marked(named, into) if into else [each for each in named.values() if each.output]
    if not chosen:
        example = Step("export", "--format html -o publications.html")
        raise UsageError("No list in pubman.toml has an output.", example)
    return chosen


def _refuse_unknown_names(words: Sequence[str], named: Collection[str]) -> None:
    """Refuse a plain word in the place of a list's name: it is a mistake, not a search."""
    for word in words:
        if ":" not in word:
            known = f"lists: {', '.join(named)}" if named else "pubman.toml has no lists"
            message = f"There is no list called {word!r} in pubman.toml."
            raise UsageError(message, known, _meant(word))


def _meant(word: str) -> Step:
    """Return what a word may mean that names no list: a file, a format, or a search."""
    from pubman.exports import FORMATS, format_of
    from pubman.formats.format import find

    if Path(word).suffix and format_of(word):
        return Step("export", f"-o {shlex.quote(word)}", "writes this file")
    if found := find(word, FORMATS):
        return Step("export", f"--format {found.name}", "writes this format")
    return Step("export", f"--format text {shlex.quote(word)}", "exports a search")


def _marked(named: Mapping[str, ListConfig], into: Path) -> list[ListConfig]:
    """Return the lists whose marks are in a file. Without marks, return the first list."""
    from pubman.library.insertion import marked

    found = marked(into.read_bytes()) if into.is_file() else []
    return [named[name] for name in dict.fromkeys(found) if name in named] or [*named.values()][:1]


def _list_for(shelf: Library, format_: str, output: str) -> ListConfig:
    """Return a list that pubman.toml does not describe. The ending of the file gives the format."""
    from pubman.config import ListConfig
    from pubman.exports import FORMATS, format_of
    from pubman.library.placed import list_for

    if not format_ and output:
        format_ = format_of(output.rstrip("/"))
        if not format_:
            ending = Path(output).suffix
            what = f"The file ending {ending} is not known" if ending else "No format was given"
            raise UsageError(f"{what}. Use --format with one of: {', '.join(FORMATS)}.")
    groups = ("era",) if shelf.config.eras and format_ in _GROUPED_BY_ERA else ()
    plain = ListConfig(name="", format=format_ or "text")
    return plain if list_for(shelf, plain, ()) else replace(plain, group_by=groups)
