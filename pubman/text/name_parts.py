"""Read one name: BibTeX's parts, biblatex's extended form, Han and Hangul.

The rules are those of ``bibtex.web`` (from section 401). ``names`` explains the rules beyond them,
``institutions`` tells people from institutions, and ``name_marks`` removes signs and macros around
a name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pubman.record import Name
from pubman.text.institutions import is_person
from pubman.text.latex import decode
from pubman.text.name_case import is_lower
from pubman.text.name_marks import take_marks, unwrap
from pubman.text.plain_names import read_plain

COMPOUND_SURNAMES: Final = frozenset(
    "欧阳 歐陽 上官 司马 司馬 诸葛 諸葛 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 端木 司徒 司空 "
    "东方 東方 独孤 獨孤 南宫 南宮 长孙 長孫 宇文 轩辕 軒轅 呼延 申屠 钟离 鍾離 濮阳 濮陽 "
    "남궁 황보 제갈 사공 선우 독고 서문 동방".split()
)
"""The Chinese and Korean family names of two characters that are still in use."""

_LONGEST: Final = 500
"""The most characters of a name. Longer text is kept whole."""
_SUFFIX = re.compile(r"(?:Jr|Sr|jr|sr)\.?|I{2,3}|IV|VI{1,3}|[2-4](?:nd|rd|th)|Ph\.? ?D\.?|Esq\.?")
_DEGREE = re.compile(
    r"(?:Prof\.?|Dr\.?|[ ~])+|Ph\.? ?D\.?|M\. ?D\.?|MD|M\.? ?Sc\.?"
    r"|MBA|MPH|RN|FACS|Dr\.? (?:rer|med).*"
)
"""A degree as the last part of three, after the given name: ``Smith, John, MD``."""
_CAPITAL_PARTICLES: Final = frozenset({"Van"})
"""A Flemish particle that counts before a lower-case one: ``Van den Broeck``. BibTeX takes every
capitalised word for a given name (``Jean De la Fontaine``)."""
_PARTICLES: Final = frozenset(
    "van von der den de del della di da do dos das du la le ten ter zu zur vom".split()
)
"""Words that belong to the family name if they follow the given names (``Aa, Han van der``)."""
FAMILY_FIRST: Final = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ngo duong zhang wang li liu chen yang "
    "huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang feng deng cao "
    "peng zeng xiao tian pan cai jiang kim park choi jung lee kang cho yoon jang lim".split()
)
"""Family names of languages in which the family name comes first, folded."""
_ET_AL = re.compile(r"[\s~]+et\.?[\s~]?al\.?\Z")
_HOMONYM = re.compile(r"\s+(\d{4})\Z")
AND = re.compile(r"(?:\s+and(?=\s))+\s*|\s+and\Z|\Aand\s+", re.IGNORECASE)
COMMA = re.compile(",")
_CONTROL_SPACE = re.compile(r"(?<!\\)\\[, ;:](?=\S)|\\,")
"""A thin space as in ``J.\\,R. Tolkien``. BibTeX would read its comma as that of a name."""
_SPACE = re.compile(r"\s+|(?<!\\)~")
_EXTENDED = re.compile(r"\s*\"?(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=", re.IGNORECASE)
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_OR_HANGUL: Final = f"[{HAN}\u1100-\u11ff\uac00-\ud7ff]+"
"""Not compiled at import: so large a class would add 2 ms to every start."""
_PLACEHOLDERS: Final = frozenset({"-", "--", "–", "—", ".", "_", "?", "n/a", "N/A", "n.a.", "NULL"})
"""Signs that fill the field for a given name, if a person has only one name."""


def outside_braces(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split ``text`` where ``separator`` matches outside braces."""
    if "{" not in text:
        return separator.split(text)
    if text.count("{") != text.count("}"):
        return separator.split(text)
    pieces, depth, start = [], 0, 0
    for match in _or_brace(separator).finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]


