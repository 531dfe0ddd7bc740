"""Write a list as BibTeX: entries as their source wrote them if possible, else new ones.

``Publication.raw`` is written byte for byte and keeps its own key, even if ``key`` differs, because
it is the person's own entry. If it has no key, it gets that of the publication. A made entry has
the fields that every BibTeX style knows, in a fixed order. Its text is encoded for LaTeX, and
braces protect capitals that a style would lower. A value that LaTeX could take for more than text
(unbalanced braces, a command in maths) is written as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from pubman.formats.bibtex.fields import KIND_WORDS, MACROS, VERBATIM_FIELDS
from pubman.formats.bibtex.fields import entry_type as kind_type
from pubman.formats.journal_proceedings import as_printed
from pubman.listing import Options, Section, publications
from pubman.record import Name, Publication
from pubman.text.latex import encode, encode_markup
from pubman.text.markup import printable
from pubman.text.urls import doi_url

_MONTHS: Final = tuple(MACROS)
_VENUE_FIELDS: Final = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
}
_SCHOOL_FIELDS: Final = {
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
}

# Maths, or a word that a style must not lower: with a capital after the first letter (SQL, vLLM),
# or a single capital, except the article "A".
_SHOUTED = re.compile(r"(\$[^$]*\$)|(?<![\w\\])([\w+-]*\w[A-Z][\w+-]*|(?!A\s)[A-Z](?!\w))")
# What every such word has, and maths. Most titles have neither, and this is quickly seen.
_MAY_SHOUT = re.compile(r"[A-Z](?:(?<=\w[A-Z])|(?!\w))|\$")
# Placeholders for the braces around such a word until the rest is encoded.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MASTERS = re.compile(r"master|mathesis|m\.?sc|diplom|magister", re.IGNORECASE)
_COMMAND_IN_MATHS = re.compile(
    r"\\(?:write|input|include|openin|openout|read|catcode|def|let)|\^\^"
)
# Where BibTeX would split a name.
_SPLITTING = re.compile(r"[,;&]|\band\b", re.IGNORECASE)
_HOUSEKEEPING = re.compile(r"bibsource\s*=\s*\{dblp ")
# A name of capitalised words: written as it is, because nothing in it is special to BibTeX.
_PLAIN_WORDS = r"(?!A[Nn][Dd]\b)[A-Z][A-Za-z]*+\.?+(?:[ -](?!A[Nn][Dd]\b)[A-Z][A-Za-z]*+\.?+)*+"
_PLAIN_NAME = re.compile(f"{_PLAIN_WORDS}, {_PLAIN_WORDS}")
_CROSSREF = re.compile(r"""\bcrossref\s*=\s*[{"]([^{}"]+)""", re.IGNORECASE)
_OWN_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,]+)")
# An entry without a key begins with a comma or with its first field.
_KEYLESS = re.compile(r"(@\s*\w+\s*[{(])\s*(,|[\w-]+\s*=)")
_KEY = re.compile(r"[^\w:./+*!?&@<>|;\[\]-]+")


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Return every publication once, in the order of the list, without headings.

    Volumes that other entries name in ``crossref`` come last, as BibTeX requires.
    """
    entries = _volumes_last([entry(pub) for pub in publications(sections)])
    return "\n\n".join(entries) + "\n" if entries else "\n"


def _volumes_last(entries: list[str]) -> list[str]:
    # Most entries lack the word. Searching for it first costs a tenth of the pattern.
    likely = [text for text in entries if "crossref" in text.lower()]
    named = {key.strip().lower() for text in likely for key in _CROSSREF.findall(text)}
    if not named:
        return entries
    keys = [match[1].lower() if (match := _OWN_KEY.match(text)) else "" for text in entries]
    return [text for _, text in sorted(enumerate(entries), key=lambda each: keys[each[0]] in named)]


def entry(pub: Publication) -> str:
    """Return the BibTeX of ``pub``, without a newline at its end."""
    raw = pub.raw.strip("\r\n")
    if not raw:
        return made(pub)
    if keyless := _KEYLESS.match(raw):
        comma = "" if keyless[2] == "," else ","
        return f"{keyless[1]}{cite_key(pub)}{comma}{raw[keyless.end(1) :]}"
    return raw


