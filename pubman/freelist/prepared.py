"""Prepare an entry for reading: remove its number and its addresses, and find its tokens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pubman.freelist.finding import Entry
from pubman.freelist.line import Line, cut
from pubman.freelist.names import STYLES, NameList, read_names
from pubman.freelist.tokens import Token, tokenize
from pubman.freelist.words import YEAR, is_title_class

_NUMBER = re.compile(
    r"^\s*(?:\[([A-Za-z]{0,3}[-.]?\d{1,4})\]|\(([A-Z]?\d{1,4})\)|([A-Z]?\d{1,4})[.:)](?=\s"
    r"|[A-Z]))[\s:.]*"
)


_ADDRESS = re.compile(
    r"(?i)[\[(<]?\s*(?:(?:available(?: online)?(?: at| from)?|disponible en|disponível em|url"
    r"|verfügbar unter|retrieved from|link|doi|https)\s*:?\s*)*"
    r"(?:https?:\s?/{1,2}[^\s<>\"“”]+|www\.[^\s<>\"“”]+|doi\.org/[^\s<>\"“”]+"
    r"|(?:doi\b:?\s*)10\.\d{4,9}/[^\s<>\"“”,]+|(?<![\w/])10\.\d{4,9}/[^\s<>\"“”,]+)[\])>]?"
    r"|\bdoi\s*[:.]?(?=\s*[.,\n]|\s*$)"
)
_BULLET = re.compile(r"^\s*[-•*‣▪·–—]\s+")


@dataclass(slots=True)
class Prepared:
    """An entry without its number and addresses, and its tokens."""

    line: Line
    tokens: list[Token]
    number: str
    heading_year: str
    margin: str
    memory: dict[tuple[int, str], NameList]

    def names_at(self, token: int, style: str) -> NameList:
        """The list of names in one style that begins at a token; read once."""
        key = (token, style)
        if key not in self.memory:
            self.memory[key] = read_names(self.tokens, token, style)
        return self.memory[key]

    def token_at(self, place: int) -> int:
        """The first token that begins at *place* or after it."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < place:
                low = middle + 1
            else:
                high = middle
        return low


_COUNT = re.compile(r"^(\d{1,4})\s+(?=[^\W\d_])")


def without_counts(entries: Sequence[Entry]) -> Sequence[Entry]:
    """*entries* without the bare numbers in front, if nearly all have one and they count up."""
    counts = [_COUNT.match(entry.line.text) for entry in entries]
    numbers = [int(found[1]) for found in counts if found]
    if len(numbers) < max(3, 0.9 * len(entries)) or all(YEAR.fullmatch(str(n)) for n in numbers):
        return entries
    steps = Counter(later - earlier for earlier, later in pairwise(numbers))
    if max(steps[1], steps[-1]) < 0.8 * len(numbers) - 1:
        return entries
    return [
        replace(entry, number=found[1], line=cut(entry.line, [(0, found.end(), "")]))
        if found
        else entry
        for entry, found in zip(entries, counts, strict=True)
    ]


def prepare(entry: Entry) -> Prepared:
    """*entry* without its number, its bullet, its addresses and the cells before it."""
    line, number = entry.line, ""
    found = _NUMBER.match(line.text) or _BULLET.match(line.text)
    if found:
        number = (
            next((group for group in found.groups() if group), "") if found.re is _NUMBER else ""
        )
        line = cut(line, [(0, found.end(), "")])
    whole, line = line, _without_cells(line)
    margin = YEAR.search(whole.text.partition("\n")[0]) if whole is not line else None
    cuts = [(m.start(), m.end(), _tail(m[0])) for m in _ADDRESS.finditer(line.text)]
    line = cut(line, cuts)
    year = next((m[0] for title in reversed(entry.section) if (m := YEAR.search(title))), "")
    return Prepared(line, _tokens(line), number, year, margin[0] if margin else "", {})


def with_years_of_margin(entries: Sequence[Entry], prepared: Sequence[Prepared]) -> None:
    """Give entries without any year that of the margin above: a table names it only once."""
    last = ""
    section: tuple[str, ...] = ()
    for entry, each in zip(entries, prepared, strict=True):
        last = "" if entry.section != section else last
        section, last = entry.section, each.margin or last
        if last and not each.heading_year and not YEAR.search(each.line.text):
            each.heading_year = last


def _tokens(line: Line) -> list[Token]:
    """The tokens of a line; where italics or a long link begin or end, a name ends too."""
    found = tokenize(line.text)
    edges: set[int] = set()
    bold = [(span.start, span.end) for span in line.of_kind("bold")]
    for span in line.of_kind("italic", "link"):
        said = line.text[span.start : span.end]
        least = 2 if span.kind == "italic" else 4
        in_bold = any(start < span.end and span.start < end for start, end in bold)
        if said.lower().startswith("et al"):
            continue
        if len(said.split()) >= least and not in_bold and not _is_name(said):
            edges.update((span.start, span.end))
    if not edges:
        return found
    parted: list[Token] = []
    for token in found:
        if token.start in edges and parted:
            parted.append(Token(kind="newline", text="", start=token.start, end=token.start))
        parted.append(token)
    return parted


def _tail(text: str) -> str:
    return "." if text.endswith(".") else ""


def _without_cells(line: Line) -> Line:
    """Without short cells in front (``2019``, ``Journal``), as rows of a table begin."""
    first, newline, _ = line.text.partition("\n")
    cuts = 0
    while newline and len(first) <= 24 and _is_cell(first) and not _is_title(line, cuts):
        cuts += len(first) + 1
        first, newline, _ = line.text[cuts:].partition("\n")
        if cuts > 60:
            break
    remains = line.text[cuts:]
    if not cuts or len(remains) < 20:
        return line
    front = line.text[:cuts]
    moved = cut(line, [(0, cuts, "")])
    found = _NUMBER.match(moved.text)
    if found:
        moved = cut(moved, [(0, found.end(), "")])
    return replace(
        moved,
        text=moved.text
        + ("\n" + " ".join(front.split()) if YEAR.search(front) or len(front) > 3 else ""),
    )


def _is_title(line: Line, start: int) -> bool:
    """Return True for a first line that is a title: marked as one, or with names on the next."""
    if any(
        span.start <= start < span.end and (span.kind == "heading" or is_title_class(span.value))
        for span in line.of_kind("class", "heading")
    ):
        return True
    first, _, behind = line.text[start:].partition("\n")
    if YEAR.search(first) or not behind:
        return False
    tokens = tokenize(behind.partition("\n")[0])
    lists = (read_names(tokens, 0, style) for style in STYLES)
    return any(names.names and names.after >= len(tokens) for names in lists)


def _is_name(text: str) -> bool:
    """Return True if *text* is a name, or several, and nothing else."""
    tokens = tokenize(text.strip(" ,;.*"))
    names = read_names(tokens, 0, "natural")
    return bool(names.names) and names.after >= len(tokens)


def _is_cell(text: str) -> bool:
    """Return True for a year, a kind or a few topics in front of an entry; false for a name."""
    return (
        not _is_name(text)
        and (bool(YEAR.search(text)) or len(text.split()) <= 3)
        and not text.endswith((".", ","))
    )
