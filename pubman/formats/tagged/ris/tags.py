"""The tables of RIS: its types and their kinds, its tags, and the tags with the same meaning.

They follow the specifications of 2001 (Reference Manager) and 2011 (EndNote), and what Zotero,
Mendeley, IEEE Xplore, Springer, Scopus and ProQuest write.
"""

from __future__ import annotations

import re
from typing import Final

KINDS: Final = {
    "JOUR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "article",
    "ABST": "article", "INPR": "article", "JFULL": "proceedings", "EDBOOK": "proceedings",
    "CONF": "conference", "CPAPER": "conference",
    "CHAP": "chapter", "ECHAP": "chapter", "ENCYC": "chapter", "DICT": "chapter",
    "BOOK": "book", "EBOOK": "book", "SER": "book", "CLSWK": "book",
    "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "STAND": "standard", "STD": "standard",
    "PAT": "patent", "UNPB": "preprint", "UNPD": "preprint", "MANSCPT": "preprint",
    "SLIDE": "talk", "ELEC": "website", "WEB": "website", "BLOG": "website",
    "DATA": "dataset", "DBASE": "dataset", "AGGR": "dataset", "COMP": "software",
}  # fmt: skip
"""Types that have their own kind. Any other is ``other`` and keeps its name in ``extra``."""
OTHERS_TYPES: Final = {
    "article": "article", "journalarticle": "article", "journal": "article", "ja": "article",
    "jrnl": "article", "review": "article", "magazinearticle": "article",
    "newspaperarticle": "article", "electronicarticle": "article",
    "proc": "proceedings", "proceedings": "proceedings", "editedbook": "proceedings",
    "inproceedings": "conference", "conference": "conference", "conferencepaper": "conference",
    "conferenceproceedings": "conference", "conferenceproceeding": "conference",
    "proceedingspaper": "conference", "inbook": "chapter", "incol": "chapter",
    "incollection": "chapter", "booksection": "chapter", "bookchapter": "chapter",
    "chapter": "chapter", "encyclopediaarticle": "chapter", "monograph": "book",
    "ebooks": "book", "electronicbook": "book",
    "prep": "preprint", "preprint": "preprint", "unpublished": "preprint",
    "unpublishedwork": "preprint", "workingpaper": "report", "manuscript": "preprint",
    "dataset": "dataset", "soft": "software", "software": "software",
    "computerprogram": "software", "report": "report", "techreport": "report",
    "technicalreport": "report", "standard": "standard",
    "diss": "thesis", "dissertation": "thesis",
    "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis", "patent": "patent",
}  # fmt: skip
"""Types of EndNote and BibTeX that occur in RIS files, reduced to letters."""
DEGREES = re.compile(
    r"(?i)\b(?:thesis|theses|dissertation|ph\.? ?d|d\.? ?phil|m\.? ?phil|master|m\.? ?sc|bachelor"
    r"|b\.? ?sc|doctor|diplom|habilitation|licentiate)"
)
"""Words of degrees. Some programs write them into the tag for the volume of a thesis."""
GENERIC: Final = frozenset({"", "GEN", "MISC"})
NUMBERS: Final = ("VL", "VO", "IS", "M1", "CP", "SP", "EP", "C7", "SE")
"""Tags that show that a generic record with a journal is an article."""
NAMES: Final = frozenset({"AU", "A1", "A2", "A3", "A4", "ED"})
TYPES: Final = {
    "article": "JOUR", "conference": "CONF", "workshop": "CONF", "demo": "CONF",
    "preprint": "UNPB", "thesis": "THES", "book": "BOOK", "chapter": "CHAP",
    "proceedings": "EDBOOK", "report": "RPRT", "patent": "PAT", "dataset": "DATA",
    "software": "COMP", "standard": "STAND", "talk": "SLIDE", "website": "ELEC", "review": "JOUR",
}  # fmt: skip
"""Kinds -> the type that is written for each. Any other is ``GEN``."""
CALLED: Final = frozenset({"thesis", "report"})
"""Kinds for which M3 has a more precise name: *Master's thesis*, *Technical Report*."""

TAGS: Final = frozenset(
    (
        "TY ER A1 A2 A3 A4 A5 A6 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB"
        " DI DO DP DS ED EP ET ID IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NO NV OL"
        " OP PA PB PP PY RD RI RN RP SE SF SL SN SP ST SV T1 T2 T3 TA TI TT U1 U2 U3 U4"
        " U5 UR VL VO WP WT WV Y1 Y2 YR"
    ).split()
)
"""Every tag of the specifications and of exporters. After a single space only these count."""
VENUES: Final = ("T2", "JF", "JO", "BT", "C3", "JA", "J2", "J1")
JOURNALS: Final = frozenset({"JF", "JO", "JA", "J1", "J2"})
"""Tags that can only name a journal."""
IN_BOOKS: Final = ("BT", *(tag for tag in VENUES if tag != "BT"))
"""The same for a part of a book or of proceedings, because some have its series in T2."""
PARTS: Final = frozenset({"chapter", "conference"})
ALIKE: Final = (
    ("TI", "T1", "CT"), ("T3",), ("TT",), ("VL", "VO"), ("ET",), ("PB",), ("AB", "N2"), ("LA",),
)  # fmt: skip
"""Tags for one field. The first one with a value counts; other values are kept in ``extra``."""
HANDLED: Final = (
    "TY ER TI T1 CT TT T3 AU A1 A2 A3 ED PY Y1 DA VL VO IS SP EP ET SN DO UR LK L1 PB AB N2 N1 KW"
    " LA ID CY CP PP M1 C7 M3 L3 L2"
).split()
ELSEWHERE: Final = "M3 L3 N1 AN M1 C7 ID DI U1 U2 U3 U4 U5 C6".split()
"""Other tags that may hold a DOI or an arXiv number."""
DATABASES = re.compile(
    r"(?:cited by|export date|times cited|isi document|conference code|coden\b|correspondence addr"
    r"|references:|full publication date|arxiv:\d"
    r"|funding|copyright\b|date (?:revised|created|completed)|last updated|full text"
    r"|source: |accession number|pt: |pmc?id: ?|publication date|compilation)",
    re.IGNORECASE,
)
"""Beginnings of database remarks (Scopus, Web of Science, ProQuest). No list prints them."""
SERVERS: Final = frozenset(
    "arxiv biorxiv medrxiv chemrxiv psyarxiv techrxiv ssrn eartharxiv engrxiv zenodo".split()
)
ARCHIVE: Final = re.compile(
    rf"(?i)(?:{'|'.join(sorted(SERVERS))})"
    r"(?:$|(?:[ .]?(?:preprints?|e-?prints?|org)\b|\s*[:\[(]).{0,200})"
)
"""Names of journals that are archives of preprints: ``arXiv preprint arXiv:2312.05181``."""


def kind_of_type(type_: str) -> str:
    """Return the kind of a value of TY, also of another format's type, or ``""`` if unknown."""
    return KINDS.get(type_.upper()) or OTHERS_TYPES.get(re.sub("[^a-z]", "", type_.lower()), "")
