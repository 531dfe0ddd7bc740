"""dblp's output for its records: BibTeX in three styles, and the answers of its search.

Written after genuine exports and answers: order of fields, alignment, wrapping, which words are
braced, what is left out. ``loopback_dblp`` serves it.
"""

from __future__ import annotations

import html
import re
import textwrap
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

CONDENSED, STANDARD, CROSSREF = 0, 1, 2
ORDER = (
    "author editor title booktitle journal series volume number pages publisher school year "
    "crossref url doi isbn eprinttype eprint timestamp biburl bibsource"
).split()
_ACCENTS = {"\u0301": "'", "\u0300": "`", "\u0308": '"', "\u0302": "^", "\u0303": "~"}
_TYPES = {
    "article": "Journal Articles", "inproceedings": "Conference and Workshop Papers",
    "proceedings": "Editorship", "book": "Books and Theses", "phdthesis": "Books and Theses",
    "incollection": "Parts in Books or Collections", "data": "Data and Artifacts",
}  # fmt: skip


# ------------------------------------------------------------------------------------------- BibTeX


def bibtex(elements: Sequence[ET.Element], param: int, volumes: Mapping[str, ET.Element]) -> str:
    """``elements`` as the export of that ``param``; with CROSSREF, their volumes follow."""
    entries = [_entry(each, param, volumes.get(each.findtext("crossref", ""))) for each in elements]
    if param == CROSSREF:
        named = dict.fromkeys(text for each in elements if (text := each.findtext("crossref")))
        entries += [_entry(volumes[key], param) for key in named if key in volumes]
    return "\n\n".join(entries) + "\n\n"


def _entry(element: ET.Element, param: int, volume: ET.Element | None = None) -> str:
    found = _fields(element, param, volume)
    lines = [f"  {name:12} = {{{found[name]}}}" for name in ORDER if found.get(name)]
    kind = "misc" if element.tag in ("data", "www") else element.tag
    return f"@{kind}{{DBLP:{element.get('key')},\n" + ",\n".join(lines) + "\n}"


def _fields(element: ET.Element, param: int, volume: ET.Element | None) -> dict[str, str]:
    """The values of one entry, as they are between the braces.

    In the standard style a paper has the editors, series, volume and publisher of its ``volume``,
    and in both long styles its title as the booktitle.
    """
    key = element.get("key", "")
    found = {
        name: _latex(element.findtext(name, ""))
        for name in ("series", "volume", "number", "publisher", "school", "year")
    }
    for role in ("author", "editor"):
        names = [re.sub(r" \d{4}$", "", each.text or "") for each in element.findall(role)]
        found[role] = " and\n                  ".join(map(_latex, names))
    title = element.find("title")
    assert title is not None
    found["title"] = _wrapped(_braced("".join(title.itertext()).removesuffix(".")))
    found["pages"] = element.findtext("pages", "").replace("-", "--")
    for name in ("journal", "booktitle"):
        found[name] = _braced(element.findtext(name, ""))
    if param == CONDENSED:
        return found
    if element.tag == "proceedings":  # a volume's long title is its title
        found["booktitle"] = ""
    elif volume is not None:
        of = _fields(volume, param, None)
        found["booktitle"] = of["title"]
        if param == STANDARD:
            found |= {name: of[name] for name in ("editor", "series", "volume", "publisher")}
    elif found["booktitle"]:  # as a volume would be called, with place and dates
        year = found["year"]
        long = f"Proceedings of {found['booktitle']} {year}, Espoo, Finland, June 1-3, {year}"
        found["booktitle"] = _wrapped(long)
    if param == CROSSREF and (crossref := element.findtext("crossref")):
        found["crossref"] = f"DBLP:{crossref}"
    return (
        found
        | _links(element)
        | {
            "timestamp": _moment(element.get("mdate", "")),
            "biburl": f"https://dblp.org/rec/{key}.bib",
            "bibsource": "dblp computer science bibliography, https://dblp.org",
        }
    )


