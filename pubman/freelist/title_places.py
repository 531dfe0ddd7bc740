"""The places where the title of an entry may be, rule by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pubman.freelist.line import Line
from pubman.freelist.prepared import Prepared
from pubman.freelist.words import STATUS, is_title_class

_SENTENCE_END = re.compile(
    r"[.?!]+[\"”’»)]*(?=\s|$|(?:19|20)\d\d\.)|\n|(?<=\S)\s*(?=//|\[[A-Z](?:/OL)?\])"
)


_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:vs|etc|e\.g|i\.e|St|Dr|No|vol|Fig|sp|spp|cf|al|approx|ca|var|subsp|resp|Mr"
    r"|Mrs|[A-Z]|[a-z])\Z"
)


BEHIND_NAMES = re.compile(
    rf"(?i)[\s.,;:]*(?:\((?:{STATUS.pattern.removeprefix('(?i)')})[^()]{{0,30}}\)[\s.,;:/–—-]*)?"
    r"(?:[(\[](?:eds?\.?|hrsg\.?|orgs?\.?|editors?)[)\]][\s.,;:]*)?"
    r"(?:[(\[]?\b((?:1[89]|20)\d\d)[a-z]?(?:,\s\w{3,9}(?:\s\d{1,2})?)?\b[)\]]?|\((?:in press"
    r"|forthcoming|submitted|accepted|under review|to appear|n\.?d\.?)[^()]{0,30}\))?[\s.,;:/–—-]*"
)


BY = re.compile(
    r"(?i)(?:[\s,.;:(\[–—-]|^)(?:by|with|von|par|por|joint with|joint work with|con|avec"
    r"|mit)[:\s]\s*"
)


_OPEN_QUOTES: Final = '“„«‘"「『”'


_QUOTED = re.compile(
    r"[“„«\"「『]\s*([^“”„«»\"「」『』]{6,400}?)[,.]?\s*[”“»\"」』]"
    r"|(?<![\w])[‘'‚]([^‘’\n]{12,300}?)[’'](?![\w])|[“\"]([^“”\"]{15,250}?\.)(?=\s*$|\s+[A-Z])"
)


RULES: Final = (
    "quoted", "class", "heading", "link", "bold", "italic", "line 1", "line 2",
    "names, sentence", "names, comma", "title, names", "title, by",
)  # fmt: skip


Place = tuple[int, int]


def title_spans(entry: Prepared, rule: str, style: str) -> Iterator[Place]:
    """The stretches that may be the title by *rule*."""
    line = entry.line
    if rule == "quoted":
        yield from _quoted(line.text)
    elif rule in ("link", "bold", "italic", "heading"):
        yield from _marked(line, rule)
    elif rule == "class":
        yield from _by_class(line)
    elif rule.startswith("line"):
        yield from _own_line(line.text, int(rule[-1]))
    elif rule.startswith("names"):
        yield from _behind_names(entry, style, by_comma=rule.endswith("comma"))
    else:
        yield from _before_names(entry, style, by=rule.endswith("by"))


def _quoted(text: str) -> Iterator[Place]:
    for match in list(_QUOTED.finditer(text))[:3]:
        group = next(i for i in (1, 2, 3) if match[i] is not None)
        yield match.span(group)


def _marked(line: Line, kind: str) -> Iterator[Place]:
    spans = [span for span in line.of_kind(kind) if span.end - span.start >= 8]
    for span in spans[:4]:
        yield span.start, span.end


def _by_class(line: Line) -> Iterator[Place]:
    for span in line.of_kind("class"):
        if is_title_class(span.value):
            yield span.start, span.end


def _own_line(text: str, which: int) -> Iterator[Place]:
    starts = [0, *(m.end() for m in re.finditer(r"\n", text))]
    if which <= len(starts) > 1:
        start = starts[which - 1]
        end = text.find("\n", start)
        yield start, end if end >= 0 else len(text)


def _behind_names(entry: Prepared, style: str, *, by_comma: bool) -> Iterator[Place]:
    names = entry.names_at(0, style)
    if not names.names and not names.cut:
        return
    text = entry.line.text
    last = entry.tokens[names.after - 1].end
    gap = BEHIND_NAMES.match(text, last)
    start = gap.end() if gap else last
    while start < len(text) and text[start] in _OPEN_QUOTES + " ":
        start += 1
    for end in _comma_ends(text, start) if by_comma else _sentence_ends(text, start):
        yield start, end
    yield from _by_marks(entry.line, start)


def _by_marks(line: Line, start: int) -> Iterator[Place]:
    """A title that begins at *start*: the marked text, or all text up to the next italics."""
    for span in line.of_kind("italic", "link", "bold"):
        if span.start - 3 <= start <= span.start and span.end > start:
            yield start, span.end
        elif start + 8 < span.start and span.kind == "italic":
            yield start, span.start
            break


def _sentence_ends(text: str, start: int) -> list[int]:
    """Return the first three possible ends of the sentence that begins at *start*."""
    found: list[int] = []
    for match in _SENTENCE_END.finditer(text, start + 4):
        before = text[max(start, match.start() - 12) : match.start()]
        stops = match[0].startswith(".")
        if stops and (_ABBREVIATION.search(before) or _goes_on(text, match.end())):
            continue
        keep = match[0][:1] in "?!"
        found.append(match.end() if keep and match[0] else match.start())
        if len(found) >= 4:
            break
    return found or [len(text)]


def _goes_on(text: str, place: int) -> bool:
    """Return True if the sentence continues: a small letter follows, but not eLife or *in*."""
    word = re.match(r"\s*(\w*)", text[place : place + 40])
    behind = word[1] if word else ""
    return behind[:1].islower() and behind != "in" and not any(char.isupper() for char in behind)


def _comma_ends(text: str, start: int) -> list[int]:
    """Return the possible ends of a title between commas: the commas of its sentence."""
    found = [m.start() for m in re.finditer(r",\s|\n|\s[-–—]\s", text[start + 8 :])][:6]
    return [start + 8 + at for at in found] or [len(text)]


def _before_names(entry: Prepared, style: str, *, by: bool) -> Iterator[Place]:
    """Titles from the beginning up to a sign (or a word such as *by*) after which names begin."""
    text = entry.line.text
    if by:
        signs = [(m.start(), m.end()) for m in BY.finditer(text, 5)]
    else:
        signs = [
            (m.start(), m.end())
            for m in re.finditer(r"[,.:;?!]\s+|\n|\s?\(|\s[-–—|]\s", text)
            if m.start() > 5
        ]
    for start, end in signs[:24]:
        names = entry.names_at(entry.token_at(end), style)
        if names.names:
            yield 0, start + (text[start] in "?!")
