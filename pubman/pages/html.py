"""A list as one page that needs nothing else: no request to any host, no tracking.

The page contains its style and its script, and a content security policy that allows exactly these
two. The script only adds to the page: search, facets, order, and buttons that copy or save
citations. Without it every entry is there. A ``fragment`` is the sections alone, for a page of your
own. What machines read comes from :mod:`pubman.pages.metadata`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urljoin

from markupsafe import Markup

from pubman.errors import ConfigError
from pubman.exports import EXPORTS
from pubman.formats.bibtex import writer as bibtex_format
from pubman.formats.spool import Text
from pubman.listing import Options, Section
from pubman.pages import metadata
from pubman.pages.details import EntryLink
from pubman.pages.entries import Complete, build, completed
from pubman.pages.facets import attributes_of
from pubman.pages.gathered import Gathered
from pubman.pages.html_signs import escape as escape  # noqa: PLC0414 - part of this module
from pubman.pages.page import Page, ShownEntry
from pubman.pages.templating import Writer
from pubman.pages.topics import Topics
from pubman.pages.years import is_year, years_of
from pubman.record import Publication
from pubman.text.markup import Piece, maths_pieces, write
from pubman.text.urls import safe_url

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_RTL_LANGUAGES: Final = frozenset({"ar", "he", "fa", "ur", "yi"})
ENTRY: Final = "{{ title }}\n{{ authors }}\n{{ venue_line }}"


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as an HTML page, or as the inside of one."""
    return "".join(pieces_of(sections, options))


def pieces_of(
    sections: Sequence[Section], options: Options, complete: Complete | None = None
) -> Iterator[str]:
    """Yield ``sections`` as an HTML page, or as the inside of one, piece by piece.

    With ``complete``, the publications of ``sections`` need only the fields of an outline: those by
    which they are arranged and numbered. Few of the complete ones are then in memory at once.
    """
    if options.style and "entry" not in options.patterns:
        options = replace(options, patterns={**options.patterns, "entry": "{{ csl }}"})
    if complete is not None and _needs_all(options):
        sections, complete = completed(sections, complete), None
    page = build(sections, options, legend="page", labelled=True, complete=complete)
    topics = Topics(page.publications)
    gathered = Gathered(page, topics)
    writer = writer_of(page, gathered, topics)
    inside = writer.pieces("sections", repeated=repeated(page))
    if options.fragment:
        yield from _trimmed(inside)
        return
    body = _put_aside(inside) if complete else ["".join(inside)]
    gathered.add_rest()
    text = writer.pieces(
        "list",
        body=map(Markup, body),
        count=sum(len(part.entries) for top in page.parts for part in top.walk()),
        heading=options.title or page.labels.words["publications"],
        facets=gathered.facets.found(),
        cited=gathered.cited,
        repeated=repeated(page),
        years=years_of(page, gathered.anchors) if options.chart else [],
        totals=totals(page),
        style=style(writer),
        script=script(writer),
    )
    yield from _trimmed(text)


def _put_aside(pieces: Iterable[str]) -> Iterator[str]:
    """Return ``pieces`` as they can be read later; those of a long page wait on disk."""
    body = Text()
    body.write_all(pieces)
    return body.read()


def _trimmed(pieces: Iterable[str]) -> Iterator[str]:
    r"""Yield ``pieces`` without empty lines at their beginning, and with one new line at their end.

    >>> "".join(_trimmed(["\n", "\n a", "b\n", "\n", "c\n\n"]))
    ' ab\n\nc\n'
    """
    held: list[str] = []  # the last text, and the empty lines behind it
    for piece in pieces:
        # A piece may be of a kind of its own, which would escape what it is added to.
        text = str(piece)
        bare = text.lstrip("\n")
        if bare and held:
            yield from held
            held = [text]
        elif bare:
            held = [bare]
        elif held and text:
            held.append(text)
    yield "".join(held).rstrip("\n") + "\n"


def _needs_all(options: Options) -> bool:
    """Return whether the list needs all publications at once: for pandoc, or own templates."""
    own = options.template_dir is not None and (options.template_dir / "html").is_dir()
    return own or any("csl" in pattern for pattern in options.patterns.values())


def writer_of(page: Page, gathered: Gathered | None = None, topics: Topics | None = None) -> Writer:
    """Return the writer of HTML for ``page``."""
    topics = topics or Topics(page.publications)
    known = filters(page, gathered or Gathered(page, topics), topics)
    return Writer("html", page, escape=escape, default_entry=ENTRY, filters=known)