def _links(element: ET.Element) -> dict[str, str]:
    """The first address, its DOI (upper case, ``\\_``) and the number of a preprint."""
    address = element.findtext("ee", "")
    found = {"url": address}
    if match := re.match(r"https://doi\.org/(10\..*)", address):
        found["doi"] = match[1].upper().replace("_", "\\_")
    if match := re.search(r"10\.48550/arXiv\.(.*)", address):
        found |= {"doi": match[0], "eprinttype": "arXiv", "eprint": match[1]}
    return found


def _braced(text: str) -> str:
    """``text`` with braces around the words that have a capital after their first letter."""
    words = [f"{{{word}}}" if re.search(r"\w[A-Z]", word) else word for word in text.split(" ")]
    return _latex(" ".join(words))


def _latex(text: str) -> str:
    found = ""
    for char in text:
        letter, accent = (*unicodedata.normalize("NFD", char), "", "")[:2]
        known = _ACCENTS.get(accent)
        found += f"{{\\{known}{{{letter}}}}}" if known else "\\" * (char in "&%$#_") + char
    return found


def _wrapped(text: str) -> str:
    return "\n                  ".join(
        textwrap.wrap(text, 62, break_long_words=False, break_on_hyphens=False)
    )


def _moment(day: str) -> str:
    return format_datetime(datetime.fromisoformat(day or "2024-01-01").replace(tzinfo=UTC))


# ------------------------------------------------------------------------------------------- search


def info(element: ET.Element) -> dict[str, Any]:
    """A record in a search: one author is an object; without authors, ``authors`` is missing."""
    key = element.get("key", "")
    people = [{"@pid": each.get("pid"), "text": each.text} for each in element.findall("author")]
    title = element.find("title")
    assert title is not None
    found: dict[str, Any] = {}
    if people:
        found["authors"] = {"author": people[0] if len(people) == 1 else people}
    found["title"] = html.escape("".join(title.itertext()))
    found["venue"] = element.findtext("journal") or element.findtext("booktitle")
    for name in ("volume", "number", "pages", "year"):
        found[name] = element.findtext(name)
    informal = "informal" in element.get("publtype", "")
    found["type"] = "Informal and Other Publications" if informal else _TYPES[element.tag]
    address = element.findtext("ee", "")
    found |= {"access": "closed", "key": key, "doi": address.partition("doi.org/")[2]}
    found |= {"ee": address, "url": f"https://dblp.org/rec/{key}"}
    return {name: value for name, value in found.items() if value}


def search(wanted: str, infos: Sequence[Any], first: int, most: int) -> dict[str, Any]:
    """The answer in JSON; numbers are strings, and ``hit`` is missing if there is none."""
    hits = [
        {"@score": "1", "@id": str(number), "info": each, "url": f"URL#{number}"}
        for number, each in enumerate(infos, 1)
    ][first : first + most]
    count = str(len(infos))
    found: dict[str, Any] = {
        "@total": count, "@computed": count, "@sent": str(len(hits)), "@first": str(first)
    }  # fmt: skip
    if hits:
        found["hit"] = hits
    completion = {"@sc": count, "@dc": count, "@oc": count, "@id": "1", "text": wanted}
    return {
        "result": {
            "query": wanted,
            "status": {"@code": "200", "text": "OK"},
            "time": {"@unit": "msecs", "text": "2.93"},
            "completions": {"@total": "1", "@computed": "1", "@sent": "1", "c": completion},
            "hits": found,
        }
    }


def as_xml(answer: Mapping[str, Any]) -> str:
    """The same answer in XML: ``@name`` is an attribute, ``text`` the text, a list a repetition."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(
        _element(name, value) for name, value in answer.items()
    )


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(name, each) for each in value)
    if not isinstance(value, dict):
        return f"<{name}>{escape(str(value))}</{name}>\n"
    attributes = "".join(
        f" {key[1:]}={quoteattr(text)}" for key, text in value.items() if key.startswith("@")
    )
    inner = escape(value.get("text", "")) + "".join(
        _element(key, each) for key, each in value.items() if key != "text" and key[0] != "@"
    )
    return f"<{name}{attributes}>{inner}</{name}>\n"
