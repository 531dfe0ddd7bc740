"""The words by which a title says what it is: notes, versions, remarks, parts, generic titles.

Every pattern is for folded text (lower case, no punctuation, one space between words).
"""

from __future__ import annotations

import re
from typing import Final

_NOTES: Final[dict[str, str]] = {
    "erratum": (
        r"errat(?:um|a)|corrigend(?:um|a)|corrections?(?: to| notice)?|(?:author|publisher) correction"
        r"|publisher s note|retract(?:ion|ed)(?: note| article)?|addend(?:um|a)"
        r"|expression of concern|withdrawn"
    ),
    "reply": (
        r"(?:the )?(?:authors? )?(?:reply|replies|responses?|rejoinder|rebuttal)(?: to| from)?"
        r"|comment(?:s|ary)?(?: on| to)?|remarks? on|discussion(?: of| on)|letters?(?: to the editor)?"
        r"|technical comment(?: on)?|a note on"
    ),
    "demo": r"demos?|demonstration(?: paper)?|demo (?:paper|abstract)|system demo(?:nstration)?",
    "poster": r"poster(?: paper| abstract| session)?",
    "abstract": (
        r"(?:extended |doctoral |invited |short )?abstract(?: only)?|(?:extended )?summary"
        r"|brief announcement"
    ),
    "talk": (
        r"(?:invited )?keynote(?: talk| speech| address)?|invited talk|(?:a )?tutorial(?: session)?"
        r"|panel(?: session| abstract| summary| discussion)?"
        r"|abstract of (?:invited|keynote) talk|talk slides.*"
    ),
    "editorial": (
        r"(?:guest )?editor(?:s|ial)?(?: s)? (?:foreword|introduction|note|preface)|foreword|preface"
        r"|(?:guest )?editorial|announcement"
    ),
    "review": r"book reviews?|review of|software review",
    "protocol": r"study protocol|protocol(?: for)?",
    "data": (r"data ?set|data from|replication (?:data|package|kit)|artifact|(?:source )?code"),
    "slides": r"slides|video|supplement(?:ary)?(?: material)?|supporting information|appendix",
    "student": (
        r"doctoral (?:symposium|consortium)|ph ?d (?:forum|symposium|workshop)"
        r"|student (?:abstract|paper)"
    ),
}
"""Notes stand in brackets, before a colon or at the end: "(Poster)", "Demo:", "...: erratum". Two
titles agree when they hold the same classes of notes (the names here), whatever the words."""
WEAK_NOTES: Final = frozenset({"abstract", "talk", "editorial", "poster", "review", "student"})
"""Notes one source prints and another leaves out: at one venue in one year they tell nothing."""

NOTE: Final = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NOTES.items()) + r")\Z"
)
"""A whole note; the group that matched names its class."""
LEADING_NOTE: Final = re.compile(
    rf"(?:(?P<erratum>{_NOTES['erratum']})(?: (?:to|in|on))?"
    rf"|(?P<reply>(?:{_NOTES['reply']})(?<= to| on| of))"
    r"|(?P<review>(?:book )?reviews? of)|(?P<protocol>protocol for)|(?P<data>data from)) "
)
"""A note that leads into the title: "Comments on ...", "Erratum to ..."."""

VERSION: Final = re.compile(
    r"(?:extended|full|long|longer|short|preliminary|final|revised|journal|conference|complete"
    r"|technical report|online|preprint|draft|working|camera ready|invited|regular|research|industrial"
    r"|industry|experience|vision|position|work in progress|late breaking|system|application)"
    r" (?:version|paper|report|draft|article|session|results)\Z"
)
"""Words in brackets for a version of one and the same paper: taken off, no note."""
REMARK: Final = re.compile(
    r"(?:review|\d+ refs?|see comments?|(?:article )?in \w+|erratum appears in .*|comment (?:in|on) .*"
    r"|clinical conference|editorial|letter|republished .*|original title|abstract|electronic resource"
    r"|german|french|spanish|russian|chinese|italian|portuguese|japanese|polish)\Z"
)
"""What PubMed and EMBASE add in square brackets."""

