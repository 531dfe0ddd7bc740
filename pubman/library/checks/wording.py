"""Rules about text: titles in two styles, broken venues, remains of LaTeX and HTML."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final, Literal

from pubman.library.checks.language import is_english
from pubman.library.checks.proper_names import keeps_capital, names_in
from pubman.library.checks.scope import VALUE, Case, Finding, Fix, Scope
from pubman.record import Publication

Style = Literal["Title Case", "sentence case", "capitals", ""]
_STYLES: Final = ("Title Case", "sentence case")

_MOST: Final = 0.75
"""The share of titles that must agree before another style is reported. With fewer, the list has no
style, and reporting its titles one by one would be noise. On the two example lists 15 of 16 and 10
of 13 titles agree."""
_ENOUGH: Final = 5
"""The fewest titles from which a list has a style."""
_SMALL: Final = frozenset(
    "a an the and or nor but for of on in to by at as from with without via over under into onto "
    "per vs its".split()
)
_OPENING: Final = "([{<\"'“”„‘’‚«»‹›¿¡*"
_WORD = re.compile(rf"(?<![^\s/])([{re.escape(_OPENING)}]*)([^\W\d_][\w'’-]*)")
"""Signs before a word, and the word. Words that other signs join, as in ``node.js``, have no style
of their own."""


def titles(scope: Scope) -> Iterator[Finding]:
    """Yield titles in capitals, and English titles in another style than most.

    Only English knows Title Case, so other languages are not compared.
    """
    styles = {case.pub.key: _english_style(case.pub) for case in scope.cases}
    usual = _usual_style(styles.values())
    names = names_in(c.pub.title for c in scope.cases if styles[c.pub.key] == "sentence case")
    for case in scope.cases:
        style = styles[case.pub.key]
        odd = usual and style in _STYLES and style != usual and "title" not in case.by_hand
        if (odd or style == "capitals") and not case.pub.display.get("title"):
            yield _title(case, style, usual, names)


def _english_style(pub: Publication) -> Style:
    style = style_of(pub.title)
    return style if style == "capitals" or is_english(pub.title, pub.language) else ""


def _usual_style(styles: Iterable[Style]) -> Style:
    """Return the style of most titles; an empty text if they do not agree or are too few."""
    counts = Counter(style for style in styles if style in _STYLES)
    if not counts:
        return ""
    usual, number = counts.most_common(1)[0]
    agree = counts.total() >= _ENOUGH and number >= _MOST * counts.total()
    return usual if agree else ""


def _title(case: Case, style: Style, usual: Style, names: frozenset[str]) -> Finding:
    pub = case.pub
    wanted: Style = usual or (
        "Title Case" if is_english(pub.title, pub.language) else "sentence case"
    )
    given = (each.record.title for each in case.records)
    better = next((title for title in given if style_of(title) == wanted), "")
    return Finding(
        key=pub.key,
        rule="title",
        problem="capitals" if style == "capitals" else "style",
        # A title that a source gives is safe. One that is made may get proper names wrong.
        fix=Fix(
            "set", (pub.key, "title", better or in_style(pub.title, wanted, names)), bool(better)
        ),
        details={"style": style, "usual": usual},
        value=pub.title,
    )


def style_of(title: str) -> Style:
    """Return the style of a title; ``""`` if it is too short, or its script has no capitals.

    Small words, first words (of the title and after a colon) and words with capitals or digits
    inside are not counted.

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
    """Return the words of a title whose first letter shows its style."""
    found = []
    for part in re.split(r"[:?!.]\s+|\s[-–—]\s", title):
        found += [word for _, word in _WORD.findall(part)[1:] if _tells(word)]
    return found


def _tells(word: str) -> bool:
    head = word.partition("-")[0]
    short = len(word) < 3 or len(head) == 1  # k-SAT
    has_case = word[0].title() != word[0].lower()
    return has_case and not (short or word.lower() in _SMALL or _has_capitals_inside(head))


def _has_capitals_inside(word: str) -> bool:
    return word[1:] != word[1:].lower()


def in_style(title: str, style: Style, names: frozenset[str] = frozenset()) -> str:
    """Return ``title`` in ``style``, word by word.

    ``names`` are folded words that keep their capital, beside those that everybody knows.

    >>> in_style("Trust in the Banks of North Macedonia", "sentence case")
    'Trust in the banks of North Macedonia'
    """
    if style_of(title) == "capitals":
        title = _WORD.sub(lambda found: found[1] + found[2].capitalize(), title)
    words = re.split(r"\s", title)
    bare = [word.lstrip(_OPENING) for word in words]
    first, out = True, []
    for at, word in enumerate(words):
        named = keeps_capital(bare, at, names)
        out.append(_WORD.sub(partial(_styled, style=style, first=first, named=named), word))
        first = word.endswith((":", "?", "!", "."))
    return " ".join(out)


