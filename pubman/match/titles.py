"""What a title says: its core, its numbers, and the words that mark it as another kind of thing.

An erratum, a reply, a demonstration or Part II bears nearly the title of the paper it belongs to;
those words are taken out of the core and kept as *notes*, so that two titles can be alike and the
works still be told apart.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pubman.text.fold import fold, search_text, squash

# Notes that stand in brackets, before a colon, or at the end: "(Poster)", "Demo:", "... : erratum".
# The class on the left is what counts: two titles agree when they hold the same classes.
_NOTES: Final[tuple[tuple[str, str], ...]] = (
    ("erratum", r"errat(?:um|a)|corrigend(?:um|a)|correction(?:s)?(?: to| notice)?|author correction"
                r"|publisher correction|publisher s note|retract(?:ion|ed)(?: note| article)?"
                r"|addend(?:um|a)|expression of concern|withdrawn"),
    ("reply", r"(?:author(?:s)? |the author(?:s)? )?(?:reply|repl(?:ies)|response(?:s)?|rejoinder"
              r"|rebuttal)(?: to| from)?|comment(?:s|ary)?(?: on| to)?|remark(?:s)? on|discussion(?: of| on)"
              r"|letter(?:s)?(?: to the editor)?|technical comment(?: on)?|a note on"),
    ("demo", r"demo(?:s)?|demonstration(?: paper)?|demo paper|system demo(?:nstration)?|demo abstract"),
    ("poster", r"poster(?: paper| abstract| session)?"),
    ("abstract", r"extended abstract|abstract|abstract only|summary|extended summary|doctoral abstract"
                 r"|invited abstract|short abstract|brief announcement"),
    ("talk", r"(?:invited )?keynote(?: talk| speech| address)?|invited talk|(?:a )?tutorial(?: session)?|panel"
             r"(?: session| abstract| summary| discussion)?|abstract of (?:invited|keynote) talk|talk slides.*"),
    ("editorial", r"(?:guest )?editor(?:s|ial)?(?: s)? (?:foreword|introduction|note|preface)|foreword|preface"
                  r"|(?:guest )?editorial|announcement"),
    ("review", r"book review(?:s)?|review of|software review"),
    ("protocol", r"study protocol|protocol|protocol for"),
    ("data", r"data set|dataset|data from|replication (?:data|package|kit)|artifact|source code|code"),
    ("slides", r"slides|video|supplement(?:ary)?(?: material)?|supporting information|appendix"),
    ("student", r"doctoral (?:symposium|consortium)|ph ?d (?:forum|symposium|workshop)|student (?:abstract|paper)"),
)  # fmt: skip
WEAK_NOTES: Final = frozenset({"abstract", "talk", "editorial", "poster", "review", "student"})
"""Notes one source prints and another leaves out: at one venue in one year they tell nothing."""
_NOTE_AT: Final = tuple(
    (name, re.compile(rf"(?:{pattern})\Z"), pattern) for name, pattern in _NOTES
)
_LEADING: Final = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NOTES if name != "review")
    + r"|(?P<review>book review(?:s)?|review of)"
)
# Versions of one and the same paper: taken off the core, no note.
_VERSION_WORDS: Final = re.compile(
    r"(?:extended|full|long|longer|short|preliminary|final|revised|journal|conference|complete"
    r"|technical report|online|preprint|draft|working|camera ready|invited|regular|research|industrial"
    r"|industry|experience|vision|position|work in progress|late breaking|system|application)?"
    r" ?(?:version|paper|report|draft|article|session|results)?\Z"
)
# What databases add to titles: PubMed's and EMBASE's bracketed remarks.
_REMARK: Final = re.compile(
    r"(?:review|\d+ refs?|see comments?|article in \w+|in \w+|erratum appears in .*|comment in .*"
    r"|comment on .*|clinical conference|editorial|letter|republished .*|original title|german|french"
    r"|spanish|russian|chinese|italian|portuguese|abstract|electronic resource|japanese|polish)\Z"
)
_BRACKETS: Final = re.compile(r"[\(\[（【]([^()\[\]（）【】]*)[\)\]）】]")
_ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12,
}  # fmt: skip
_WORDS_FOR: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "erster": 1, "zweiter": 2, "dritter": 3,
}  # fmt: skip
_PART: Final = re.compile(
    r"\b(?:part|pt|teil|partie|parte|volume|vol|book|band|chapter|section|phase|episode|paper|no|nr"
    r"|lecture|series|issue|chast|часть|частина|том|卷|第)"
    r" (?P<n>[ivx]{1,4}|\d{1,3}|[a-d]|one|two|three|four|five|six|first|second|third|fourth)\b"
)
_CJK_PART: Final = re.compile(
    r"第?([一二三四五六七八九十]|\d+)[部卷章回編编篇报報]|[上中下][卷篇編编]|\b[上中下]\Z"
)
_EDITION: Final = re.compile(
    r"\b(?:(?P<n>\d+) ?(?:st|nd|rd|th)?|(?P<w>second|third|fourth|fifth|sixth|revised)) (?:ed|edition|aufl|auflage)\b"
)
# What is left of quotation marks and dashes that were decoded wrongly.
_DEBRIS: Final = re.compile(
    r"[\u00e2\u00e3\u00c2\u00c3](?:\s?(?:\?+|[\u20ac\u2122\u0153\u00ac\u00a2\u00a6\u00bc]|1/4|cents))+"
)
_DIGITS: Final = re.compile(r"\d+")
_GENERIC: Final = re.compile(
    r"(?:(?:guest|associate|the|remarks from|from|letter from|message from|note from)(?: \w+){0,4} )?(?:editor(?:s)?(?: s)?(?: in chief)?)(?: (?:notes?|introduction|message|foreword|letter|column|corner"
    r"|comments?|choice|page|preface|remarks?))?|(?:guest )?editorial(?: board| note| preface| introduction)?|preface|foreword|introduction|front ?matter|back ?matter|contents|table of contents|index"
    r"|book reviews?(?: column)?|reviews?|letters?(?: to the editors?)?|from the editors?|message from the .*|welcome.*|chair s .*"
    r"|news|announcements?|call for (?:papers|participation)|in this issue|about the (?:authors?|cover)|acknowledge?ments?"
    r"|reviewers?(?: list| index)?|obituary|in memoriam|author index|key ?note(?: address| speech| talk)?|panel|panel discussion|tutorial|invited talk"
    r"|program committee|organi[sz]ation|conference report|workshop report|report|calendar(?: of events)?|comments?"
    r"|correspondence|commentary|discussion|conclusions?|summary|abstracts?|posters?|title|unknown|untitled|no title"
    r"|reminiscences \w+ influential papers|(?:\w+ ){0,3}s message|vice chair s message|secretary s .*"
    r"|introduction to the special (?:issue|section).*|special issue.*|cover|masthead|column|events?|errat(?:um|a)"
    r"|corrigend(?:um|a)|einleitung|vorwort|editorische notiz|рецензия|редакционная статья|编者按|前言|引言|序言|卷頭言|巻頭言"
    r"|introduction to .*minitrack.*|minitrack.*|research notes?|technical notes?|standards|open problems"
    r"|year in review|annual report|recent publications|distinguished .* profiles?|profiles?"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """A title, read: ``core`` is folded, without notes, remarks and a repeated translation.

    ``squashed`` is the core without spaces, ``bare`` that without a place of printing behind it,
    ``tokens`` its words (Han, Kana and Hangul as pairs of
    characters), ``other`` the title again in another language, squashed, ``numbers`` its numbers in order, ``part`` the part or edition it names ("2";
    empty: none), ``notes`` the classes of ``_NOTES`` found, ``generic`` a title many works bear.
    """

    core: str
    squashed: str
    bare: str
    tokens: tuple[str, ...]
    numbers: tuple[str, ...]
    part: str
    notes: frozenset[str]
    generic: bool
    other: str = ""


@lru_cache(maxsize=4096)
def read_title(text: str) -> Title:
    """The title as the matcher sees it; an unknown or empty title has an empty core."""
    plain = html.unescape(text) if "&" in text else text
    plain = _DEBRIS.sub(" ", plain)
    notes: set[str] = set()
    others: list[str] = []
    if "(" in plain or "[" in plain or "（" in plain or "【" in plain:
        plain = _take_brackets(plain, notes, others)
    plain = _take_ends(plain, notes)
    core = str(fold(plain))
    generic = len(core) < 80 and _GENERIC.fullmatch(core) is not None
    if core in ("unknown", "untitled", "no title", "title", "n a", "none"):
        core = ""
    bare = without_debris(core, frozenset())
    part = _find_part(bare, tuple(bare.split()))
    if part.startswith("edition"):
        core = bare = _EDITION.sub("", bare).strip()
    tokens = tuple(search_text(bare).split()) if not bare.isascii() else tuple(bare.split())
    return Title(
        core=core,
        squashed=core.replace(" ", ""),
        bare=bare.replace(" ", ""),
        tokens=tokens,
        numbers=numbers_in(bare),
        part=part,
        notes=frozenset(notes),
        generic=generic or not core,
        other=squash(others[0]) if others else "",
    )


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of ``text`` in order, without leading zeros: ``db2`` and ``db 2`` hold one."""
    return tuple(each.lstrip("0") or "0" for each in _DIGITS.findall(text))


