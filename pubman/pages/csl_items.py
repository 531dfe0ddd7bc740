"""What a CSL style expects of its data and cannot do itself.

A style prints a title as it is given. The manuals of APA, AMA, NLM and Vancouver ask for sentence
case, and APA for its own words in brackets: [Doctoral dissertation].
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from pubman.formats.bibtex.own_entry import own
from pubman.pages.sentence_case import sentence_case
from pubman.record import Publication

_SENTENCE_CASE: Final = re.compile(
    r"(?:apa|american-medical-association|ama|nlm|vancouver|national-library-of-medicine|"
    r"harvard-cite-them-right)(?:-.*)?\Z"
)
_DOCTORAL: Final = re.compile(r"(?i)ph\.?\s?d|doctor|dphil|dissertation")
_MASTER: Final = re.compile(r"(?i)master|m\.?\s?(?:sc|a|phil|eng)\b|diplom")


def for_style(item: dict[str, Any], pub: Publication, style: str) -> dict[str, Any]:
    """Return the CSL-JSON ``item`` of ``pub`` as the style of this name expects it."""
    found = dict(item)
    if _SENTENCE_CASE.match(style) and pub.language[:2] in ("", "en"):
        found["title"] = sentence_case(found.get("title", ""), protected=_protected(pub))
    if style == "apa" or style.startswith("apa-"):
        found |= _in_words_of_apa(found, pub)
    return {name: value for name, value in found.items() if value}


def _in_words_of_apa(item: dict[str, Any], pub: Publication) -> dict[str, str]:
    """Return the variables of ``item`` that APA words in its own way."""
    genre = str(item.get("genre", ""))
    if pub.kind == "thesis" and _DOCTORAL.search(genre):
        return {"genre": "Doctoral dissertation"}
    if pub.kind == "thesis" and _MASTER.search(genre):
        return {"genre": "Master’s thesis"}
    if pub.kind == "dataset":
        return {"genre": genre or "Data set"}
    if pub.kind == "talk":
        return {"genre": genre or "Conference presentation"}
    if pub.kind == "preprint" and pub.arxiv_id:
        return {"publisher": str(item.get("publisher") or "arXiv")}
    return {}


def _protected(pub: Publication) -> Collection[str]:
    """Return the words that the title of the person's own entry has in braces: ``{Bayesian}``."""
    title = own(pub.raw).fields.get("title", "")
    groups = re.findall(r"\{([^{}\\]{2,40})\}", title[1:-1] if title.startswith("{") else title)
    return {word for group in groups for word in group.split() if len(group.split()) <= 3}