def _styled(found: re.Match[str], style: Style, *, first: bool, named: bool) -> str:
    """Return a word and the signs before it in ``style``.

    ``first`` says that the text begins a title or a clause, ``named`` that it holds a name.
    """
    signs, word = found.groups()
    if (first and not found.start()) or (style == "Title Case" and word.lower() not in _SMALL):
        head = word.partition("-")[0]
        kept = _has_capitals_inside(head if len(head) > 1 else word)  # k-SAT, GPUs
        return found[0] if kept else signs + word[0].title() + word[1:]
    kept = named or _has_capitals_inside(word)
    return found[0] if kept else signs + word.lower()


# ----------------------------------------------------------------------------------------- venues

_WITH_VENUE: Final = ("article", "conference", "workshop", "demo")
_NOT_OUT: Final = ("in preparation", "submitted", "under review")
_BROKEN_VENUE: Final = re.compile(
    r"\W*\Z|\d+\Z|.\Z"  # nothing, a number, one letter
    r"|(?:unknown|none|null|n/?a|nan|tba|tbd|to appear|in press|journal|proceedings)\W*\Z"
    r"|(?:https?:|www\.|doi:|10\.\d{4})"
    r"|.*(?:\.\.\.|…|[,;:(\[/&]|\b(?:of|on|the|and|for|in|de|der|für|und))\s*\Z"
    r"|[,;:.)\]]",
    re.IGNORECASE,
)
"""A venue that cannot be complete: a number, an address, a cut or unfinished name."""


def venues(scope: Scope) -> Iterator[Finding]:
    """Yield papers without a venue, and venues whose name looks broken."""
    for case in scope.cases:
        pub = case.pub
        known = pub.canonical or pub.display.get("venue") or "venue" in case.by_hand
        if known or pub.kind not in _WITH_VENUE or pub.status in _NOT_OUT:
            continue
        problem = "broken" if looks_broken(pub.venue) else ""
        problem = problem if pub.venue else "missing"
        if problem:
            yield Finding(
                key=pub.key,
                rule="venue",
                problem=problem,
                fix=Fix("set", (pub.key, "venue", VALUE)),
                details={"venue": pub.venue},
                value=pub.venue,
            )


def looks_broken(venue: str) -> bool:
    """Return True for a venue that cannot be a complete name.

    >>> looks_broken("Proceedings of the"), looks_broken("12"), looks_broken("Acta Nowhere")
    (True, True, False)
    """
    text = venue.strip()
    unbalanced = text.count("(") != text.count(")")
    return unbalanced or bool(_BROKEN_VENUE.match(text))


# ---------------------------------------------------------------------------------------- remains

_REMAINS: Final = (
    (re.compile(r"DBLP:\S+"), "dblp key"),
    (re.compile(r"\{\\|\\[\"'`^~=.Hcuvbdrtk](?=[{A-Za-z\\])|\\[A-Za-z]{2,}"), "LaTeX command"),
    (re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-fA-F]+);"), "HTML entity"),
    (re.compile("\ufffd|Ã[\u0080-\u00bf]|â\u0080"), "wrong encoding"),
    (re.compile(r"</?(?:i|b|sub|sup|em|strong|jats:\w+|mml:\w+)\b[^>]*>"), "HTML element"),
)


def remains(scope: Scope) -> Iterator[Finding]:
    """Yield fields with remains of LaTeX, BibTeX or HTML, or with a symbol that no name has."""
    for case in scope.cases:
        for field, text in _texts(case.pub):
            what, excerpt = remnant(text)
            symbol = symbol_in_name(text) if field.startswith("authors") else ""
            if not what and symbol:
                what, excerpt = "symbol", symbol
            if what:
                yield Finding(
                    key=case.pub.key,
                    rule="text",
                    problem=what,
                    fix=Fix("set", (case.pub.key, field, VALUE)),
                    details={"field": field, "excerpt": excerpt},
                    value=f"{field}: {text}",
                )


def _texts(pub: Publication) -> Iterator[tuple[str, str]]:
    yield "title", pub.title
    for number, author in enumerate(pub.authors, 1):
        yield f"authors.{number}", author.full
    for field in ("venue", "series", "publisher", "school", "note", "award", "place"):
        yield field, getattr(pub, field)


def symbol_in_name(text: str) -> str:
    """Return the first symbol of ``text`` that no name has, such as ©; an empty text for none."""
    return next((char for char in text if unicodedata.category(char) in ("So", "Sc", "Sm")), "")


def remnant(text: str) -> tuple[str, str]:
    r"""Return what kind of remnant ``text`` holds, and an excerpt; two empty texts for none.

    >>> remnant("Wagenl{\\\"a}nder"), remnant("The $100 Laptop")
    (('LaTeX command', '{\\"a'), ('', ''))
    """
    for pattern, what in _REMAINS:
        if match := pattern.search(text):
            start = match.start()
            return what, text[start : max(match.end(), start + 4)]
    if text.count("{") != text.count("}"):
        return "brace", ""
    if len(re.findall(r"(?<!\\)\$(?!\d)", text)) % 2:
        return "dollar", ""
    return "", ""