@lru_cache(maxsize=16)
def _or_brace(separator: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"\{{|\}}|{separator.pattern}", separator.flags)


def split_at_and(text: str) -> list[str]:
    """Split ``text`` at ``and``. Nearly every list has nothing but names and ``and``."""
    lowered = text.lower()
    simple = " and and " not in lowered
    if simple and not lowered.startswith("and ") and not lowered.endswith(" and"):
        parts = text.split(" and ")
        closed = "{" not in text or all("{" not in each or _CLOSED(each) for each in parts)
        if closed and len(parts) > lowered.count(" and "):
            return parts
    return outside_braces(text, AND)


_CLOSED: Final = re.compile(
    r"[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}[^{}]*+)*+"
).fullmatch
"""Whether the braces of a name are closed in it, and are not nested deeper than in real names."""


def parse_one(text: str) -> tuple[Name | None, str]:
    """Return the name in ``text`` and what is odd about it."""
    if plain := read_plain(text):
        return plain, ""
    if len(text) > _LONGEST:
        whole = decode(text)
        return Name(literal=whole), f"a name that cannot be split, kept whole: {whole[:60]}..."
    if "\\" in text or "*" in text or "<" in text:
        text = unwrap(_CONTROL_SPACE.sub("~", text))
    if _EXTENDED.match(text):
        return _parse_extended(text), ""
    text, marks = take_marks(text)
    text, number = _take_number(_ET_AL.sub("", text))
    name, doubt = _parse_parts(text.strip().rstrip(";"))
    if name is not None and (marks or number):
        name = with_fields(name, marks=marks, number=number)
    return name, doubt


def _take_number(text: str) -> tuple[str, str]:
    """Return ``text`` without dblp's homonym number, and that number."""
    match = _HOMONYM.search(text)
    return (text[: match.start()], match[1]) if match else (text, "")


def with_fields(name: Name, **changes: str | tuple[str, ...]) -> Name:
    """Return ``name`` with some fields changed."""
    fields = ("family", "given", "particle", "suffix", "literal", "number", "pid", "orcid", "marks")
    values = {field: getattr(name, field) for field in fields}
    return Name(**{**values, **changes})


