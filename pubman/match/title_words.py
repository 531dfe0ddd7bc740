"""The words by which a title says what it is: notes, versions, remarks, parts, generic titles.

Every pattern is for folded text (lower case, no punctuation, one space between words).
"""

from __future__ import annotations

import re
from typing import Final

_NOTES: Final[dict[str, str]] = {
    "erratum": (
        r"errat(?:um|a)|corrigend(?:um|a)|corrections?(?: to| notice)?"
        r"|(?:author|publisher) correction|publisher s note|retract(?:ion|ed)(?: note| article)?"
        r"|addend(?:um|a)"
        r"|expression of concern|withdrawn"
    ),
    "reply": (
        r"(?:the )?(?:authors? )?(?:reply|replies|responses?|rejoinder|rebuttal)(?: to| from)?"
        r"|comment(?:s|ary)?(?: on| to)?|remarks? on|discussion(?: of| on)"
        r"|letters?(?: to the editor)?|technical comment(?: on)?|a note on"
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
        r"(?:guest )?editor(?:s|ial)?(?: s)? (?:foreword|introduction|note|preface)|foreword"
        r"|preface|(?:guest )?editorial|announcement"
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
    r"|technical report|online|preprint|draft|working|camera ready|invited|regular|research"
    r"|industrial|industry|experience|vision|position|work in progress|late breaking|system"
    r"|application)"
    r" (?:version|paper|report|draft|article|session|results)\Z"
)
"""Words in brackets for a version of one and the same paper: taken off, no note."""
REMARK: Final = re.compile(
    r"(?:review|\d+ refs?|see comments?|(?:article )?in \w+|erratum appears in .*"
    r"|comment (?:in|on) .*|clinical conference|editorial|letter|republished .*|original title"
    r"|abstract"
    r"|electronic resource|german|french|spanish|russian|chinese|italian|portuguese"
    r"|japanese|polish)\Z"
)
"""What PubMed and EMBASE add in square brackets."""

GENERIC: Final = re.compile(
    r"(?:(?:guest|associate|the|(?:remarks |letter |message |note )?from)(?: \w+){0,4} )?"
    r"editors?(?: s)?(?: in chief)?(?: (?:notes?|introduction|message|foreword|letter|column"
    r"|corner|comments?|choice|page|preface|remarks?))?"
    r"|(?:guest )?editorial(?: board| note| preface| introduction)?|preface|foreword"
    r"|introduction(?: to (?:the|this) special (?:issue|section).*)?|special issue.*"
    r"|introduction to .*minitrack.*|minitrack.*|front ?matter|back ?matter|masthead|cover"
    r"|(?:table of )?contents|(?:author )?index|book reviews?(?: column)?|reviews?|column"
    r"|letters?(?: to the editors?)?|from the editors?|message from the .*|welcome.*"
    r"|(?:\w+ ){0,3}s message|chair s .*|secretary s .*|in this issue"
    r"|about the (?:authors?|cover)|news|announcements?|call for (?:papers|participation)"
    r"|calendar(?: of events)?|events?|acknowledge?ments?|reviewers?(?: list| index)?|obituary"
    r"|in memoriam|correspondence|key ?note(?: address| speech| talk)?|panel(?: discussion)?"
    r"|tutorial|invited talk|program committee|organi[sz]ation"
    r"|(?:conference |workshop |annual )?report|comment(?:s|ary)?|discussion|conclusions?|summary"
    r"|abstracts?|posters?|errat(?:um|a)|corrigend(?:um|a)|research notes?|technical notes?"
    r"|standards|session details.*|open problems"
    r"|year in review|recent publications|(?:distinguished .* )?profiles?"
    r"|reminiscences \w+ influential papers|title|unknown|untitled|no title|einleitung|vorwort"
    r"|editorische notiz|рецензия|редакционная статья|编者按|前言|引言|序言|卷頭言|巻頭言"
)
"""Titles that many works bear; the whole title must match."""
OCCASION: Final = re.compile(
    r"(?:invited )?key ?note(?: address| speech| talk)?"
    r"|guest (?:editorial|editors?(?: s)? (?:introduction|foreword|preface))"
)
"""Generic titles of what a person does once at one venue in one year: a keynote, a guest issue.
An editor writes several editorials a year."""
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
PART_WORDS: Final = frozenset(
    "part pt teil partie parte volume vol book band chapter section phase episode paper no nr"
    " lecture series issue chast часть частина том 卷 第".split()
)
PART: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(PART_WORDS))})"
    r" (?P<n>[ivx]{1,5}|\d{1,3}|[a-d]|one|two|three|four|five|six|first|second|third|fourth)\b"
)
CJK_PART: Final = re.compile(
    r"第?([一二三四五六七八九十]|\d+)[部卷章回編编篇报報]|[上中下][卷篇編编]|\b[上中下]\Z"
)
EDITION: Final = re.compile(
    r"\b(?:(?P<n>\d+) ?(?:st|nd|rd|th)?|(?P<w>second|third|fourth|fifth|sixth|revised))"
    r" (?:ed|edition|aufl|auflage)\b"
)

SISTER_WORDS: Final = frozenset(
    "demonstrates demonstrating demonstrator exemplar followup reconsidered revisited"
    " revisiting".split()
)
"""Words by which a team's second paper tells itself from the first, where one title has them."""
SISTER_OPENINGS: Final = frozenset(
    "beyond extending generalising generalizing improving replicating rethinking".split()
)
"""The same, where one title alone begins with one."""
MORE_SISTER_WORDS: Final = frozenset(
    "again case challenge continued demo demonstration experiences extended extension further"
    " generalised generalized improved interactive interactively introducing lessons more"
    " preliminary progress prototype replication report short showcase study survey toolkit toward"
    " towards tutorial update user video vision visual workshop".split()
).union(SISTER_WORDS, SISTER_OPENINGS)
"""The same and weaker ones: enough to ask where little else speaks for one paper."""

_PRINTERS = r"acm|ieee|sigmod|vldb|lncs|springer|elsevier|usenix"
_PRINTED = (
    rf"{_PRINTERS}|record|int\w*|conf|conference|on|management|of|data|trans|transactions|symp"
    r"|symposium|journal|vol|volume|no|number|issue|pp?|pages|n|v|\d+\w*|proc|proceedings|the|very"
    r"|large|data ?bases?|lecture|notes|in|computer|science|annual|computing|surveys"
    r"|communications"
)
PRINTED_BEHIND: Final = re.compile(
    # "... in Proc. of ACM SIGMOD", or printers' words alone to the end
    r" (?:in )?(?:procs?|inproc|proceedings of the)\b.*"
    rf"| (?:in )?(?:proceedings?|(?:{_PRINTERS})(?= (?:{_PRINTED})\b|\Z))(?: (?:{_PRINTED}))*\Z"
    # "... to appear", "... available at"
    r"| (?:to appear|submitted (?:to|for)|technical report|tech rep|available (?:at|by|from)).*"
    r"| (?:https?|doi 10|arxiv \d).*"
    # "... vol. 26, no. 3", "... 25(1): 38-40"
    r"| (?:pp?|vol|volume|number|no|group of) \d+(?: \w{1,5})?(?: \d+)*\Z| \d+(?: \d+)+\Z"
    # "... 21st Intl. Conf."
    r"| (?:the )?\d\d? ?(?:st|nd|rd|th)\w* ?(?:int|intl|international|conf|conference|vldb|annual"
    r"|acm|ieee)\b.*| \d\d (?:int|intl|vldb)\b.*"
)
"""Where a paper was printed, behind its title, in what was extracted from PDF files."""
