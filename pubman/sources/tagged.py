"""Tagged formats (RIS, EndNote, PubMed): a record as its lines of tag and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pubman.record import Name, Problem, Record, Verbatim
from pubman.sources.scholar import row_key, whole_name
from pubman.text.identifiers import isbn, issn


@dataclass(slots=True)
class Block:
    """One record of a tagged file: its values in file order, its text, the line it begins on."""

    line: int
    raw: str = ""
    values: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False

    def add(self, tag: str, value: str) -> None:
        """Adds a line with a tag."""
        self.values.append((tag, value.strip()))

    def go_on(self, text: str, *, joint: str = " ") -> None:
        """Goes on with the value of the line before."""
        if self.values and text.strip():
            tag, value = self.values[-1]
            self.values[-1] = (tag, f"{value}{joint if value else ''}{text.strip()}")

    def all(self, *tags: str) -> list[str]:
        """The values of ``tags`` in file order, without empty ones."""
        return [value for tag, value in self.values if tag in tags and value]

    def first(self, *tags: str) -> str:
        """The first value of the first of ``tags`` that has one."""
        return next((values[0] for tag in tags if (values := self.all(tag))), "")

    def rest(self, *handled: str) -> dict[str, str]:
        """The values of all tags but ``handled``, joined where a tag stands several times."""
        extra: dict[str, str] = {}
        for tag, value in self.values:
            if tag not in handled and value:
                extra[tag] = f"{extra[tag]}; {value}" if tag in extra else value
        return extra


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
        self._text = ""
        self._line = 0

    def add(self, text: str, line: int) -> None:
        """Adds one line, numbered from 1."""
        self._line = self._line or line
        self._text += text

    def take(self) -> Iterator[Verbatim]:
        """What was gathered, unless it is blank; then begins anew."""
        if self._text.strip():
            yield Verbatim(raw=self._text, line=self._line)
        self._text, self._line = "", 0


def finish(record: Record, block: Block, key: str, seen: dict[str, int]) -> Record | Problem:
    """``record`` with its key, text and line; a Problem where it says nothing.

    The key is the entry's own unless that is a mere number, else ``fold(title)|year``; the second
    of one key gets ``#2``.
    """
    if not (record.title or record.venue or record.authors):
        message = "a record without title, authors and venue"
        return Problem(level="left out", message=message, raw=block.raw, line=block.line)
    if key and not key.isdecimal():
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
