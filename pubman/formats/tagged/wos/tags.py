"""The tables of Web of Science: its tags and its types of documents.

https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html
"""

from __future__ import annotations

from typing import Final

KINDS: Final = (
    ("book chapter", "chapter"), ("proceedings paper", "conference"),
    ("meeting abstract", "conference"), ("data paper", "article"), ("article", "article"),
    ("review", "article"), ("book review", "article"), ("editorial material", "article"),
    ("letter", "article"), ("correction", "article"), ("note", "article"),
    ("data set", "dataset"), ("software", "software"), ("book", "book"),
    ("dissertation", "thesis"), ("preprint", "preprint"), ("patent", "patent"),
)  # fmt: skip
"""Types of documents -> kinds. The first one that occurs counts."""
PUBLICATIONS: Final = {"B": "book", "C": "conference", "P": "patent"}
"""Types of publication (PT) that decide if the document has no type."""

LISTS: Final = frozenset("AU AF BA BF BE CA GP CR C1 C3 RI OI FU".split())
"""Tags in which every line is a separate value. Other tags continue the value."""
TABLE_LISTS: Final = frozenset("AU AF BA BF BE CA OI RI".split())
"""Tags that the table holds as lists with semicolons."""

HANDLED: Final = (
    "PT AU AF CA BE BF TI SO SE LA DT CT CL DE AB SN EI BN PD PY VL IS BP EP AR DI EA UT PM PU PI"
    " OI FN VR ER EF"
).split()
"""Tags that the reader knows. Any other is kept under its name."""
ALL: Final = frozenset(
    (
        "FN VR PT AU AF BA BF CA GP BE TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI"
        " FU FP FX CR NR TC Z9 U1 U2 PU PI PA SN EI BN J9 JI PD PY VL IS PN SU SI MA BP EP AR DI D2"
        " EA EY PG P2 WC WE SC GA PM UT OA HC HP DA DL ER EF"
    ).split()
)
"""Every tag of the core collection."""
