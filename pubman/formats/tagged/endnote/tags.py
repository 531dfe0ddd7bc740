"""The tables of EndNote's format: its types, their kinds, and its tags.

They follow EndNote's "EndNote Import" filter, and what CNKI and Google Scholar write.
"""

from __future__ import annotations

import re
from typing import Final

from pubman.formats.tagged.ris.tags import KINDS as RIS_KINDS
from pubman.formats.tagged.ris.tags import OTHERS_TYPES

KINDS: Final = {
    "journal article": "article", "electronic article": "article", "magazine article": "article",
    "newspaper article": "article", "journal": "article", "article": "article",
    "conference proceedings": "conference", "conference paper": "conference",
    "conference proceeding": "conference", "conference": "conference",
    "book section": "chapter", "electronic book section": "chapter", "book chapter": "chapter",
    "encyclopedia": "chapter", "dictionary": "chapter",
    "book": "book", "electronic book": "book", "classical work": "book", "serial": "book",
    "edited book": "proceedings", "thesis": "thesis", "dissertation": "thesis",
    "report": "report", "government document": "report", "standard": "standard",
    "web page": "website", "blog": "website",
    "patent": "patent", "unpublished work": "preprint", "manuscript": "preprint",
    "preprint": "preprint", "dataset": "dataset", "online database": "dataset",
    "期刊文章": "article", "期刊": "article", "会议论文": "conference", "会议": "conference",
    "学位论文": "thesis", "图书": "book", "专利": "patent", "报告": "report",
    "aggregated database": "dataset", "computer program": "software", "software": "software",
}  # fmt: skip
"""Types that have their own kind. Any other is ``other`` and keeps its name in ``extra``."""
TYPES: Final = {
    "article": "Journal Article", "conference": "Conference Proceedings",
    "workshop": "Conference Proceedings", "demo": "Conference Proceedings",
    "preprint": "Unpublished Work", "thesis": "Thesis", "book": "Book",
    "chapter": "Book Section", "proceedings": "Edited Book", "report": "Report",
    "patent": "Patent", "dataset": "Dataset", "software": "Computer Program",
    "standard": "Standard", "website": "Web Page", "review": "Journal Article",
}  # fmt: skip
"""Kinds -> EndNote's reference types. Any other is ``Generic``."""

CALLED: Final = frozenset({"thesis", "report"})
"""Kinds for which %9 has a more precise name: *Master's thesis*, *Technical Report*."""
ALIKE: Final = (
    ("T",), ("J",), ("B",), ("S",), ("V",), ("P",), ("7",), ("I",), ("X",), ("G",), ("Q",), ("F",),
)  # fmt: skip
"""Tags with one value. Further values are kept in ``extra``."""
HANDLED: Final = "0 A E T J B S V N P D 8 I @ R U X K Z G 7 > Q C 9 F".split()
"""Tags that the reader knows. Any other is kept under its name."""
SCHOLAR_TAGS: Final = frozenset("0TABJVNPD@I")
"""The only tags that Google Scholar writes."""
SCHOLAR_ORDER: Final = "0TAVNP@DI"
"""The order in which Scholar writes them. pubman itself writes the title after the authors."""


def kind_of(type_: str) -> str:
    """Return the kind of a type, in EndNote's words or another format's, or ``other``."""
    words = " ".join(type_.lower().split())
    letters = re.sub(r"[^a-z]", "", words)
    return KINDS.get(words) or OTHERS_TYPES.get(letters) or RIS_KINDS.get(type_.upper(), "other")
