"""The links and the picture of one map of a data file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pubman.freelist.structured.field_names import FIELDS, IGNORED, LINK_LISTS, LINKS, squash
from pubman.record import Link
from pubman.text.identifiers import doi


def read_links(item: Mapping[str, Any]) -> Iterator[Link]:
    """The links of an entry: fields that hold an address, then lists of links."""
    seen: set[str] = set()
    for name, value in item.items():
        plain = squash(name)
        unknown = plain not in FIELDS and plain not in IGNORED
        named = plain in LINKS or (unknown and is_address(value))
        found = list(_addresses(str(name), value)) if named else []
        if plain in LINK_LISTS:
            found = list(_listed(value))
        if plain == "arxiv" and str(value).startswith("http"):
            found = [Link(label="arXiv", url=str(value))]
        for link in found:
            if link.url and link.url not in seen:
                seen.add(link.url)
                yield replace(link, label=_label(link.label))


def is_address(value: Any) -> bool:
    """Return True for the address of a page or a file."""
    return isinstance(value, str) and bool(
        re.fullmatch(r"https?://\S+|\S+\.(?:pdf|zip|pptx?)", value)
    )


def _label(name: str) -> str:
    bare = re.sub(r"(?i)^url[_-]|[_-]url$|^link[_-]", "", name.strip())
    return "" if bare.lower() in {"url", "link", "paper_url", "website"} else bare.replace("_", " ")


def _addresses(name: str, value: Any) -> Iterator[Link]:
    if isinstance(value, str) and value.strip() and value.strip() not in {"#", "true", "false"}:
        yield Link(label=name, url=value.strip())
    elif isinstance(value, Mapping):
        url = value.get("url") or value.get("link") or value.get("href") or value.get("value") or ""
        yield Link(label=str(value.get("display") or value.get("text") or name), url=str(url))
    elif isinstance(value, list):
        for each in value:
            yield from _addresses(name, each)


def _listed(value: Any) -> Iterator[Link]:
    if isinstance(value, Mapping):
        for label, url in value.items():
            yield from _addresses(str(label), url)
        return
    for each in value if isinstance(value, list) else ():
        if isinstance(each, Mapping):
            url = next((each[k] for k in ("url", "link", "href", "file", "src") if each.get(k)), "")
            label = next(
                (each[k] for k in ("label", "name", "text", "title", "type") if each.get(k)), ""
            )
            yield Link(label=str(label), url=str(url))
        elif isinstance(each, str):
            yield Link(label="", url=each)


def doi_of_links(links: Sequence[Link]) -> str:
    """The DOI to which the links lead, if it is only one."""
    found = {number for link in links if (number := doi(link.url))}
    return found.pop() if len(found) == 1 else ""


def read_picture(value: Any) -> str:
    """The address of the picture, in a text or in a map that describes it."""
    if isinstance(value, Mapping):
        value = (
            value.get("image") or value.get("path") or value.get("url") or value.get("teaser") or ""
        )
    return value.strip() if isinstance(value, str) else ""
