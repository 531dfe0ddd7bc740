"""Lists of numbers, addresses or keywords within one value, as exporters write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pubman.text.identifiers import isbn, issn


def _folded(text: str) -> str:
    """Return ``text`` with single spaces. Patterns take quadratic time on long white space."""
    return " ".join(text.split())


def split_addresses(text: str) -> list[str]:
    """Return the addresses in one value, which spaces or semicolons separate."""
    return re.split(r"(?:; | |;)(?=https?:)", _folded(text))


def split_numbers(texts: Iterable[str]) -> list[str]:
    """Return the ISBNs, ISSNs and other numbers in ``texts``, without remarks in brackets."""
    parts = [part for text in texts for part in _BETWEEN_NUMBERS.split(_folded(text)) if part]
    bare = (re.sub(r"\s*\(.*?\)", "", part).strip() for part in parts)
    return [part for part in bare if part and not _LABEL.fullmatch(part)]


_BETWEEN_NUMBERS = re.compile(
    r"\s*[;,|]\s*|\s+(?=\d{4}-\d{3}[\dXx](?![\d-]))|(?<=[\dXx)])\s+(?=97[89][\d-])"
    r"|(?<=[\d-]{9}[\dXx])\s+(?=\d[\d-]{8,11}[\dXx])|(?<=\d{4}-\d{3}[\dXx])\s*/\s*(?=\d{4}-)"
)
_LABEL = re.compile(r"(?i)(?:[ep]-?|online |print )?is[sb]n(?:-1[03])?:?")


def read_numbers(texts: Iterable[str]) -> tuple[str, str, list[str]]:
    """Return the first ISBN and ISSN among ``texts``, and the numbers that are neither."""
    numbers = [(each, isbn(each), issn(each)) for each in split_numbers(texts)]
    return (
        next((book for _, book, _ in numbers if book), ""),
        next((serial for _, _, serial in numbers if serial), ""),
        [each for each, book, serial in numbers if not book and not serial],
    )


def further_numbers(texts: Iterable[str]) -> list[str]:
    """Return the ISBNs and ISSNs among ``texts`` after the first of each, in normal form."""
    parts = split_numbers(texts)
    numbers = [isbn(each) or issn(each) for each in parts] if len(parts) > 1 else []
    first = {find_first(isbn, numbers), find_first(issn, numbers)}
    return [each for each in dict.fromkeys(numbers) if each and each not in first]


def find_first(find: Callable[[str], str], texts: Iterable[str]) -> str:
    """Return the first result of ``find`` on ``texts`` that is not empty."""
    return next((found for text in texts if (found := find(text))), "")


def split_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Return keywords, each once, from separate lines or from lists with semicolons."""
    words = (word.strip() for text in texts for word in re.split(r"[;；\n]", text))
    return tuple(dict.fromkeys(word for word in words if word))
