"""Read a venue as written: tell the words that name it from those that all such titles share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pubman.text.fold import Folded, fold

# Words that do not distinguish venues. Titles leave them out, add them or shorten them.
_SILENT: Final = frozenset("a an and at for in of on the to with".split())
_DANGLING: Final = frozenset("and for in of on the".split())
_VARYING: Final = frozenset("annual biennial international".split())
_LEADING: Final = frozenset(
    "proceedings proc conference record digest papers volume vol part annual ieee acm cvf ifip rsj"
    " usenix eacsl eatcs iacr computer society siggraph first second third fourth fifth sixth"
    " seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
    " seventeenth eighteenth nineteenth twentieth twenty thirtieth thirty fortieth forty fiftieth"
    " fifty".split()
) - {"conference", "computer"}
_VOLUME: Final = frozenset("v vol volume part series".split())
_GENERIC: Final = frozenset(
    "conference symposium meeting congress colloquium forum joint international annual workshop"
    " european acm ieee cvf ifip usenix proceedings journal transactions systems advances".split()
)
_WRITTEN_OUT: Final = {
    "proc": "proceedings", "int": "international", "intl": "international", "conf": "conference",
    "symp": "symposium", "ann": "annual",
}  # fmt: skip
_NUMBER: Final = re.compile(r"(?:\d+(?:st|nd|rd|th)?|sig[a-z]+)\Z")

# Scholar and dblp separate the parts of a title by these; a hyphen inside a word does not.
_PARTS: Final = re.compile(r"[,;:()\[\]/]|\s[-\N{EN DASH}\N{EM DASH}]+\s|[\N{EN DASH}\N{EM DASH}]")
_ELSEWHERE: Final = re.compile(
    r"\b(?:held )?(?:in conjunction with|co-?located with|collocated with|in association with)\b",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"\b(workshops?|companion|adjunct|supplement|findings|doctoral|phd|ph d|extended abstracts?"
    r"|late breaking|work in progress|student research|tutorials?|posters?|demos?|demonstrations?"
    r"|demo track)\b"
)
_ACRONYM: Final = re.compile(
    r"\(\s*([A-Z][\w&+-]*(?: [A-Z]\w*)?)[\s'\N{RIGHT SINGLE QUOTATION MARK}-]*(?:\d{4}|\d\d)?\s*\)"
    r"|(?:\A|[,:;(]\s*|[-\N{EN DASH}\N{EM DASH}]\s*)"
    r"([A-Za-z][\w&+-]*)\s*['\N{RIGHT SINGLE QUOTATION MARK}]?\s*\d{2,4}\b"
)
_SHORT_YEAR: Final = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}`](?=\d\d)")
_CUT: Final = re.compile(r"\s*(?:\.\.\.|\N{HORIZONTAL ELLIPSIS}|& ?hellip ?;)[\s,.]*\Z")


def without_host(text: str) -> str:
    """Return ``text`` up to "held in conjunction with …": the rest names another venue."""
    return _ELSEWHERE.split(text, maxsplit=1)[0]


def beside(text: str) -> frozenset[str]:
    """Return the folded words which show that ``text`` is not a main conference; ``@`` is one."""
    words = frozenset(_BESIDE.findall(fold(text)))
    return words | {"@"} if "@" in text else words


def key(text: str) -> str:
    """Return ``text`` folded, with usual abbreviations written out, without empty words.

    >>> key("Proc. of the Int'l Conf. on Data Engineering")
    'proceedings international conference data engineering'
    """
    # An apostrophe before a year separates words: SOSP'23.
    folded = fold(_SHORT_YEAR.sub(" ", text))
    words = (_WRITTEN_OUT.get(word, word) for word in folded.split())
    return " ".join(word for word in words if word not in _SILENT)


def conference_key(text: str) -> str:
    """Return :func:`key` without ``international`` and ``annual``, which titles often drop."""
    return " ".join(word for word in key(text).split() if word not in _VARYING)


def telling(text: str) -> frozenset[str]:
    """Return the words of :func:`key` that distinguish venues."""
    return frozenset(word for word in key(text).split() if word not in _GENERIC)


def whole(text: str) -> str:
    """Return ``text`` without the acronym, volume, year or comma after the name of a journal.

    >>> whole("ACM Transactions on Database Systems (TODS) 30 (1), 211-248")
    'ACM Transactions on Database Systems'
    """
    return re.sub(r"\s*(?:\([^)]*\)|\b\d[\d\s:,.()-]*|[\s,.;:])*\Z", "", text)


def in_order(text: str) -> str:
    """Return ``text`` with its beginning moved to the front.

    >>> in_order("Data Engineering, 2004. Proceedings. 20th International Conference on")
    '20th International Conference on Data Engineering'
    """
    parts = [part.strip() for part in re.split(r"[,.]", text) if part.strip()]
    if (
        len(parts) > 1
        and _last_word(parts[-1]) in _DANGLING
        and telling(parts[-1]) != set(key(parts[-1]).split())
    ):
        return f"{parts[-1]} {parts[0]}"
    return text


def cut(text: str) -> tuple[str, bool]:
    """Return ``text`` up to an ellipsis or a final ``on``, and whether it is cut off so."""
    whole_text = _CUT.sub("", text)
    return whole_text, whole_text != text or _last_word(text) in _DANGLING


def _last_word(text: str) -> str:
    return fold(text).rpartition(" ")[2]


def is_one_part(text: str) -> bool:
    """Return whether a title has one part, not counting numbers: ``In VLDB, 2019``."""
    keys = (conference_key(part).split() for part in _PARTS.split(text))
    return sum(not all(map(_is_noise, words)) for words in keys) == 1


def spans(text: str) -> Iterator[str]:
    """Yield the conference keys that a title may contain, longest first."""
    keys = [conference_key(part) for part in _PARTS.split(text) if part.strip()]
    for length in range(min(len(keys), 6), 0, -1):
        for start in range(len(keys) - length + 1):
            yield from _bared(" ".join(keys[start : start + length]).split())


def endings(text: str) -> Iterator[str]:
    """Yield the keys that a cut-off ``text`` may begin: of a journal, then of a conference."""
    yield key(text)
    parts = [conference_key(part) for part in _PARTS.split(text) if part.strip()]
    for start in range(len(parts)):
        yield from _bared(" ".join(parts[start:]).split())


def _bared(words: list[str]) -> Iterator[str]:
    """Yield ``words`` with fewer and fewer of the usual first and last words of such titles."""
    last = len(words)
    while last and (_NUMBER.match(words[last - 1]) or words[last - 1] in _VOLUME):
        last -= 1
    for first in range(len(words)):
        yield " ".join(words[first:])
        if last < len(words):
            yield " ".join(words[first:last])
        if not _is_noise(words[first]):
            break


def _is_noise(word: str) -> bool:
    return word in _LEADING or bool(_NUMBER.match(word))


def short_name(name_key: str) -> str:
    """Return a conference's key without leading sponsors and numbers, if enough is left."""
    words = name_key.split()
    while words and _is_noise(words[0]):
        words = words[1:]
    short = " ".join(words)
    return short if len(telling(short)) > 1 else name_key


def acronyms(text: str) -> list[Folded]:
    """Return the acronyms of a title: words in brackets, or before a year.

    >>> acronyms("21st International Conference on Data Engineering (ICDE'05)")
    ['icde']
    """
    return [fold(a or b) for a, b in _ACRONYM.findall(text)]
