"""Tagged formats (RIS, EndNote, PubMed): a record as its lines of tag and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from pubman.record import Name, Problem, Record, Verbatim
from pubman.sources.scholar import row_key, whole_name
from pubman.text.identifiers import isbn, issn


@dataclass
class Block:
    """One record of a tagged file, gathered line by line from the line it begins on."""

    line: int
    closed: bool = False
    _lines: list[str] = field(default_factory=list)
    _pieces: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, tag: str, value: str, line: str) -> None:
        """Adds a line with a tag."""
        self._lines.append(line)
        self._pieces.append((tag, [value.strip()]))

    def go_on(self, line: str) -> None:
        """Goes on with the value of the line before."""
        self._lines.append(line)
        if self._pieces:
            self._pieces[-1][1].append(line.strip())

    @property
    def last_tag(self) -> str:
        """The tag of the line before."""
        return self._pieces[-1][0] if self._pieces else ""

    @property
    def tags(self) -> set[str]:
        """Every tag that the record has."""
        return {tag for tag, _ in self._pieces}

    @cached_property
    def raw(self) -> str:
        """The text of the record; to be asked for when the record is whole."""
        return "".join(self._lines)

    @cached_property
    def values(self) -> list[tuple[str, str]]:
        """Tag and value of each line, in file order; to be asked for when the record is whole."""
        return [(tag, " ".join(filter(None, pieces))) for tag, pieces in self._pieces]

    def all(self, *tags: str) -> list[str]:
        """The values of ``tags`` in file order, without empty ones."""
        return [value for tag, value in self.values if tag in tags and value]

    def first(self, *tags: str) -> str:
        """The first value of the first of ``tags`` that has one."""
        return next((values[0] for tag in tags if (values := self.all(tag))), "")

    def rest(self, *handled: str) -> dict[str, str]:
        """The values of all tags but ``handled``, joined where a tag stands several times."""
        extra: dict[str, list[str]] = {}
        for tag, value in self.values:
            if tag not in handled and value:
                extra.setdefault(tag, []).append(value)
        return {tag: "; ".join(values) for tag, values in extra.items()}


def split_lines(text: str) -> Iterator[str]:
    """The lines of ``text`` with their ends, whichever of the three kinds those are."""
    return (match[0] for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text))


def read_name(text: str) -> Name:
    """A name as these formats write it: ``Last, First, Jr.``; a comma at the end: a body."""
    text = " ".join(text.split())
    if text.endswith(","):
        return Name(literal=text.rstrip(", "))
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 3 and re.fullmatch(r"(?:[JS]r\.?|[IVX]+|\d(?:st|nd|rd|th))", parts[2]):
        return replace(whole_name(f"{parts[0]}, {parts[1]}"), suffix=parts[2])
    return whole_name(text)


def read_numbers(texts: list[str]) -> tuple[str, str, list[str]]:
    """The first ISBN and ISSN among ``texts``, and those that are neither."""
    parts = [part for text in texts for part in re.split(r"\s*[;,]\s*|\s+(?=\d{4}-)", text) if part]
    stripped = [re.sub(r"\s*\(.*?\)", "", part) for part in parts]
    neither = [part for part in stripped if not isbn(part) and not issn(part)]
    return find_first(isbn, stripped), find_first(issn, stripped), neither


_LANGUAGES: Final = {
    "eng": "en", "english": "en", "ger": "de", "deu": "de", "german": "de", "deutsch": "de",
    "fre": "fr", "fra": "fr", "french": "fr", "chi": "zh", "zho": "zh", "chinese": "zh",
    "spa": "es", "spanish": "es", "ita": "it", "italian": "it", "por": "pt", "portuguese": "pt",
    "jpn": "ja", "japanese": "ja", "kor": "ko", "korean": "ko", "rus": "ru", "russian": "ru",
    "ukr": "uk", "ukrainian": "uk", "fin": "fi", "finnish": "fi",
}  # fmt: skip


def read_language(text: str) -> str:
    """The language as HTML names it (``de``), where it is a known name or ISO 639-2 code."""
    return _LANGUAGES.get(text.strip().lower(), text.strip())


class Outside:
    """The text between records, gathered line by line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._first = 0

    def add(self, text: str, line: int) -> None:
        """Adds one line, numbered from 1."""
        self._first = self._first if self._lines else line
        self._lines.append(text)

    def take(self) -> Iterator[Verbatim]:
        """What was gathered, unless it is blank; then begins anew."""
        text = "".join(self._lines)
        if text.strip():
            yield Verbatim(raw=text, line=self._first)
        self._lines = []


def finish(record: Record, block: Block, key: str, seen: dict[str, int]) -> Record | Problem:
    """``record`` with its key, text and line; a Problem where it says nothing.

    The key is the entry's own unless that is a mere number, else ``fold(title)|year``; the second
    of one key gets ``#2``.
    """
    named = bool(key) and not key.isdecimal()
    if not (record.title or record.venue or record.authors or named):
        message = "a record without title, authors and venue"
        return Problem(level="left out", message=message, raw=block.raw, line=block.line)
    if named:
        seen[key] = seen.get(key, 0) + 1
        own = key if seen[key] == 1 else f"{key}#{seen[key]}"
    else:
        own = row_key(record.title or record.venue, str(record.year or ""), seen)
    return replace(record, source_key=own, raw=block.raw, line=block.line)


def find_first(find: Callable[[str], str], texts: Iterable[str]) -> str:
    """What ``find`` makes of the first of ``texts`` that it makes anything of."""
    return next((found for text in texts if (found := find(text))), "")


def split_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Keywords, each once, whether they stand on lines of their own or part by semicolons."""
    words = (word.strip() for text in texts for word in re.split(r"[;；\n]", text))
    return tuple(dict.fromkeys(word for word in words if word))