GENERIC: Final = re.compile(
    "|".join(
        (
            r"(?:(?:guest|associate|the|(?:remarks |letter |message |note )?from)(?: \w+){0,4} )?"
            r"editors?(?: s)?(?: in chief)?(?: (?:notes?|introduction|message|foreword|letter|column"
            r"|corner|comments?|choice|page|preface|remarks?))?",
            r"(?:guest )?editorial(?: board| note| preface| introduction)?|preface|foreword",
            r"introduction(?: to (?:the|this) special (?:issue|section).*)?|special issue.*",
            r"introduction to .*minitrack.*|minitrack.*|front ?matter|back ?matter|masthead|cover",
            r"(?:table of )?contents|(?:author )?index|book reviews?(?: column)?|reviews?|column",
            r"letters?(?: to the editors?)?|from the editors?|message from the .*|welcome.*",
            r"(?:\w+ ){0,3}s message|chair s .*|secretary s .*|in this issue|about the (?:authors?|cover)",
            r"news|announcements?|call for (?:papers|participation)|calendar(?: of events)?|events?",
            r"acknowledge?ments?|reviewers?(?: list| index)?|obituary|in memoriam|correspondence",
            r"key ?note(?: address| speech| talk)?|panel(?: discussion)?|tutorial|invited talk",
            r"program committee|organi[sz]ation|(?:conference |workshop |annual )?report",
            r"comment(?:s|ary)?|discussion|conclusions?|summary|abstracts?|posters?",
            r"errat(?:um|a)|corrigend(?:um|a)|research notes?|technical notes?|standards",
            r"open problems|year in review|recent publications|(?:distinguished .* )?profiles?",
            r"reminiscences \w+ influential papers|title|unknown|untitled|no title",
            r"einleitung|vorwort|editorische notiz|рецензия|редакционная статья",
            r"编者按|前言|引言|序言|卷頭言|巻頭言",
        )
    )
)
"""Titles that many works bear; the whole title must match."""
NOTHING: Final = frozenset({"unknown", "untitled", "no title", "title", "n a", "none"})
"""What stands where there is no title."""

ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "xvii": 17, "xviii": 18,
    "xix": 19, "xx": 20, "xxi": 21, "xxii": 22, "xxiii": 23,
}  # fmt: skip
SURE_ROMAN: Final = frozenset(ROMAN) - {"i", "v", "x", "xi", "xx"}
"""Numerals that are hardly ever another word."""
COUNTING: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
}  # fmt: skip
PART: Final = re.compile(
    r"\b(?:part|pt|teil|partie|parte|volume|vol|book|band|chapter|section|phase|episode|paper|no|nr"
    r"|lecture|series|issue|chast|часть|частина|том|卷|第)"
    r" (?P<n>[ivx]{1,5}|\d{1,3}|[a-d]|one|two|three|four|five|six|first|second|third|fourth)\b"
)
CJK_PART: Final = re.compile(
    r"第?([一二三四五六七八九十]|\d+)[部卷章回編编篇报報]|[上中下][卷篇編编]|\b[上中下]\Z"
)
EDITION: Final = re.compile(
    r"\b(?:(?P<n>\d+) ?(?:st|nd|rd|th)?|(?P<w>second|third|fourth|fifth|sixth|revised))"
    r" (?:ed|edition|aufl|auflage)\b"
)

_PRINTERS = r"acm|ieee|sigmod|vldb|lncs|springer|elsevier|usenix"
_PRINTED = (
    rf"{_PRINTERS}|record|int\w*|conf|conference|on|management|of|data|trans|transactions|symp|symposium"
    r"|journal|vol|volume|no|number|issue|pp?|pages|n|v|\d+\w*|proc|proceedings|the|very|large|data ?bases?"
    r"|lecture|notes|in|computer|science|annual|computing|surveys|communications|conf"
)
PRINTED_BEHIND: Final = re.compile(
    rf" (?:in )?(?:proc(?:s|eedings?)?|inproc|(?:{_PRINTERS})(?= (?:{_PRINTED})\b|\Z))(?: (?:{_PRINTED}))*\Z"
    r"| (?:in )?(?:proc|procs|inproc|proceedings of the)\b.*"
    r"| (?:to appear|submitted (?:to|for)|technical report|tech rep|available (?:at|by|from)|https?|doi 10|arxiv \d).*"
    r"| (?:pp?|vol|volume|number|no|group of) \d+(?: \w{1,5})?(?: \d+)*\Z| \d+(?: \d+)+\Z"
    r"| (?:the )?\d\d? ?(?:st|nd|rd|th)\w* ?(?:int|intl|international|conf|conference|vldb|annual|acm|ieee)\b.*"
    r"| \d\d (?:int|intl|vldb)\b.*"
)
"""Where a paper was printed, behind its title, in what was extracted from PDF files."""
