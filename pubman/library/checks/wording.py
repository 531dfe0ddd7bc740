"""Titles in two styles, venues nobody knows, remains of LaTeX."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from pubman.library.checks.scope import Finding, Scope, quoted
from pubman.record import Publication

Style = Literal["Title Case", "sentence case", "capitals", ""]

_MOST: Final = 0.75
"""The share of titles that must agree before another style is called odd: with fewer a list has no
style, and to name its titles one by one would be noise. On the two example lists 15 of 16 and 10 of
13 agree."""
_ENOUGH: Final = 5  # titles, before a list has a style
_SMALL: Final = frozenset(
    "a an the and or nor but for of on in to by at as from with without via over under into onto "
    "per vs its".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def titles(scope: Scope) -> Iterator[Finding]:
    """Titles all in capitals, and those in another style than most."""
    styles = {case.pub.key: style_of(case.pub.title) for case in scope.cases}
    counts = Counter(style for style in styles.values() if style in ("Title Case", "sentence case"))
    usual, number = counts.most_common(1)[0] if counts else ("", 0)
    has_style = counts.total() >= _ENOUGH and number >= _MOST * counts.total()
    for case in scope.cases:
        pub, style = case.pub, styles[case.pub.key]
        odd = style in counts and style != usual and has_style and "title" not in case.by_hand
        if not (odd or style == "capitals") or pub.display.get("title"):
            continue
        wanted: Style = usual if has_style and usual else "Title Case"  # type: ignore[assignment]
        others = (each.record.title for each in case.records)
        better = next((t for t in others if style_of(t) == wanted), "") or in_style(
            pub.title, wanted
        )
        said = "in capitals" if style == "capitals" else f"in {style}, most of yours in {usual}"
        yield Finding(key=pub.key, rule="title", message=said, value=pub.title,
                      command=f"pubman set {pub.key} title {quoted(better)}")  # fmt: skip


def style_of(title: str) -> Style:
    """How a title is written; ``""`` for one too short to say, or in a script without capitals.

    Small words, first words (of the title and behind a colon) and words with capitals or digits
    inside say nothing.

    >>> style_of("Load Shedding for Complex Event Processing")
    'Title Case'
    >>> style_of("Adaptive incentive-based demand response")
    'sentence case'
    """
    letters = [each for each in title if each.isalpha() and each.isascii()]
    words = _telling(title)
    if len(letters) > 12 and sum(each.isupper() for each in letters) > 0.8 * len(letters):
        return "capitals"
    if len(words) < 3:
        return ""
    share = sum(word[0].isupper() for word in words) / len(words)
    if share >= 0.7:
        return "Title Case"
    return "sentence case" if share <= 0.3 else ""


def _telling(title: str) -> list[str]:
    """The words of a title whose first letter says something of its style."""
    found = []
    for part in re.split(r"[:?!.]\s+|\s[-–—]\s", title):
        found += [word for word in _WORD.findall(part)[1:] if _tells(word)]
    return found


def _tells(word: str) -> bool:
    head = word.partition("-")[0]
    return len(word) > 2 and word.lower() not in _SMALL and head[1:] == head[1:].lower()


def in_style(title: str, style: Style) -> str:
    """``title`` in ``style``, word by word; proper names in sentence case are left to a person."""
    shouting = style_of(title) == "capitals"
    first, out = True, []
    for word in title.split(" "):
        plain = word.lower() if shouting else word
        if plain[1:] != plain[1:].lower():
            out.append(plain)  # k-SAT, GPUs
        elif first or (style == "Title Case" and plain.lower().strip(",;") not in _SMALL):
            out.append(plain[:1].upper() + plain[1:])
        else:
            out.append(plain.lower())
        first = word.endswith((":", "?", "!", "."))
    return " ".join(out)


# ----------------------------------------------------------------------------------------- venues


def venues(scope: Scope) -> Iterator[Finding]:
    """Papers without a venue, and venues that pubman does not know.

    Not for a journal with an ISSN or a DOI, nor for what dblp indexes: that there is such a venue
    is then certain.
    """
    for case in scope.cases:
        pub = case.pub
        if pub.kind not in ("article", "conference", "workshop", "demo") or pub.canonical:
            continue
        journal = pub.kind == "article" and pub.venue and (pub.issn or pub.doi)
        if (
            journal
            or pub.venue_key
            or pub.status in ("in preparation", "submitted", "under review")
        ):
            continue
        message = f"unknown: {pub.venue}" if pub.venue else "missing"
        more = "     or [[venues]] in pubman.toml" if pub.venue else ""
        if "venue" not in case.by_hand and not pub.display.get("venue"):
            yield Finding(key=pub.key, rule="venue", message=message, value=pub.venue,
                          command=f'pubman set {pub.key} venue "..."{more}')  # fmt: skip


# ---------------------------------------------------------------------------------------- remains

_REMAINS: Final = (
    (re.compile(r"DBLP:\S+"), "a key of dblp"),
    (re.compile(r"\{\\|\\[\"'`^~=.Hcuvbdrtk](?=[{A-Za-z\\])|\\[A-Za-z]{2,}"), "a LaTeX command"),
    (re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-fA-F]+);"), "an HTML entity"),
    (re.compile("\ufffd|Ã[\u0080-\u00bf]|â\u0080"), "letters read in a wrong encoding"),
    (re.compile(r"</?(?:i|b|sub|sup|em|strong|jats:\w+|mml:\w+)\b[^>]*>"), "an HTML element"),
)


def remains(scope: Scope) -> Iterator[Finding]:
    """Fields that hold remains of LaTeX, BibTeX or HTML, or signs without their partner."""
    for case in scope.cases:
        for field, text in _texts(case.pub):
            sign = sign_in_name(text) if field.startswith("authors") else ""
            if said := remnant(text) or (sign and f"a sign no name has, {sign}"):
                yield Finding(key=case.pub.key, rule="text", value=f"{field}: {text}",
                              message=f"{field} holds {said}",
                              command=f'pubman set {case.pub.key} {field} "..."')  # fmt: skip


def _texts(pub: Publication) -> Iterator[tuple[str, str]]:
    yield "title", pub.title
    for number, author in enumerate(pub.authors, 1):
        yield f"authors.{number}", author.full
    for field in ("venue", "series", "publisher", "school", "note", "award", "place"):
        yield field, getattr(pub, field)


def sign_in_name(text: str) -> str:
    """The first sign of ``text`` that stands in no name, such as the copyright sign, or ``""``."""
    return next((char for char in text if unicodedata.category(char) in ("So", "Sc", "Sm")), "")


def remnant(text: str) -> str:
    r"""What of ``text`` is a remnant, in a few words; ``""`` where nothing is.

    >>> remnant("Wagenl{\\\"a}nder"), remnant("A {B} C: x < y"), remnant("The $100 Laptop")
    ('a LaTeX command, {\\"a', '', '')
    """
    for pattern, what in _REMAINS:
        if match := pattern.search(text):
            start = match.start()
            return f"{what}, {text[start : max(match.end(), start + 4)]}"
    if text.count("{") != text.count("}"):
        return "a brace without its partner"
    if len(re.findall(r"(?<!\\)\$(?!\d)", text)) % 2:
        return "a $ without its partner"
    return ""
