"""A list as one page that needs nothing else: no request, no tracking, readable without scripts.

The page holds its style and under 5 kB of script, which only adds: a filter, kinds and years to
press, a button to copy BibTeX. What machines read is in it too (:mod:`pubman.pages.metadata`).
As a ``fragment`` it is the sections alone, to stand inside a page of one's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup
from markupsafe import escape as escape_html

from pubman.formats.bibtex import writer as bibtex_format
from pubman.listing import Options, Section
from pubman.pages import EXPORTS, metadata
from pubman.pages.details import EntryLink
from pubman.pages.entries import Entry, Page, Part, build
from pubman.pages.templating import Writer
from pubman.record import KINDS, Publication
from pubman.text.markup import Piece, maths_pieces, strip_controls, write

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
ENTRY: Final = "{{ title }}\n{{ authors }}\n{{ venue_line }}"


def render(sections: Sequence[Section], options: Options) -> str:
    """``sections`` as an HTML page, or as the inside of one."""
    if options.style and "entry" not in options.patterns:
        options = replace(options, patterns={**options.patterns, "entry": "{{ csl }}"})
    page = build(sections, options, legend="page", labelled=True)
    writer = Writer("html", page, escape=escape, default_entry=ENTRY, filters=filters(page))
    kinds = {entry.pub.kind for entry in page.entries}
    text = writer.write(
        "list",
        heading=options.title or page.labels.words["publications"],
        kinds=[kind for kind in KINDS if kind in kinds],
        repeated=repeated(page),
        chart=chart(page) if options.chart and len(page.years) > 1 else None,
    )
    return text.strip("\n") + "\n"


def escape(text: str) -> str:
    """``text`` as HTML shows it, in an element or in quotes; controls are left out."""
    shown = strip_controls(text)
    return str(escape_html(shown)) if _SIGNS.search(shown) else shown


_SIGNS = re.compile("[&<>\"']")


def filters(page: Page) -> dict[str, Any]:
    """What the templates of a page call, by name."""
    language = page.labels.language
    brief = metadata.is_long(page)

    before, _, after = page.labels.words["one_of"].partition("{label}")

    @lru_cache(maxsize=1)  # the links of one entry follow one another
    def around(title: str) -> list[str]:
        parts = (part.replace("{title}", title) for part in (before, after))
        return [f'<span class="sr">{escape(part)}</span>' if part else "" for part in parts]

    def spoken(label: EntryLink | str, entry: Entry) -> Markup:
        text = label if isinstance(label, str) else label.text
        first, last = around(entry.spoken)
        return Markup(f"{first}{escape(text)}{last}")  # noqa: S704 - escaped piece by piece

    return {
        "pieces": pieces,
        "spoken": spoken,
        "token": token,
        "language": lambda pub: _attributes(pub, language),
        "by_year": _by_year,
        "media_type": media_type,
        "time": time,
        "json_ld": lambda shown: Markup(metadata.json_ld(shown)),  # noqa: S704 - no "<" is left in it
        "coins": lambda entry: Markup(  # noqa: S704 - percent-encoded
            f'<span class="Z3988" title="{metadata.coins(entry, brief=brief)}"></span>'
        ),
        "bibtex": bibtex,
    }


# ----------------------------------------------------------------------------------- the details


def bibtex(pub: Publication) -> str:
    """The BibTeX that a page shows: one's own as it is, a made one without its columns."""
    return bibtex_format.shown(pub)


def pieces(title: tuple[Piece, ...]) -> Markup:
    """A title with its markup as HTML."""
    return Markup(write(title, escape, _element, _maths))  # noqa: S704 - escaped piece by piece


def _element(tag: str, inner: str) -> str:
    if tag == "sc":
        return f'<span class="sc">{inner}</span>'
    name = {"tt": "code"}.get(tag, tag)
    return f"<{name}>{inner}</{name}>"


def _maths(source: str) -> str:
    inner = write(maths_pieces(source), escape, _element, escape)
    return f'<span class="maths">{inner}</span>'


@lru_cache(maxsize=256)
def token(text: str) -> str:
    """``text`` as one word of a ``class`` or ``lang``: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", text).strip("-").lower() or "other"


def _attributes(pub: Publication, language: str) -> Markup:
    """``lang`` for a title in another language, ``dir`` for one that is read from the right."""
    found = ""
    own = metadata.language(pub)
    if own and own.lower() != language.lower():
        found += f' lang="{own}"'
    if not pub.title.isascii() and _RIGHT_TO_LEFT.search(pub.title):
        found += ' dir="auto"'
    return Markup(found)  # noqa: S704 - a checked code and a constant


def time(text: str) -> Markup:
    """A date as a page says it, to machines too where it is one."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return Markup(escape(text))  # noqa: S704 - escaped just now
    return Markup(f'<time datetime="{text}">{text}</time>')  # noqa: S704 - digits and hyphens


def repeated(page: Page) -> set[str]:
    """The headings that several parts have; what they stand under is said with them."""
    counts = Counter(part.heading for top in page.parts for part in top.walk())
    return {heading for heading, count in counts.items() if count > 1}


def _by_year(part: Part) -> bool:
    return re.fullmatch(r"\d{4}", part.heading) is not None


def media_type(url: str) -> str:
    """The media type of a download by its ending, ``""`` for one unknown."""
    path = url.split("?", 1)[0].split("#", 1)[0]
    types = {each.extension: each.media_type for each in EXPORTS.values()}
    types[".xml"] = "application/atom+xml"
    return types.get(path[path.rfind(".") :], "") if "." in path else ""


_PITCHES: Final = (26, 18, 13, 9)  # of a bar and its gap in pixels, the widest that fits is taken
_WIDTH: Final = 640
_BARS: Final = 44  # the height of the tallest bar; with the labels, three lines of text


def chart(page: Page) -> dict[str, Any]:
    """The chart of publications per year: its size, and a bar for each year, gaps included."""
    counts = dict(page.years)
    first, last = min(counts), max(counts)
    years = range(max(first, last - 119), last + 1)
    pitch = next((p for p in _PITCHES if p * len(years) <= _WIDTH), _WIDTH / len(years))
    every = next((n for n in (1, 2, 5, 10) if n * pitch >= 24), 20)
    highest, words = max(counts.values()), page.labels.words
    bars = []
    for at, year in enumerate(years):
        count = counts.get(year, 0)
        height = round(_BARS * count / highest, 1)
        bars.append(
            {
                "year": year,
                "count": count,
                "said": words["bar"].format(year=year, count=count),
                "left": round(at * pitch, 1),
                "x": round(at * pitch + pitch * 0.12, 1),
                "middle": round((at + 0.5) * pitch, 1),
                "y": round(_BARS + 2 - height, 1),
                "height": height,
                "label": _year_label(year, last, every),
            }
        )
    return {
        "caption": words["chart_span"].format(first=years[0], last=last),
        "width": round(pitch * len(years)),
        "height": _BARS + 18,
        "pitch": pitch,
        "bar": round(pitch * 0.76, 1),
        "bars": bars,
    }


def _year_label(year: int, last: int, every: int) -> str:
    return f"{year % 100:02d}" if (last - year) % every == 0 else ""
