"""Find the elements of an XML document that are records, and parse each by itself.

A damaged record does not affect the others, and every record has its own text and line. The parser
never sees the head of the document, so its declarations (a DTD to fetch, entities that expand) have
no effect. Named entities are those of HTML.
"""

from __future__ import annotations

import html
import html.entities
import re
import xml.etree.ElementTree as ET
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from pubman.formats.items import Problem
from pubman.formats.row_keys import numbered_key
from pubman.record import Record
from pubman.text.encoding import decode

Make = Callable[[ET.Element], Record | str]
"""Makes the record of one element, or says in one clause why there is none."""
LONGEST: Final = 20_000_000
"""The most characters of one record. Papers in physics name thousands of authors."""

_DEEPEST: Final = 20
"""The deepest nesting of elements in a title. Deeper elements are read as text."""
_XML_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_PREFIX = re.compile(r"(?:</?|\s)([A-Za-z][\w.-]{0,40}):[\w.-]+")
_DECLARED = re.compile(r"xmlns:([\w.-]+)")
_ENTITY = re.compile(r"&([A-Za-z][\w.]{0,40});")
_PREDEFINED: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DAMAGE: Final = {
    "no element found": "the record is not closed",
    "unclosed token": "the record is cut off",
    "mismatched tag": "an element is not closed",
    "not well-formed (invalid token)": "a stray & or <, or a control character",
    "reference to invalid character number": "a control character",
}  # fmt: skip
"""Plain words for the messages of the parser."""


def text_of(data: bytes) -> str:
    """Return the text of an XML document in the encoding that it declares."""
    match = _XML_ENCODING.match(data[:200].lstrip(b"\xef\xbb\xbf \r\n\t"))
    declared = match[1].decode("ascii").lower() if match else "utf-8"
    # Text in Latin-1 with accents is practically never valid UTF-8. So if the bytes are valid
    # UTF-8, the declaration is wrong.
    if not data.isascii() and _is_utf8(data):
        return decode(data)[0]
    if declared not in ("us-ascii", "ascii", "utf-8", "utf-16"):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeError):
            pass  # The declaration is wrong, or the file was converted later.
    return decode(data)[0]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read_elements(data: bytes, tags: Sequence[str], make: Make) -> Iterator[Record | Problem]:
    """Yield the records of the elements with one of the names ``tags`` and any prefix.

    The elements do not nest. If two records have the same key, the second gets ``#2``.
    """
    text = text_of(data)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    seen: dict[str, int] = {}
    for start, end in _spans(text, tags):
        raw, line = text[start:end], bisect_right(starts, start)
        element = parse_pieces(raw)
        made = element if isinstance(element, str) else make(element)
        if isinstance(made, str):
            yield Problem(level="left out", message=made, raw=raw, line=line)
            continue
        key = numbered_key(made.source_key, seen)
        yield replace(made, source_key=key, raw=raw, line=line)


def _spans(text: str, tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the beginning and end of each record. An unclosed one ends where the next begins."""
    opening = re.compile(rf"<((?:[\w.-]+:)?(?:{'|'.join(tags)}))(?=[\s/>])")
    openings = list(opening.finditer(text))
    end = 0
    for index, match in enumerate(openings, 1):
        if match.start() < end:
            continue  # A record may also use this name for an element inside it.
        limit = openings[index].start() if index < len(openings) else len(text)
        close = f"</{match[1]}>"
        at = text.find(close, match.end())
        end = at + len(close) if at >= 0 else limit
        yield match.start(), end


def parse_pieces(raw: str) -> ET.Element | str:
    """Parse ``raw`` as one element without namespaces, or return in a clause why that fails."""
    if len(raw) > LONGEST:
        return f"a record of more than {LONGEST:,} characters"
    prefixes = set(_PREFIX.findall(raw)) - set(_DECLARED.findall(raw)) - {"xml", "xmlns"}
    declared = "".join(f' xmlns:{prefix}="{prefix}"' for prefix in sorted(prefixes))
    try:
        # This is one element without a DTD, and its entities are resolved above. So the parser has
        # nothing to expand or to fetch.
        root = ET.fromstring(f"<r{declared}>{_ENTITY.sub(_resolve, raw)}</r>")  # noqa: S314
    except (ET.ParseError, ValueError, RecursionError) as error:
        what = str(error).split(":")[0]
        return f"damaged XML: {_DAMAGE.get(what, what)}"
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root[0] if len(root) else "damaged XML: no element"


def _resolve(match: re.Match[str]) -> str:
    if match[1] in _PREDEFINED:
        return match[0]
    found = html.entities.html5.get(f"{match[1]};", match[0])
    return found.replace("&", "&amp;").replace("<", "&lt;") if found != match[0] else match[0]


# ------------------------------------------------------------------------------------- values


def text_in(element: ET.Element | None) -> str:
    """Return the text inside an element without its markup, white space folded."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def first_text(element: ET.Element | None, *paths: str) -> str:
    """Return the text of the first element at one of ``paths`` that has any."""
    if element is None:
        return ""
    for path in paths:
        for found in element.iterfind(path):
            if text := text_in(found):
                return text
    return ""


def all_texts(element: ET.Element | None, path: str) -> list[str]:
    """Return the texts of the elements at ``path`` that have any."""
    if element is None:
        return []
    return [text for each in element.iterfind(path) if (text := text_in(each))]


def inner_markup(element: ET.Element | None) -> str:
    """Return the text inside an element with its elements as tags, for a title with markup."""
    return "" if element is None else "".join(_marked_up(element, 0))


def _marked_up(element: ET.Element, depth: int) -> Iterator[str]:
    yield html.escape(element.text or "", quote=False)
    for child in element:
        inner = "".join(_marked_up(child, depth + 1)) if depth < _DEEPEST else text_in(child)
        yield f"<{child.tag}>{inner}</{child.tag}>"
        yield html.escape(child.tail or "", quote=False)
