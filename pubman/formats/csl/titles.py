"""Titles in CSL: biblatex's main title is the whole work, and its addon a part of the title.

In biblatex, a work in several volumes has a ``maintitle``, and its ``title`` or ``booktitle`` is
that of the volume. In CSL, ``title`` or ``container-title`` is that of the whole work.
``volume-title`` is that of the volume, or of a periodical's special issue.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pubman.formats import csl_vocabulary as words
from pubman.formats.bibtex.own_entry import Own
from pubman.formats.plain_values import Writable, line

_OF_KINDS: Final = {
    "article": "article", "book": "book", "chapter": "incollection", "conference":
    "inproceedings", "workshop": "inproceedings", "demo": "inproceedings", "proceedings":
    "proceedings",
}  # fmt: skip
"""Kinds -> the entry type whose rules apply if there is no entry."""


def kind_of_entry(each: Writable, said: Own) -> str:
    """Return the entry type whose rules apply to ``each``."""
    finer = words.ENTRY_TYPES.get(each.extra.get("entrysubtype", ""), "")
    return finer or said.type or _OF_KINDS.get(each.kind, "")


def titles(each: Writable, said: Own, title: str) -> dict[str, str]:
    """Return title, container, volume and short title: biblatex's main titles are whole works."""
    extra, type_ = each.extra, kind_of_entry(each, said)
    addon = joined(title, line(extra.get("titleaddon", "")))
    short = line(extra.get("shorttitle", "")) or _short(said, title)
    issue = _with_subtitle(extra, "issuetitle", "issuesubtitle")
    if type_ == "periodical":
        return {
            "title": issue or addon,
            "container-title": addon,
            "volume-title": "",
            "title-short": "",
            "container-title-short": line(extra.get("shorttitle", "")),
        }
    if each.venue and "booktitle" not in said.fields and each.venue == said.text("eventtitle"):
        return {
            "title": addon,
            "title-short": short,
            "event-title": line(each.venue),
            "container-title": "",
        }
    main = joined(
        _with_subtitle(extra, "maintitle", "mainsubtitle"), line(extra.get("maintitleaddon", ""))
    )
    if type_ in words.CHAPTERS:
        return {"title": addon, "title-short": short} | _containers(each, main)
    found = {"title": addon, "title-short": short, "volume-title": issue}
    if main and type_ in words.VOLUMES:
        return found | {"title": main, "volume-title": addon, "title-short": ""}
    return found | ({"container-title": main} if main and not each.venue else {})


def _containers(each: Writable, main: str) -> dict[str, str]:
    """Return the book of a chapter, and the volume if the book is part of a whole work."""
    extra = each.extra
    if each.venue in (extra.get("maintitle"), ""):
        main = ""
    addon = extra.get("booktitleaddon") or ("" if main else extra.get("maintitleaddon", ""))
    book = joined(line(each.venue), line(addon))
    return {"container-title": main or book, "volume-title": book if main else ""}


def _with_subtitle(extra: Mapping[str, str], title: str, subtitle: str) -> str:
    first, second = line(extra.get(title, "")), line(extra.get(subtitle, ""))
    if not (first and second):
        return first or second
    return f"{first} {second}" if first.endswith((":", "?", "!", ".")) else f"{first}: {second}"


def joined(text: str, addon: str) -> str:
    """Append what biblatex prints after a title and CSL has no variable for."""
    if not (text and addon):
        return text or addon
    return f"{text} {addon}" if text.endswith((".", "?", "!")) else f"{text}. {addon}"


def _short(said: Own, title: str) -> str:
    """Return the title before its subtitle, which is a separate field or follows a colon."""
    fields = said.fields
    if not fields:
        return ""
    whole = "subtitle" in fields or "titleaddon" in fields
    begin = line(said.text("title")) if whole else title
    before, colon, _ = begin.partition(": ")
    if colon and before.count("<") == before.count(">"):
        return before
    return begin if whole and "<" not in begin else ""