def shown(pub: Publication) -> str:
    """Return the BibTeX of ``pub`` as a page shows it.

    A person's own entry is shown as it is. An entry from dblp is generated and is then half as
    long: dblp adds bookkeeping fields, aligned white space and the editors of every volume.
    """
    dblp = is_of_dblp(pub.raw)
    if pub.raw and not dblp:
        return entry(pub)
    pub = as_printed(pub)
    kind = entry_type(pub)
    editors = not dblp or pub.kind in ("book", "proceedings", "chapter")
    return written(kind, cite_key(pub), fields(pub, kind, editors=editors), width=0)


def is_of_dblp(raw: str) -> bool:
    """Return whether a line of the entry begins with the field that dblp signs its entries with."""
    last = _HOUSEKEEPING.search(raw, max(len(raw) - 150, 0))  # as in an entry of dblp
    if last and _begins_line(raw, last.start()):
        return True
    return any(_begins_line(raw, match.start()) for match in _HOUSEKEEPING.finditer(raw))


def _begins_line(text: str, at: int) -> bool:
    before = text[:at]
    bare = before.rstrip()
    return not bare or "\n" in before[len(bare) :]


def made(pub: Publication) -> str:
    """Return an entry made from the fields of ``pub``."""
    pub = as_printed(pub)
    kind = entry_type(pub)
    return written(kind, cite_key(pub), fields(pub, kind))


def written(kind: str, key: str, given: Mapping[str, str], *, width: int = 9) -> str:
    """Return an entry with this type, key and fields; the values already have their braces.

    The names of the fields are padded to ``width`` columns, so that the values are aligned.
    """
    lines = [f"  {name.ljust(width)} = {value}" for name, value in given.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}"


def entry_type(pub: Publication) -> str:
    """Return the entry type of ``pub``; a master's thesis has another type than a doctoral one."""
    if pub.kind == "thesis" and _MASTERS.search(pub.extra.get("type", "")):
        return "mastersthesis"
    return kind_type(pub.kind)


def cite_key(pub: Publication) -> str:
    """Return the key of ``pub`` as BibTeX allows it."""
    return plain_key(pub.key) or f"r{pub.id}"


def plain_key(key: str) -> str:
    """Return a key without the signs that BibTeX does not allow in a key."""
    return _KEY.sub("", key).replace(",", "")


def fields(pub: Publication, kind: str, *, editors: bool = True) -> dict[str, str]:
    """Return the fields of an entry of type ``kind`` in order; some values are empty."""
    return {
        "author": _names(pub.authors, cut=pub.authors_cut),
        "editor": _names(pub.editors) if editors else "",
        "title": title(pub),
        _VENUE_FIELDS.get(kind, "howpublished"): text_value(_venue(pub, kind)),
        "series": text_value(pub.series),
        "volume": text_value(pub.volume),
        "number": text_value(pub.number),
        "pages": _pages(pub.pages),
        "edition": text_value(pub.edition),
        "publisher": text_value(pub.publisher),
        _SCHOOL_FIELDS.get(kind, "organization"): text_value(pub.school),
        "type": text_value(_type(pub, kind) or KIND_WORDS.get(pub.kind, "")),
        "location": text_value(pub.place) if pub.extra.get("address") else "",
        "address": text_value(pub.extra.get("address", "") or pub.place or _place_of_talk(pub)),
        "year": f"{{{pub.year}}}" if pub.year else "",
        "month": _MONTHS[pub.date.month - 1] if pub.date and pub.date.month else "",
        "doi": address_value(pub.doi),
        "eprint": address_value(pub.arxiv_id),
        "archiveprefix": "{arXiv}" if pub.arxiv_id else "",
        "pmid": pub.pmid and f"{{{pub.pmid}}}",
        "pmcid": pub.pmcid and f"{{{pub.pmcid}}}",
        "isbn": text_value(pub.isbn),
        "issn": text_value(pub.issn),
        "url": address_value(pub.url) if pub.url != doi_url(pub.doi) else "",
        "note": text_value(pub.note or pub.status),
    } | own_fields(pub)


_SAID_BY_ENTRY_TYPE: Final = {"phdthesis": "phdthesis", "mastersthesis": "mathesis"}


def _type(pub: Publication, kind: str) -> str:
    """Return the field ``type``, unless the type of the entry says the same."""
    said = pub.extra.get("type", "")
    return "" if _SAID_BY_ENTRY_TYPE.get(kind) == said else said


def own_fields(pub: Publication) -> dict[str, str]:
    """Return the fields outside the table that a person set by hand, with their values."""
    if not pub.own_fields:
        return {}
    return {name: own_value(name, pub.extra.get(name, "")) for name in pub.own_fields}


