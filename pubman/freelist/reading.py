"""The entries of a list -> title, names, venue and year: all rules tried, the best kept.

All entries of a list are written in the same way. So each rule for the place of the title is tried
with each style of names on every entry. The pair with the best sum over the list is used for all of
it. If that pair fails on an entry, the entry is read by the rule that fits it best.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pubman.freelist.finding import Entry
from pubman.freelist.line import Line
from pubman.freelist.name_places import find_names, names_score
from pubman.freelist.names import STYLES
from pubman.freelist.prepared import Prepared, prepare, with_years_of_margin, without_counts
from pubman.freelist.rest import Rest, read_rest, read_venue, read_year
from pubman.freelist.scoring import rest_score, title_score
from pubman.freelist.title_places import BEHIND_NAMES, RULES, Place, title_spans
from pubman.freelist.words import STATUS, VENUE_SIGN, YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The fields of one entry, the rule that found them, and their certainty."""

    title: str = ""
    names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    cut: bool = False
    only_coauthors: bool = False
    rest: Rest = field(default_factory=Rest)
    rule: str = ""
    style: str = ""
    score: float = -9.0
    title_span: tuple[int, int] = (0, 0)
    names_span: tuple[int, int] = (0, 0)


def read_entries(entries: Sequence[Entry]) -> list[tuple[Entry, Line, Reading]]:
    """Every entry with its line as it was read and its reading."""
    entries = without_counts(entries)
    prepared = [prepare(entry) for entry in entries]
    with_years_of_margin(entries, prepared)
    every = max(1, len(prepared) // _SAMPLE)
    tried = {at: _try_all(prepared[at]) for at in range(0, len(prepared), every)}
    best = _best_rule(list(tried.values()))
    readings = [
        _choose(tried[at], best) if at in tried else _read_quickly(each, best)
        for at, each in enumerate(prepared)
    ]
    return [
        (replace(entry, number=entry.number or each.number), each.line, reading)
        for entry, each, reading in zip(entries, prepared, readings, strict=True)
    ]


# --------------------------------------------------------------------------------- all the rules


Options = dict[tuple[str, str], Reading]

_SAMPLE: Final = 150
"""The number of entries, spread over a long list, that choose its rule."""
_GOOD: Final = 2.3


def _read_quickly(entry: Prepared, best: tuple[str, str]) -> Reading:
    """The reading by the rule of the list if it is good, else the best of all."""
    found = _try_all(entry, (best[0],)).get(best)
    return found if found and found.score >= _GOOD else _choose(_try_all(entry), best)


def _try_all(entry: Prepared, rules: Sequence[str] = RULES) -> Options:
    options: Options = {}
    for rule in rules:
        for style in STYLES:
            best = Reading()
            for span in title_spans(entry, rule, style):
                reading = _read(entry, span, rule, style)
                if reading.score > best.score:
                    best = reading
            if best.title:
                options[rule, style] = best
    return options


def _best_rule(tried: Sequence[Options]) -> tuple[str, str]:
    """The rule and style with the best sum over the list."""
    sums: defaultdict[tuple[str, str], float] = defaultdict(float)
    for options in tried:
        for key, reading in options.items():
            sums[key] += max(reading.score, -1.0) + 1.0
    return max(sums, key=lambda key: sums[key], default=("", ""))


_TOLERATED: Final = 0.35
_MARKED: Final = frozenset({"class", "heading", "quoted"})
_MARKED_TOLERATED: Final = 0.8
"""If the author of the list marks every title, a short marked text is a title too."""


def _choose(options: Options, best: tuple[str, str]) -> Reading:
    """The reading by the rule of the list, unless another is clearly better for this entry."""
    own = max(options.values(), key=lambda reading: reading.score, default=Reading())
    same_rule = [r for (rule, _), r in options.items() if rule == best[0]]
    usual = options.get(best) or Reading()
    near = max(same_rule, key=lambda reading: reading.score, default=Reading())
    if near.score > usual.score + 0.15:
        usual = near
    tolerated = _MARKED_TOLERATED if best[0] in _MARKED else _TOLERATED
    return own if own.score > usual.score + tolerated else usual


# -------------------------------------------------------------------------------------- readings


def _read(entry: Prepared, span: Place, rule: str, style: str) -> Reading:
    """The reading with the title at *span*."""
    text = entry.line.text
    start, end = _trim_span(text, *span)
    if end - start < 3:
        return Reading()
    title = " ".join(text[start:end].split())
    names, place, gap = find_names(entry, (start, end), style)
    rest_start = max(end, place[1]) if place[1] > end else end
    rest_text = text[rest_start:]
    between = text[end : place[0]] if place[0] > end else ""
    if len(between.strip()) > 12 or YEAR.search(between):
        rest_text = f"{between.strip(' ,.;:(')}\n{rest_text}"
    italic = _first_italic(entry.line, rest_start, title)
    score = title_score(title) + rest_score(rest_text, italic)
    marked = rule in {"class", "heading"}
    score += names_score(names) - min(1.0, (0.004 if marked else 0.02) * gap)
    score += _RULE_BONUS.get(rule, 0.0) - 0.6 * _holds_venue(entry.line, start, end)
    everything = f"{text[: min(start, place[0])]} {between} {rest_text}"
    return Reading(
        title=title,
        names=names.names,
        marks=names.marks,
        cut=names.cut,
        only_coauthors=bool(re.search(r"(?i)\bwith\W*$", text[max(0, place[0] - 8) : place[0]])),
        rest=_rest(entry, rest_text, everything, italic, place),
        rule=rule,
        style=style,
        score=score,
        title_span=(start, end),
        names_span=place,
    )


def _holds_venue(line: Line, start: int, end: int) -> bool:
    """Return True if italics begin behind a stop inside a stretch: then the venue is in it."""
    return any(
        start + 3 < span.start < end and line.text[: span.start].rstrip(" \n")[-1:] in ".,;"
        for span in line.of_kind("italic")
    )


_RULE_BONUS: Final = {
    "names, comma": -0.05, "quoted": 0.3, "class": 0.3, "heading": 0.2, "link": 0.15, "bold": 0.15,
    "italic": 0.05,
}  # fmt: skip


def _rest(entry: Prepared, rest: str, everything: str, italic: str, names: Place) -> Rest:
    found = read_rest(rest, italic)
    text = entry.line.text
    behind = BEHIND_NAMES.match(text, names[1]) if names[1] else None
    year = (behind[1] if behind and behind[1] else "") or found.year or read_year(everything)
    venue = found.venue
    head = everything[: len(everything) - len(rest)].strip()
    in_front = names[0] == names[1] and VENUE_SIGN.search(head) and not VENUE_SIGN.search(venue)
    if not venue or in_front:
        venue = read_venue(re.sub(r"\([^()]{0,30}\)", "", head)) or venue
    # APA writes "(in press)" for the year, in front of the title.
    status = found.status or ("" if year else _status_in(everything))
    return replace(found, year=year or entry.heading_year, venue=venue, status=status)


def _status_in(text: str) -> str:
    found = STATUS.search(text)
    return found[0].lower() if found else ""


def _trim_span(text: str, start: int, end: int) -> Place:
    """The span without quotes, spaces and the stop at its end."""
    while (
        start < end
        and text[start] in " \n\t“”„«»\"‘’'*_[("
        and not (
            text[start] in "[(" and text[start:end].count(")") + text[start:end].count("]") > 0
        )
    ):
        start += 1
    while end > start and text[end - 1] in ' \n\t.,;:“”„«»"*_|':
        if _is_abbreviation(text, end) or _closes_inside(text[start:end]):
            break
        end -= 1
    return start, end


def _closes_inside(text: str) -> bool:
    """Return True for a closing quote whose opening one is inside: ``Correction to “Rings”``."""
    opened = {"”": "“", "»": "«"}.get(text[-1:], "")
    return bool(opened) and text.count(opened) == text.count(text[-1])


def _is_abbreviation(text: str, end: int) -> bool:
    return text[end - 1] == "." and text[max(0, end - 4) : end] in ("U.S.", "etc.")


def _first_italic(line: Line, start: int, title: str) -> str:
    for span in line.of_kind("italic", "class"):
        if span.kind == "class" and not re.search(
            r"venue|journal|booktitle|periodical|conference", span.value
        ):
            continue
        if span.start >= start - 1 and span.end - span.start > 2:
            found = line.text[span.start : span.end]
            if found not in title:
                return found
    return ""