def _parse_parts(text: str) -> tuple[Name | None, str]:
    if not text:
        return None, ""
    if text[0] == "{" and _one_group(text):
        return _parse_group(text), ""
    if "，" in text:
        text = text.replace("，", ",")
    if "," not in text:
        return _parse_plain(text), ""
    parts = [part.strip() for part in outside_braces(text, COMMA)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    match parts:
        case [whole]:
            # "Foo Bar," means that all of it is the family name. BibTeX ignores the comma.
            return (_last_first(whole, "", "") if text.endswith(",") else _parse_plain(whole)), ""
        case [last, first]:
            return _parse_two(last, first), ""
        case [last, middle, first]:
            return _parse_three(last, middle, first), ""
    return Name(literal=decode(text)), f"a name that cannot be split, kept whole: {decode(text)}"


def _parse_two(last: str, first: str) -> Name:
    """Return the name of ``Last, First``, or of ``First Last, Jr.``"""
    if _SUFFIX.fullmatch(first):
        return with_fields(_parse_plain(last), suffix=first)
    return _last_first(last, "", first)


def _parse_three(last: str, middle: str, first: str) -> Name:
    """Return the name of ``Last, Jr., First``, or of ``Last, First, Jr.``"""
    is_suffix = _SUFFIX.fullmatch(first) or _DEGREE.fullmatch(first)
    if is_suffix and not _SUFFIX.fullmatch(middle):
        middle, first = first, middle
    return _last_first(last, middle, first)


def _parse_group(text: str) -> Name:
    """Return the name in one pair of braces: an institution, or a person as ``{Last, First}``.

    BibTeX does not look inside braces, but publishers put every author in braces.
    """
    inner = text[1:-1].strip()
    while inner.startswith("{") and _one_group(inner):
        inner = inner[1:-1].strip()
    last, comma, first = inner.partition(",")
    if comma and is_person(decode(last), decode(first)):
        return _last_first(last.strip(), "", first.strip())
    return Name(literal=decode(text))


def _one_group(text: str) -> bool:
    """Return whether one pair of braces holds the whole of ``text``."""
    if text[-1] != "}" or text.startswith("{\\"):
        return False
    depth = 0
    for position, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return position == len(text) - 1
    return False


def _last_first(last: str, suffix: str, first: str) -> Name:
    words = _words(last)
    start = len(words) - 1
    while start > 0 and not is_lower(words[start - 1]):
        start -= 1
    given = [] if decode(first).strip() in _PLACEHOLDERS else _words(first)
    if not words:
        return _parse_plain(f"{first} {suffix}".strip())
    end = len(given)
    while end > 1 and given[end - 1] in _PARTICLES:
        end -= 1
    return Name(
        family=_text(words[start:]),
        particle=_text(given[end:] + words[:start]),
        suffix=decode(suffix),
        given=_text(given[:end]),
    )


def _parse_plain(text: str) -> Name:
    """Return the name of ``First von Last``, ``Plato``, ``李明`` or ``山田 太郎``."""
    words = _words(text)
    if not words:
        return Name(literal=decode(text))
    if not text.isascii():
        if len(words) <= 2 and re.fullmatch(_HAN_OR_HANGUL, "".join(words)):
            return _parse_unspaced(words)
        if len(words) == 1 and _has_kana(words[0]):
            return Name(literal=decode(words[0]))
    suffix = ""
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop().rstrip(",")
    lower = [index for index, word in enumerate(words[:-1]) if is_lower(word)]
    if not lower:
        return Name(given=_text(words[:-1]), family=_text(words[-1:]), suffix=suffix)
    start, end = lower[0], lower[-1] + 1
    while start > 1 and words[start - 1] in _CAPITAL_PARTICLES:
        start -= 1
    return Name(
        given=_text(words[:start]),
        particle=_text(words[start:end]),
        family=_text(words[end:]),
        suffix=suffix,
    )


def _parse_unspaced(words: list[str]) -> Name:
    """Return a name in Han or Hangul: split at the space, else after the first character.

    Four characters are split in the middle (Japanese names, Chinese compound family names). More
    than four are not the name of a person.
    """
    if len(words) == 2:
        return Name(family=words[0], given=words[1])
    whole = words[0]
    if len(whole) > 4 or len(whole) == 1:
        return Name(literal=whole)
    size = 2 if len(whole) == 4 or (len(whole) == 3 and whole[:2] in COMPOUND_SURNAMES) else 1
    return Name(family=whole[:size], given=whole[size:])


def _has_kana(word: str) -> bool:
    return any("\u3040" <= char <= "\u30ff" for char in word)


def _words(text: str) -> list[str]:
    """Return the words of a part, split at white space and ties outside braces."""
    if "{" not in text:
        if "~" in text and "\\~" not in text:
            text = text.replace("~", " ")
        # "\v S" is one letter: a command named by letters swallows the space after it.
        return re.sub(r"(\\[A-Za-z]+) +", r"\1{}", text).split() if "\\" in text else text.split()
    return [word for word in outside_braces(text, _SPACE) if word]


def _text(words: list[str]) -> str:
    return decode(" ".join(words))


def _parse_extended(text: str) -> Name:
    """Read biblatex's ``family=Aa, given=Han, prefix=van der`` (manual, section 3.4)."""
    parts: dict[str, str] = {}
    for part in outside_braces(text, COMMA):
        key, equals, value = part.strip().strip('"').partition("=")
        if equals:
            parts.setdefault(key.strip().lower(), decode(value.strip().strip('"')))
    if not parts.get("family"):
        return Name(literal=parts.get("given") or decode(text), suffix="")
    return Name(
        family=parts["family"],
        given=parts.get("given", ""),
        particle=parts.get("prefix", ""),
        suffix=parts.get("suffix", ""),
    )