def _take_brackets(plain: str, notes: set[str], others: list[str]) -> str:
    """``plain`` without bracketed notes, version words and remarks; notes go to ``notes``, the
    title again in another language to ``others``.
    """
    stripped = plain.strip().rstrip(".")
    if stripped[:1] == "[" and stripped[-1:] == "]" and stripped.count("[") == 1:
        return stripped[1:-1]  # PubMed's mark of a translated title

    def replace(match: re.Match[str]) -> str:
        inner = str(fold(match[1]))
        for name, at, _ in _NOTE_AT:
            if at.match(inner) and match[0][0] != "[":
                notes.add(name)
                return " "
        if _REMARK.match(inner) or (_VERSION_WORDS.match(inner) and " " in inner):
            return " "
        # "[O trabalho digital ...]": the title again in another language.
        if match[0][0] in "[【" and len(inner) >= 25 and match.start() >= 25:
            others.append(match[1])
            return " "
        return match[0]

    return _BRACKETS.sub(replace, plain)


def _take_ends(plain: str, notes: set[str]) -> str:
    """``plain`` without a note before the first colon or after the last one."""
    head, mark, rest = plain.partition(":")
    if mark and len(head) < 40 and rest.strip():
        found = _note_of(fold(head))
        if found:
            notes.add(found)
            return _take_ends(rest, notes)
    for separator in (":", " - ", "—", "–", "."):
        front, mark, tail = plain.rstrip(" .").rpartition(separator)
        if mark and front.strip() and len(tail) < 45:
            found = _note_of(fold(tail))
            if found:
                notes.add(found)
                return front
    folded = fold(plain)
    leading = _LEADING.match(folded)
    if (
        leading
        and folded[leading.end() : leading.end() + 1] == " "
        and (
            leading.lastgroup == "erratum"
            or leading[0].endswith((" to", " on", " of", " for", " from"))
        )
    ):
        notes.add(str(leading.lastgroup))
        return folded[leading.end() :].strip().removeprefix("to ")
    return plain