def style(writer: Writer) -> Markup:
    """Return the style of a page: pubman's, the accent, then the person's own CSS file."""
    options = writer.page.options
    parts = [writer.write_file("page.css")]
    if options.accent:
        parts.append(f":root,:root[data-theme]{{--accent:{_colour(options.accent)}}}")
    # "</" could end the style element.
    parts.append(options.style_sheet.replace("</", "<\\/"))
    return Markup("\n".join(part.strip("\n") for part in parts if part))  # noqa: S704 - see above


def script(writer: Writer) -> Markup:
    """Return the script of a page, without comments and indents."""
    lines = (line.strip() for line in writer.write_file("page.js").splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return Markup(kept)  # noqa: S704 - our own


_COLOUR: Final = re.compile(
    r"#[0-9A-Fa-f]{3,8}|[A-Za-z]{3,24}|(?:rgb|hsl|oklch|oklab|lab|lch)\([\d\s.,%/a-z-]*\)"
)


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text.strip()):
        raise ConfigError(f"{text!r} is not a colour.", "Write #0b4f9e, or a name that CSS knows.")
    return text.strip()


def policy(*allowed: tuple[str, str]) -> Markup:
    """Return a content security policy that allows only these inline styles and scripts.

    ``allowed`` are pairs of a directive and the text of the element.
    """
    # A page fetches nothing, but some tools that look at it ask its own host for robots.txt.
    own = ["img-src 'self' file: data:", "connect-src 'self'"]
    rules = ["default-src 'none'", *own, "base-uri 'none'"]
    for directive, text in allowed:
        digest = b64encode(sha256(text.encode("utf-8", "replace")).digest()).decode()
        rules.append(f"{directive} 'sha256-{digest}'")
    return Markup("; ".join(rules))  # noqa: S704 - made of constants and digits


def totals(page: Page) -> list[str]:
    """Return the sums in the header: publications, selected ones, years."""
    words, count = page.labels.words, len(page.publications)
    selected = sum("selected" in pub.tags for pub in page.publications)
    years = page.years[-1][0] - page.years[0][0] + 1 if page.years else 0
    found = [words["one_publication"] if count == 1 else _counted(words["n_publications"], count)]
    if 0 < selected < count:
        found.append(_counted(words["n_selected"], selected))
    if years > 1:
        found.append(_counted(words["n_years"], years))
    return found if count else []


def _counted(words: str, count: int) -> str:
    return words.replace("{count}", f"{count:,}")


def filters(page: Page, gathered: Gathered, topics: Topics) -> dict[str, Any]:
    """Return what the templates of a page call, by name."""
    language = page.labels.language
    brief = metadata.is_long(page)
    several = len(page.options.people) > 1
    names = dict(page.options.people)
    return {
        "pieces": pieces,
        "steps": lambda _: gathered.steps(),
        "spoken": _spoken(page),
        "token": token,
        "language": lambda pub: _attributes(pub, language),
        "by_year": is_year,
        "attributes": lambda entry: attributes_of(entry, topics, names if several else {}),
        "unbroken": unbroken,
        "media_type": media_type,
        "absolute": lambda url: absolute(url, page.options.address),
        "time": time,
        "direction": lambda code: "rtl" if code.split("-")[0] in _RTL_LANGUAGES else "ltr",
        "policy": lambda text, script: policy(("style-src", text), ("script-src", script)),
        # No "<" is left in it.
        "json_ld_lines": lambda shown: map(Markup, metadata.json_ld(shown, gathered.items)),
        "json_ld": lambda shown: Markup("".join(metadata.json_ld(shown, gathered.items))),  # noqa: S704
        "coins": lambda entry: Markup(  # noqa: S704 - percent-encoded
            f'<span class="Z3988" title="{metadata.coins(entry, brief=brief)}"></span>'
        ),
        "bibtex": bibtex,
        "fold_authors": fold_authors,
        "counted": _counted,
    }


def _spoken(page: Page) -> Callable[[EntryLink | str, ShownEntry], Markup]:
    """Return a filter that gives a link or button of an entry a name that no other has."""
    before, _, after = page.labels.words["one_of"].partition("{label}")

    @lru_cache(maxsize=1)  # The links of one entry follow one another.
    def around(title: str) -> list[str]:
        parts = (part.replace("{title}", title) for part in (before, after))
        return [f'<span class="sr">{escape(part)}</span>' if part else "" for part in parts]

    def spoken(label: EntryLink | str, entry: ShownEntry) -> Markup:
        text = label if isinstance(label, str) else label.text
        first, last = around(entry.spoken)
        return Markup(f"{first}{escape(text)}{last}")  # noqa: S704 - escaped piece by piece

    return spoken


# ----------------------------------------------------------------------------------- the details


