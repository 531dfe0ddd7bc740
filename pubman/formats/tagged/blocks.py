"""A record of a tagged format (RIS, EndNote, PubMed) as its lines of tag and value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from pubman.formats.items import Problem, Verbatim
from pubman.formats.row_keys import is_own_key, names_a_work, record_key
from pubman.record import Record
from pubman.text.html_text import plain_text
from pubman.text.status import understand


@dataclass
class Block:
    """One record of a tagged file, collected line by line."""

    line: int
    closed: bool = False
    _lines: list[str] = field(default_factory=list)
    _pieces: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, tag: str, value: str, line: str) -> None:
        """Add a line with a tag."""
        self._lines.append(line)
        self._pieces.append((tag, [value.strip()]))

    def go_on(self, line: str) -> None:
        """Add a line that continues the value of the previous line."""
        self._lines.append(line)
        if self._pieces:
            self._pieces[-1][1].append(line.strip())

    @property
    def last_tag(self) -> str:
        """The tag of the previous line."""
        return self._pieces[-1][0] if self._pieces else ""

    @property
    def last_value(self) -> str:
        """The value of the previous line so far."""
        return " ".join(filter(None, self._pieces[-1][1])) if self._pieces else ""

    @property
    def tags(self) -> set[str]:
        """Every tag that the record has."""
        return {tag for tag, _ in self._pieces}

    @cached_property
    def raw(self) -> str:
        """The text of the record. Ask for it when the record is complete."""
        return "".join(self._lines)

    @cached_property
    def values(self) -> list[tuple[str, str]]:
        """Tag and value of each line, in file order. Ask for them when the record is complete."""
        return [(tag, " ".join(filter(None, pieces))) for tag, pieces in self._pieces]

    @cached_property
    def _of_tags(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for tag, value in self.values:
            if value:
                found.setdefault(tag, []).append(value)
        return found

    def all(self, *tags: str) -> list[str]:
        """Return the values of ``tags`` in file order, without empty ones."""
        there = [tag for tag in tags if tag in self._of_tags]
        if len(there) < 2:
            return list(self._of_tags[there[0]]) if there else []
        return [value for tag, value in self.values if tag in tags and value]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of ``tags`` that has one, or an empty text."""
        return next((self._of_tags[tag][0] for tag in tags if tag in self._of_tags), "")

    def further(self, *tags: str) -> dict[str, str]:
        """Return the values of ``tags`` beyond the first one, by their tags."""
        if sum(len(self._of_tags.get(tag, ())) for tag in tags) < 2:
            return {}
        said = {_bare(self.first(*tags))}
        more: dict[str, list[str]] = {}
        for tag in tags:
            for value in self.all(tag):
                if (bare := _bare(value)) not in said:
                    said.add(bare)
                    more.setdefault(tag, []).append(value)
        return {tag: "; ".join(values) for tag, values in more.items()}

    def take_status(self, tags: tuple[str, ...], named_by: tuple[str, ...]) -> str:
        """Remove values of ``tags`` that say only a status, and return the first status.

        "In press" may be in one tag of the venue or the pages, and the name or number in another.
        A record keeps its values if it would have none of ``named_by`` without them.
        """
        said = {text: understand(text) for tag, text in self.values if tag in tags}
        found = {text: each.status for text, each in said.items() if each and not each.rest}
        kept = [(tag, text) for tag, text in self.values if tag not in tags or text not in found]
        if not found or not any(tag in named_by and text for tag, text in kept):
            return ""
        self.values = kept
        self.__dict__.pop("_of_tags", None)
        return next(iter(found.values()))

    def rest(self, *handled: str) -> dict[str, str]:
        """Return the values of all tags except ``handled``. Several values of a tag are joined."""
        extra: dict[str, list[str]] = {}
        for tag, value in self.values:
            if tag not in handled and value:
                extra.setdefault(tag, []).append(value)
        return {tag: "; ".join(values) for tag, values in extra.items()}


def _bare(text: str) -> str:
    """Return ``text`` without markup and in lower case, to compare values of two tags."""
    return plain_text(text).casefold()


def holds_only(
    blocks: Iterable[Block | Verbatim],
    tags: frozenset[str],
    needed: Collection[str],
    order: str = "",
) -> bool:
    """Return whether the records of a file have only ``tags``, and all of ``needed``.

    In each record the tags of ``order`` must follow each other in that order.
    """
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Block):
            found |= block.tags
            places = [order.find(tag) for tag, _ in block.values if tag in order]
            if not found <= tags or places != sorted(places):
                return False
    return found.issuperset(needed)


class Outside:
    """The text between records, collected line by line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._first = 0

    def add(self, text: str, line: int) -> None:
        """Add one line, numbered from 1. Blank lines before the text do not count."""
        if not self._lines and not text.strip():
            return
        self._first = self._first if self._lines else line
        self._lines.append(text)

    def take(self) -> Iterator[Verbatim]:
        """Yield the collected text, unless it is blank, and start a new one."""
        text = "".join(self._lines)
        if text.strip():
            yield Verbatim(raw=text, line=self._first)
        self._lines = []


def finish(record: Record, block: Block, key: str, seen: dict[str, int]) -> Record | Problem:
    """Return ``record`` with its key, text and line, or a Problem if the record is empty.

    The key is the entry's own, unless that is only a number. Otherwise it is ``fold(title)|year``.
    The second record with the same key gets ``#2``.
    """
    if not (names_a_work(record) or is_own_key(key)):
        message = "a record without title, authors and venue"
        return Problem(level="left out", message=message, raw=block.raw, line=block.line)
    own = record_key(key, record, seen)
    return replace(record, source_key=own, raw=block.raw, line=block.line)