def own_value(name: str, text: str) -> str:
    """Return a field's value: encoded, or unchanged for paths, keys and time stamps."""
    if name.lower() not in VERBATIM_FIELDS:
        return text_value(text)
    balanced = text.count("{") == text.count("}") and "\\" not in text
    return f"{{{text if balanced else encode(text)}}}" if text else ""


def _venue(pub: Publication, kind: str) -> str:
    if kind == "misc" and pub.arxiv_id:
        return ""  # the field eprint says it
    said = pub.venue or (pub.canonical.name if pub.canonical else "")
    return said or (pub.extra.get("eventtitle", "") if pub.kind == "talk" else "")


def _place_of_talk(pub: Publication) -> str:
    """Return the place of the event, which CSL and biblatex have apart from a publisher's."""
    return pub.extra.get("venue", "") if pub.kind == "talk" else ""


@lru_cache(maxsize=4096)  # Venues, series, publishers and numbers occur again and again.
def text_value(text: str) -> str:
    """Return ``text`` as a value in braces, encoded for LaTeX; ``""`` for empty text."""
    return f"{{{encode(bare)}}}" if text and (bare := printable(text)) else ""


def _pages(pages: str) -> str:
    if not pages:
        return ""
    if plain := _PLAIN_RANGE.fullmatch(pages):
        return f"{{{plain[1]}--{plain[2]}}}"
    first, *others = [text_value(part)[1:-1] for part in _RANGE.split(pages)]
    return "{" + "--".join([first, *others]) + "}"


_RANGE = re.compile(r"(?<=\w) ?[-–]+ ?(?=\w)")
_PLAIN_RANGE = re.compile("([0-9]+)[-–]+([0-9]+)")


def address_value(text: str) -> str:
    """Return an address as a value. Only signs that could end the value are encoded."""
    if not text:
        return ""
    kept = printable(text).replace(" ", "%20")
    for sign, code in (("{", "%7B"), ("}", "%7D"), ("\\", "%5C")):
        kept = kept.replace(sign, code)
    return f"{{{kept}}}" if kept else ""


def _names(names: Sequence[Name], *, cut: bool = False) -> str:
    if not names:
        return ""
    written = [text for name in names if (text := _name(name))]
    if cut:
        written.append("others")
    return f"{{{' and '.join(written)}}}"


def _name(name: Name) -> str:
    plain = f"{name.family}, {name.given}"
    if not (name.literal or name.particle or name.suffix) and _PLAIN_NAME.fullmatch(plain):
        return plain
    if name.literal:
        return f"{{{encode(printable(name.literal))}}}"
    parts = [_part(part) for part in (_last(name), name.suffix, name.given) if part.strip()]
    if not name.particle and any(word[0].islower() for word in name.family.split()[:-1]):
        # Without braces BibTeX would take a "von" part out of the family name.
        parts[0] = f"{{{encode(printable(name.family))}}}"
    return ", ".join(parts)


def _last(name: Name) -> str:
    return f"{name.particle} {name.family}" if name.particle else name.family


def _part(part: str) -> str:
    part = printable(part)
    if part.isascii() and part.isalpha() and part.lower() != "and":
        return part
    encoded = encode(part)
    return f"{{{encoded}}}" if _SPLITTING.search(part) else encoded


def title(pub: Publication) -> str:
    """Return the title of ``pub`` as a value, with braces around capitals that must stay."""
    marked = _braced(encode_markup(_protect(pub.title_markup))) if pub.title_markup else ""
    value = marked if marked and _harmless(marked) else ""
    value = value or _braced(encode(_protect(pub.title)))
    return f"{{{value}}}" if value else ""


def _protect(text: str) -> str:
    """Return ``text`` with placeholders for braces around the words that must keep capitals."""
    bare = printable(text)
    if not bare.isascii():
        bare = bare.replace(_OPEN, "").replace(_CLOSE, "")
    if not _MAY_SHOUT.search(bare):
        return bare
    return _SHOUTED.sub(lambda m: m[1] or f"{_OPEN}{m[2]}{_CLOSE}", bare)


def _braced(value: str) -> str:
    return value if value.isascii() else value.replace(_OPEN, "{").replace(_CLOSE, "}")


def _harmless(value: str) -> bool:
    """Return whether the braces of a value balance and no command reaches beyond its text."""
    depth = 0
    for sign in re.findall(r"[{}]", value):  # BibTeX counts an escaped brace like any other one
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and value.count("$") % 2 == 0 and not _COMMAND_IN_MATHS.search(value)
