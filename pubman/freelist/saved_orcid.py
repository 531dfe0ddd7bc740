"""The page of an ORCID record that a person saved: the public record, and the older print view.

In the public record each work is an ``app-work-stack`` with a heading and ``general-data`` lines.
In the older page and the print view each is an item of the list ``workspace-publications``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pubman.formats.dates import read_date
from pubman.formats.orcid.works import KINDS
from pubman.formats.value_lists import read_numbers
from pubman.freelist.tree import HEADINGS, Node, text_of, walk
from pubman.record import Date, Link, Name, Record
from pubman.text.identifiers import arxiv_id, find_arxiv_id, find_doi
from pubman.text.names import parse_name

_TYPES: Final = frozenset({*(each.replace("-", " ") for each in KINDS), "other"}) | {
    "dissertation or thesis", "data set", "conference presentation", "book chapter",
    "translation", "artistic performance", "research tool",
}  # fmt: skip
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}|(?:\d\d-){1,2}\d{4}")
_PART_OF = re.compile(r"(?i)^part of\b")
_IDENTIFIER = re.compile(
    r"(?i)^(?:part of |version of |funded by )?"
    r"(?:doi|eid|isbn|issn|arxiv|pmid|pmc|wosuid|bibcode|handle|uri|url|source-work-id"
    r"|other-id|ssrn|zbl|mr|hal|ethos|rrid|dnb|asin|lccn|ol|oclc|cba|cienciaiul|kuid|lensid|pat"
    r"|pdb|proposal-id|rfc|cstr|ark|agr|ctx|emdb|empiar|grant_number|authenticusid|jfm|jstor|osti"
    r"|ppr|uri)\s*:"
)
_SOURCE: Final = "app-panel-source"
"""The element that says who added a work."""
_ELSEWHERE: Final = ("orcid.org", "portal.issn.org")
_MORE = re.compile(r"\s*\+\s*\d+\s+\S+\s*$")
_LABEL = re.compile(r"^[^\d:;]{3,40}:\s*")


def works(root: Node) -> Iterator[tuple[Record, Node, tuple[Link, ...]]]:
    """The works of a saved record, each with its element and its links."""
    old = False
    for node in walk(root):
        if node.tag == "app-work-stack" or "work-stack" in node.classes.split():
            yield from _work(node, _lines(node))
        elif node.tag == "ul" and "workspace-publications" in node.classes.split():
            old = True
            for item in node.elements:
                yield from _old_work(item)
    if not old and not any(node.tag == "app-work-stack" for node in walk(root)):
        for node in walk(root):
            if node.tag == "app-panel" and any(each.tag == "app-work" for each in walk(node)):
                yield from _work(node, _lines(node))


def _lines(node: Node) -> list[str]:
    """The lines of a work: its ``general-data`` elements, those inside others only once."""
    found: list[str] = []
    stack = [node]
    while stack:
        current = stack.pop()
        if "general-data" in current.classes.split():
            found.append(text_of(current))
            continue
        stack.extend(each for each in reversed([*current.elements]) if each.tag != _SOURCE)
    return found


def _work(node: Node, lines: Sequence[str]) -> Iterator[tuple[Record, Node, tuple[Link, ...]]]:
    """One work of the public record. The headings behind the first one belong to its details."""
    title = _title(node)
    if not title:
        return
    at, date, kind = _kind_line(lines)
    names, cut = _people(lines[at + 1 :])
    record = Record(
        kind=kind,
        title=title,
        authors=names,
        authors_cut=cut,
        date=date,
        venue=next((line for line in lines[:at] if not _IDENTIFIER.match(line)), ""),
        **_numbers([line for line in lines if _IDENTIFIER.match(line)]),
        abstract=_detail(node, "description"),
    )
    yield record, node, _links(node)


def _title(node: Node) -> str:
    """The first heading of a work, with the subtitle that its details may have."""
    headings = (text_of(each) for each in walk(node) if each.tag in HEADINGS)
    title = next((text for text in headings if text), "")
    subtitle = _detail(node, "subtitle")
    return f"{title}: {subtitle}" if title and subtitle else title


def _kind_line(lines: Sequence[str]) -> tuple[int, Date | None, str]:
    """The line ``2021-03-01 | Journal article | Author``: its place, its date, and the kind."""
    for at, line in enumerate(lines):
        parts = [part.strip() for part in line.split("|")]
        dated = bool(_DATE.fullmatch(parts[0]))
        said = next((part for part in parts if part.lower().replace("-", " ") in _TYPES), "")
        if (dated and len(parts) > 1) or said:
            slug = (said or parts[-1]).lower().replace(" or ", "-").replace(" ", "-")
            return at, read_date(parts[0]) if dated else None, KINDS.get(slug, "other")
    return len(lines), None, "other"


def _people(lines: Sequence[str]) -> tuple[tuple[Name, ...], bool]:
    """The contributors ``CONTRIBUTORS: A; B; C + 5 more``, and whether there are more."""
    labelled = (line for line in reversed(lines) if not _IDENTIFIER.match(line))
    text = _LABEL.sub("", next((line for line in labelled if _LABEL.match(line)), ""))
    bare = _MORE.sub("", text)
    names = (parse_name(each.strip()) for each in bare.split(";") if each.strip())
    return tuple(name for name in names if name.full), bare != text


def _numbers(lines: Sequence[str]) -> dict[str, Any]:
    """The identifiers of the work itself; from its book or journal only ISBN and ISSN."""
    own = [line for line in lines if not _PART_OF.match(line)]
    isbn, issn, _ = read_numbers([line.partition(":")[2].strip() for line in lines if "IS" in line])
    values = [line.partition(":")[2].strip() for line in own if line.lower().startswith("arxiv")]
    return {
        "doi": next((number for line in own if (number := find_doi(line))), ""),
        "arxiv_id": next(filter(None, (arxiv_id(t) or find_arxiv_id(t) for t in values)), ""),
        "isbn": isbn,
        "issn": issn,
    }


def _detail(node: Node, label: str) -> str:
    """The value below a heading of the details, which are only there if they were opened."""
    for each in walk(node):
        if each.tag != "app-display-attribute":
            continue
        parts = [text_of(part) for part in each.elements]
        if len(parts) > 1 and parts[0].lower() == label:
            return parts[1]
    return ""


def _links(node: Node) -> tuple[Link, ...]:
    """The addresses of a work that lead away from ORCID, each once."""
    urls = (each.attributes.get("href", "") for each in walk(node) if each.tag == "a")
    distinct = (url for url in dict.fromkeys(urls) if "://" in url)
    away = (url for url in distinct if not any(site in url for site in _ELSEWHERE))
    return tuple(Link(label="", url=url) for url in away)


def _old_work(item: Node) -> Iterator[tuple[Record, Node, tuple[Link, ...]]]:
    """One work of the older page: ``h3.workspace-title`` and ``info-detail`` below it."""
    heading = next((each for each in walk(item) if "workspace-title" in each.classes.split()), None)
    if heading is None:
        return
    venue = _text_with_class(heading, "journaltitle")
    words = [text_of(each) for each in heading.elements if "journaltitle" not in each.classes]
    title = next((text for text in words if text), "") or text_of(heading).removesuffix(venue)
    info = [text_of(each) for each in walk(item) if "info-detail" in each.classes.split()]
    _, date, kind = _kind_line([" ".join(info[:1])])
    numbers = [text_of(each) for each in walk(item) if "url-popover" in each.classes.split()]
    if title.strip():
        record = Record(kind=kind, title=title.strip(), date=date, venue=venue, **_numbers(numbers))
        yield record, item, _links(item)


def _text_with_class(node: Node, name: str) -> str:
    return next((text_of(each) for each in walk(node) if name in each.classes.split()), "")
