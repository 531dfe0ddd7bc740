"""Find the pages of a few people in dblp's dump (``dblp.xml.gz``, about 5 GB unpacked).

One pass over the bytes searches for the names. Only records with one of the names are parsed. A
name does not identify a person. So every record with a configured name is kept, under any homonym
number. At the end the ``homepages/`` records tell which of these names are the person's. Memory
does not grow with the size of the dump. The format: https://dblp.org/xml/docu/dblpxml.pdf.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.entities import codepoint2name
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from pubman.errors import Malformed, Truncated
from pubman.formats.dblp.elements import RECORD_LIMIT, TAGS, all_of, first_of, names_of, parse
from pubman.text.identifiers import pid as find_pid

CHUNK: Final = 4 << 20
"""Bytes unpacked at a time."""
_FEW: Final = 40
"""The most patterns that are searched one by one. With more, all names are looked up."""
_TAGS: Final = frozenset(tag.encode() for tag in TAGS)
_NAME: Final = re.compile(rb">([^<>]{1,200})</(?:author|editor)>")
_OPENING: Final = re.compile(rb"<([a-z]+)[\s>]")
_NUMBER: Final = re.compile(rb"(?: \d{4})?<")


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpPage:
    """A person's page, assembled from the dump.

    ``unseen`` are names of the person that were not searched for. If there are any, the page is not
    complete. ``successor`` is the number into which dblp has merged this one.
    """

    xml: bytes
    unseen: tuple[str, ...] = ()
    successor: str = ""


@dataclass(slots=True, kw_only=True)
class _Found:
    """Records by key, as text, and the people of the ``homepages/`` records."""

    records: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)


def pages(
    stream: BinaryIO,
    names: Iterable[str],
    pids: Sequence[str],
    *,
    tell: Callable[[int], None] = lambda _: None,
) -> Mapping[str, DumpPage]:
    """Return the page of each of ``pids`` that is in the dump, in one pass over ``stream``.

    ``names`` are the names to search for, without homonym numbers. ``tell`` is called with the
    number of packed bytes read. Raises ``Truncated`` if the dump ends early, and ``Malformed`` if
    the data is not a dump.
    """
    wanted = {name for name in names if name}
    found = _Found()
    for raw in scan(unpacked(stream, tell=tell), wanted, pids):
        _keep(raw, found)
    return {pid: _page(pid, found, wanted) for pid in pids if pid in found.homes}


# ------------------------------------------------------------------------------------- the bytes


def unpacked(stream: BinaryIO, *, tell: Callable[[int], None] = lambda _: None) -> Iterator[bytes]:
    """Yield the content of a gzip or plain file in pieces of at most ``CHUNK`` bytes."""
    data = stream.read(CHUNK // 4)
    if not data.startswith(b"\x1f\x8b"):
        while data:
            tell(stream.tell())
            yield data
            data = stream.read(CHUNK)
        return
    unpacker = zlib.decompressobj(wbits=31)
    try:
        while data:
            part = unpacker.decompress(data, CHUNK)
            if part:
                yield part
            data = unpacker.unconsumed_tail
            if unpacker.eof:
                data = unpacker.unused_data or stream.read(CHUNK // 4)
                unpacker = zlib.decompressobj(wbits=31)
            elif not data:
                data = stream.read(CHUNK // 4)
                tell(stream.tell())
                if not data:
                    raise Truncated("The dump ends in the middle.", "download it again, whole")
    except zlib.error as error:
        raise Malformed(f"The dump is damaged ({error}).", "download it again") from error


def scan(pieces: Iterable[bytes], names: Iterable[str], pids: Iterable[str]) -> Iterator[bytes]:
    """Yield the records in ``pieces`` with one of ``names``, and the homepages of ``pids``."""
    find = _finder(names, pids)
    buffer, last = b"", b""
    for piece in pieces:
        buffer += piece
        last = (last + piece)[-200:] if len(piece) < 200 else piece[-200:]
        at = 0
        while (hit := find(buffer, at)) >= 0:
            start, end = _record_around(buffer, hit)
            if end < 0:  # The record continues in the next piece.
                break
            if start >= 0:
                yield buffer[start:end]
            at = max(end, hit + 1)
        buffer = buffer[max(at, _last_opening(buffer)) :]
    if b"</dblp>" not in last:
        raise Truncated(
            "The dump ends before its end, or is not a dump of dblp.", "download it again, whole"
        )


def _finder(names: Iterable[str], pids: Iterable[str]) -> Callable[[bytes, int], int]:
    """Return a function that finds the next hit in a buffer, or -1."""
    keys = [f'"homepages/{pid}"'.encode() for pid in pids]
    forms = sorted({form for name in names for form in byte_forms(name)})
    if len(forms) + len(keys) <= _FEW:
        return lambda buffer, at: _first_of(buffer, at, forms, keys)
    known = frozenset(forms)

    def look_up(buffer: bytes, at: int) -> int:
        key = min(
            (hit + len(each) for each in keys if (hit := buffer.find(each, at)) >= 0), default=-1
        )
        for match in _NAME.finditer(buffer, at):
            if key >= 0 and match.start() > key:
                break
            name = match[1]
            if name in known or (name[-4:].isdigit() and name[:-5] in known):
                return match.start(1)
        return key

    return look_up


def _first_of(buffer: bytes, at: int, forms: Sequence[bytes], keys: Sequence[bytes]) -> int:
    """Return the position of the first of a few whole names, or the end of one of ``keys``."""
    best = -1
    for form in forms:
        needle = b">" + form
        hit = buffer.find(needle, at, best if best >= 0 else len(buffer))
        while hit >= 0 and not _NUMBER.match(buffer, hit + len(needle)):
            if len(buffer) - hit < len(needle) + 6:
                break  # The name may continue in the next piece, so leave the record for that.
            hit = buffer.find(needle, hit + 1, best if best >= 0 else len(buffer))
        best = hit if hit >= 0 else best
    for key in keys:
        hit = buffer.find(key, at, best if best >= 0 else len(buffer))
        best = hit + len(key) if hit >= 0 else best
    return best


def byte_forms(name: str) -> set[bytes]:
    """Return all forms of a name in the dump: raw in two encodings, named and numbered entities."""
    plain = escape(name)
    named = "".join(
        f"&{codepoint2name[ord(c)]};"
        if 0xC0 <= ord(c) <= 0xFF and ord(c) in codepoint2name
        else c
        if ord(c) < 128
        else f"&#{ord(c)};"
        for c in plain
    )
    forms = {plain.encode(), named.encode(), plain.encode("ascii", "xmlcharrefreplace")}
    forms.add("".join(c if ord(c) < 128 else f"&#x{ord(c):x};" for c in plain).encode())
    if all(ord(c) < 256 for c in plain):
        forms.add(plain.encode("latin-1"))
    return forms


def _record_around(buffer: bytes, hit: int) -> tuple[int, int]:
    """Return the beginning and end of the record around ``hit``, or (-1, end) if there is none."""
    start = _opening_before(buffer, hit)
    if start < 0:
        return -1, hit + 1
    match = _OPENING.match(buffer, start)
    assert match is not None
    closing = b"</" + match[1] + b">"
    end = buffer.find(closing, hit)
    if end < 0:
        return (start, -1) if len(buffer) - start < RECORD_LIMIT else (-1, hit + 1)
    return start, end + len(closing)


def _opening_before(buffer: bytes, at: int) -> int:
    """Return the beginning of the record that contains ``at``, or -1 if none is found."""
    while (key := buffer.rfind(b' key="', 0, at)) >= 0:
        start = buffer.rfind(b"<", 0, key)
        match = _OPENING.match(buffer, start) if start >= 0 else None
        if match and match[1] in _TAGS:
            return start
        at = key
    return -1


def _last_opening(buffer: bytes) -> int:
    """Return the position from which a record may continue in the next piece."""
    start = _opening_before(buffer, len(buffer))
    if start < 0 or len(buffer) - start > RECORD_LIMIT:
        return max(0, len(buffer) - 1000)
    return start


# ------------------------------------------------------------------------------------- the people


def _keep(raw: bytes, found: _Found) -> None:
    """Add one record to those that were found."""
    text = _text(raw)
    match = re.search(r'\bkey="([^"]+)"', text[:1000])
    if match is None:
        return
    key = match[1]
    if key.startswith("homepages/"):
        if number := find_pid(key):
            found.homes[number] = text
    else:
        found.records[key] = text


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")  # The head of the dump declares this encoding.


def _page(pid: str, found: _Found, looked_for: set[str]) -> DumpPage:
    """Make the person's page: the homepage record has their names, the other records have those."""
    home = parse(found.homes[pid])
    if isinstance(home, str):
        raise Malformed(f"The dump's entry of {pid} is damaged.", "download it again")
    if successor := find_pid(first_of(home, "crossref")):
        return DumpPage(xml=b"", successor=successor)
    names = all_of(home, "author")
    own = dict.fromkeys(names)
    records = [text for text in found.records.values() if own.keys() & _authors(text)]
    bare = {name.full for name in names_of(home, "author")}
    head = names[0] if names else ""
    person = re.sub(r"^<www\b", "<person", found.homes[pid])
    person = re.sub(r"</www>\s*$", "</person>", person)
    body = "".join(f"<r>{_with_pid(text, names, pid)}</r>\n" for text in records)
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<dblpperson name={quoteattr(head)} '
        f'pid="{pid}" n="{len(records)}">\n{person}\n{body}</dblpperson>\n'
    )
    return DumpPage(xml=xml.encode(), unseen=tuple(sorted(bare - looked_for)))


def _authors(text: str) -> set[str]:
    """Return the names in a record as dblp writes them, including numbers."""
    element = parse(text)
    if isinstance(element, str):
        return set()
    return {*all_of(element, "author"), *all_of(element, "editor")}


def _with_pid(text: str, names: Sequence[str], pid: str) -> str:
    """Add the pid to the author elements of this person, as on a person's page."""
    own = {form.decode("latin-1") for name in names for form in byte_forms(name)}
    own |= set(names)

    def mark(match: re.Match[str]) -> str:
        if match[3] not in own or " pid=" in match[2]:
            return match[0]
        return f'<{match[1]}{match[2]} pid="{pid}">{match[3]}</{match[1]}>'

    return re.sub(r"<(author|editor)((?:\s[^<>]*)?)>([^<>]*)</\1>", mark, text)