def bibtex(pub: Publication) -> str:
    """Return the BibTeX that a page shows: the person's own, or a made one without columns."""
    return bibtex_format.shown(pub)


def pieces(title: tuple[Piece, ...]) -> Markup:
    """Return a title with its markup as HTML."""
    return Markup(write(title, escape, _element, _maths))  # noqa: S704 - escaped piece by piece


def _element(tag: str, inner: str) -> str:
    if tag == "sc":
        return f'<span class="sc">{inner}</span>'
    name = {"tt": "code"}.get(tag, tag)
    return f"<{name}>{inner}</{name}>"


def _maths(source: str) -> str:
    inner = write(maths_pieces(source), escape, _element, escape)
    return f'<span class="maths">{inner}</span>'


_RANGE: Final = re.compile(r"(?:\bpp?\. )?\b[\w.:]{1,14}–[\w.:]{1,14}(?!\w)")
_YEAR_AT_END: Final = re.compile(r"(?:1[5-9]|20)\d\d\.?\Z")
_LAST_YEAR: Final = re.compile(r"(?:\bpp?\. )?(?<!\S)\S{1,30} (?:1[5-9]|20)\d\d(?=\.?\Z)")


def unbroken(line: Markup | str) -> Markup:
    """Return a line in which no range of pages and no last year is torn at the end of a line.

    A line with markup is left alone: only the writer of a pattern knows what may break there.
    """
    text = str(line)
    if "<" in text:
        return Markup(text)  # noqa: S704 - escaped by the writer
    ends = _YEAR_AT_END.search(text, max(len(text) - 5, 0))
    # What is kept together is at most 40 signs long, so it is in the last 60.
    kept = text[:-60] + _LAST_YEAR.sub(_nowrap, text[-60:]) if ends else text
    if "–" not in text:
        return Markup(kept)  # noqa: S704 - escaped by the writer
    if "<" not in kept or "–" in kept.split("<")[0]:
        kept = _RANGE.sub(_nowrap, kept) if "<" not in kept else _ranges_before(kept)
    return Markup(kept)  # noqa: S704 - escaped by the writer


def _ranges_before(text: str) -> str:
    head, mark, tail = text.partition("<")
    return _RANGE.sub(_nowrap, head) + mark + tail


def _nowrap(match: re.Match[str]) -> str:
    return f'<span class="nb">{match[0]}</span>'


@lru_cache(maxsize=256)
def token(text: str) -> str:
    """Return ``text`` as one word of a ``class`` or ``lang``: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", text).strip("-").lower() or "other"


def _attributes(pub: Publication, language: str) -> Markup:
    """Return ``lang`` for a title in another language, ``dir`` for one in another direction."""
    found = ""
    own = metadata.language(pub)
    if own and own.lower() != language.lower():
        found += f' lang="{own}"'
    if not pub.title.isascii() and _RIGHT_TO_LEFT.search(pub.title):
        found += ' dir="auto"'
    return Markup(found)  # noqa: S704 - a checked code and a constant


def time(text: str) -> Markup:
    """Return a date as a page shows it, for machines too if it is a date."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return Markup(escape(text))  # noqa: S704 - escaped just now
    return Markup(f'<time datetime="{text}">{text}</time>')  # noqa: S704 - digits and hyphens


def repeated(page: Page) -> set[str]:
    """Return the headings that several sections share; those also say what they belong to."""
    counts = Counter(part.heading for top in page.parts for part in top.walk())
    return {heading for heading, count in counts.items() if count > 1}


_FOLDED_FROM: Final = 25  # authors; a list this long takes more than three lines
_SHOWN_FIRST: Final = 10


def fold_authors(entry: ShownEntry) -> list[Any]:
    """Return the authors that a long list shows at once: the first ones, and oneself."""
    if len(entry.authors) < _FOLDED_FROM:
        return []
    later: Iterable[Any] = entry.authors[_SHOWN_FIRST:]
    own = [replace(author, skipped=True) for author in later if author.own]
    return [*entry.authors[:_SHOWN_FIRST], *own]


def absolute(url: str, page: str) -> str:
    """Return the whole address of a file beside ``page``, or ``""`` without the page's address."""
    start = safe_url(page)
    return urljoin(start, url) if start.startswith(("http:", "https:")) else ""


def media_type(url: str) -> str:
    """Return the media type of a download by its ending, or ``""``."""
    path = url.split("?", 1)[0].split("#", 1)[0]
    types = {each.extension: each.media_type for each in EXPORTS.values()}
    types[".xml"] = "application/atom+xml"
    return types.get(path[path.rfind(".") :], "") if "." in path else ""