def _note_of(folded: str) -> str:
    for name, at, _ in _NOTE_AT:
        if at.match(folded):
            return name
    return ""


def _find_part(core: str, tokens: tuple[str, ...]) -> str:
    """The part or edition ``core`` names, as a number; a letter or number that ends it counts."""
    edition = _EDITION.search(core)
    if edition:
        return f"edition {_number_of(edition['n'] or edition['w'])}"
    if match := _PART.search(core):
        return _number_of(match["n"])
    if match := _CJK_PART.search(core):
        return match[0]
    if len(tokens) > 2:
        last = tokens[-1]
        if last in _ROMAN and last not in ("v", "x"):
            return str(_ROMAN[last])
        if last.isdigit() and len(last) <= 2:
            return _number_of(last)
    # "Foo II: bar"
    for token in tokens[1:]:
        if token in ("ii", "iii", "iv", "vi", "vii", "viii"):
            return str(_ROMAN[token])
    return ""


def _number_of(word: str) -> str:
    if word in _ROMAN:
        return str(_ROMAN[word])
    return str(_WORDS_FOR.get(word, word.lstrip("0")))


_TRAILING: Final = re.compile(
    r" (?:(?:in )?proc(?:s|eedings?)?|in ?proc|to appear|acm|sigmod|vldb|ieee|technical report|tech rep"
    r"|submitted|available|http|https|doi|arxiv|pp? \d+|(?:vldb |sigmod )?vol(?:ume)? \d+ (?:n|is|p)\w* \d+"
    r"|lncs|springer)\b.*| \d+(?: \d+)+$| (?:number|no|group of) \d+(?: raquo)?$"
    r"| (?:in )?(?:the )?\d\d? ?(?:st|nd|rd|th)? ?(?:int|intl|international|conf|conference|vldb|annual|acm|ieee)\b.*"
)


@lru_cache(maxsize=16384)
def without_debris(core: str, families: frozenset[str]) -> str:
    """``core`` without the names of ``families`` before it and the place of printing behind it.

    Extraction from PDF files puts "and D. Shasha." in front of a title and "Proc. ACM ..." behind.
    """
    words = core.split()
    last = max((at for at, word in enumerate(words[:14]) if word in families), default=-1)
    rest = " ".join(words[last + 1 :])
    return rest[:20] + _TRAILING.sub("", rest[20:], count=1) if len(rest) > 20 else rest
