"""Split a list of names that may not be separated by BibTeX's ``and``.

Beyond ``and`` a list is split, with a warning:

* at ``;``, and between Han names at any comma or blank;
* at commas if there are more of them than a name can have (``A Foo, B Bar, C Baz``), or if the
  last name follows an ``and`` (``Ana Petrovic, Ben Stone and Eva Zinn``). Before ``and others`` and
  ``and {A Body}``, which only BibTeX has, ``Foo Bar, Ana Baz`` is one name;
* at ``&`` between names with initials;
* at commas between family names with initials behind them (``Petrovic A, Wilshut E``). Such names
  are inverted (``Petrovic, A``) if all names of the list have this form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pubman.text.first_names import is_first_name
from pubman.text.fold import fold
from pubman.text.name_case import is_lower
from pubman.text.name_parts import (
    COMMA,
    COMPOUND_SURNAMES,
    FAMILY_FIRST,
    HAN,
    outside_braces,
    split_at_and,
)
from pubman.text.plain_names import INVERTED_NAME

_SEMICOLON = re.compile(";")
_AMPERSAND = re.compile(r",?\s+\\?&\s+")
_INITIAL = re.compile(r"\b[^\W\d_a-z]\.")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s~-]*){1,4}")
_SUFFIX = re.compile(r"(?:Jr|Sr|jr|sr)\.?|I{2,3}|IV|VI{1,3}|[2-4](?:nd|rd|th)|Ph\.? ?D\.?")
_HAN_NAME: Final = f"[{HAN}]{{2,4}}"
"""Not compiled at import: so large a class would add 3 ms to every start."""
_HAN_LIST: Final = f"{_HAN_NAME}(?:\\s*[,，;；、]\\s*{_HAN_NAME})+[,，;；、]?"
_WIDE_SIGNS = re.compile("[，、；]")
_INITIALS_LAST = re.compile(
    r"((?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|el|al|bin)[ '’])*"
    r"[^\W\d_a-z](?:[^\W\d_]|['’-])*[^\W\d_A-Z](?:[^\W\d_]|['’-])*"
    r"(?: [^\W\d_a-z](?:[^\W\d_]|['’-])+)?) ([A-Z]{1,3}|[A-Z]-[A-Z])(?: (Jr|Sr|II|III|IV)\.?)?"
)
"""A family name with initials after it, as PubMed writes it: ``van der Berg JH``."""
_SHORT_SURNAMES: Final = frozenset(
    "AN AO BA BI BO DU FA FU GE GU HA HE HO HU JI JU KE KO KU LE LI LO LU LV MA MI MO MU NA NI "
    "NO OH OU PU QI QU RO SA SE SU TA TU VO VU WU XI XU YA YE YI YO YU".split()
)
"""Family names of two letters in capitals, which are not initials: ``Wei LI``."""
_CHINESE_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃"
    "趙吳孫馬鄭謝羅許韓馮鄧蕭潘於蔣葉蘇魏呂盧鐘譚陸賈韋鄒閆龍賀顧龔萬錢嚴湯"
)
"""The commonest Chinese family names of one character."""


def split_list(text: str, doubts: list[str]) -> list[str]:
    """Return the parts of a list, one name each; append to ``doubts`` what was odd."""
    text = named_members(text)
    parts = _at_han_signs(text, doubts)
    if parts is None:
        parts = split_at_and(text.replace("；", ";"))
        if len(parts) == 1 and ";" in text and "&" not in text:
            parts = outside_braces(text, _SEMICOLON)
            doubts.append("names separated by ';' instead of 'and'")
        if "," in text or "&" in text:
            parts = _at_other_signs(parts, doubts)
        parts = _with_initials_last(parts, doubts)
    return [part for part in (each.strip() for each in parts) if part and part != ","]


def named_members(text: str) -> str:
    """Return a list in which a collaboration and the members it names are separated by ``and``.

    >>> named_members("{Map Working Group} (incl. A. Lovelace)")
    '{Map Working Group} and A. Lovelace'
    >>> named_members("Smith, J. on behalf of the CMS Collaboration")
    'Smith, J. and {on behalf of the CMS Collaboration}'
    """
    if "incl" in text:
        text = _INCLUDING.sub(_as_members, text)
    if "behalf" in text or "for the " in text:
        text = _ON_BEHALF.sub(r" and {\1}", text)
    return text


def _as_members(found: re.Match[str]) -> str:
    return f" and {found[1] or found[2]}"


_INCLUDING = re.compile(
    r"\s*[(\[] ?incl(?:\.|uding):? ([^()\[\]]+)[)\]]|,? (?:incl\.|including) (.+)"
)
_ON_BEHALF = re.compile(
    r"[ ,(]+((?:on behalf of|for) the [^(){}]*\b(?:Collaborations?|Consortium|Group|Team|Network"
    r"|Investigators))\)?",
    re.IGNORECASE,
)


# -------------------------------------------------------------------------------------- Han names


def _at_han_signs(text: str, doubts: list[str]) -> list[str] | None:
    """Return the names of a list with Chinese signs or blanks between Han names; else None."""
    if text.isascii():
        return None
    if not _is_compound(text):
        if re.fullmatch(_HAN_LIST, text):
            return re.split("[,，;；、]", text)
        if _WIDE_SIGNS.search(text) and re.search(_HAN_NAME, text):
            return list(_at_wide_signs(text))
    parts = [part.strip() for part in split_at_and(text)]
    split = [_at_han_blanks(part) for part in parts]
    if not any(split):
        return None
    doubts.append("names separated by blanks instead of 'and'")
    return [name for part, names in zip(parts, split, strict=True) for name in names or [part]]


def _at_wide_signs(text: str) -> Iterator[str]:
    """Yield the names between Chinese commas and semicolons."""
    for each in _WIDE_SIGNS.split(text):
        for part in split_at_and(each):
            yield from _at_han_blanks(part.strip()) or [part]


def _at_han_blanks(part: str) -> list[str]:
    """Return Han names separated by blanks; nothing if ``part`` is one name.

    Two words are one Japanese name (山田 太郎), unless both begin with a Chinese family name.
    """
    words = part.split()
    if len(words) < 2 or not all(re.fullmatch(_HAN_NAME, word) for word in words):
        return []
    two_names = all(word[0] in _CHINESE_SURNAMES for word in words) and len(words[0]) < 4
    return words if len(words) > 2 or two_names else []


def _is_compound(text: str) -> bool:
    """Return whether the text is ``欧阳, 明``: one comma after a compound family name."""
    parts = re.split("[,，]", text.strip())
    return len(parts) == 2 and parts[0].strip() in COMPOUND_SURNAMES


# -------------------------------------------------------------------------------- other separators


def _at_other_signs(parts: list[str], doubts: list[str]) -> list[str]:
    """Split the parts that hold several names, as other styles write them."""
    if all(map(INVERTED_NAME.fullmatch, parts)):
        return parts
    if len(parts) == 2 and "," in parts[0] and "," not in parts[1]:
        before = _before_and(parts[0], parts[1].strip())
        if before:
            doubts.append("names separated by ',' instead of 'and'")
            return [*before, parts[1]]
    return [name for part in parts for name in _names_of(part, doubts, alone=len(parts) == 1)]


def _names_of(part: str, doubts: list[str], *, alone: bool) -> list[str]:
    found = _at_ampersand(part) if "&" in part else [part]
    names = [name for each in found for name in (_at_commas(each) or [each])]
    if len(names) > 1:
        sign = "&" if len(found) == len(names) else ","
        doubts.append(f"names separated by '{sign}' instead of 'and'")
    elif alone and _may_be_two(part):
        doubts.append(f"one author or two? {part}")
    return names


def _before_and(part: str, after: str) -> list[str]:
    """Return the names before the only ``and`` of a list separated by commas; else nothing.

    ``after`` follows the ``and``.
    """
    pieces = [piece.strip() for piece in outside_braces(part, COMMA)]
    oxford = len(pieces) > 1 and not pieces[-1]
    pieces = pieces[:-1] if oxford else pieces
    if not all(map(_is_first_last, pieces)):
        return []
    if oxford or len(pieces) > 2:
        return pieces
    return pieces if len(pieces) == 2 and _are_two(pieces, after) else []


def _are_two(pieces: list[str], after: str) -> bool:
    """Return whether the two sides of a comma are two names, if ``after`` follows an ``and``."""
    if after[:1] == "{" or after.lower() == "others":
        return _is_whole_name(pieces[0])
    return not all(map(is_first_name, fold(pieces[-1]).split()))


def _is_first_last(piece: str) -> bool:
    """Return whether a piece between commas is a whole name: ``Ana Petrovic``, ``A. Petrovic``."""
    words = piece.split()
    if len(words) < 2 or _SUFFIX.fullmatch(piece) or is_lower(words[0]):
        return False
    return not _INITIALS.fullmatch(words[-1]) or bool(_INITIALS_LAST.fullmatch(piece))


def _may_be_two(part: str) -> bool:
    """Return whether one comma may separate two authors: ``Ana Petrovic, Ben Stone``."""
    pieces = [piece.strip() for piece in outside_braces(part, COMMA)]
    if len(pieces) != 2 or not all(map(_is_first_last, pieces)):
        return False
    return all(map(_is_whole_name, pieces)) and not all(map(is_first_name, fold(pieces[1]).split()))


def _is_whole_name(piece: str) -> bool:
    """Return whether a piece begins with a common first name, or ends with a name like Nguyen."""
    words = fold(piece).split()
    return bool(words) and (is_first_name(words[0]) or words[-1] in FAMILY_FIRST)


def _at_ampersand(part: str) -> list[str]:
    """Return the sides of ``&`` if each holds an initial or a comma, as no firm is written."""
    sides = [side.strip(" ,") for side in outside_braces(part, _AMPERSAND)]
    return sides if all(_INITIAL.search(side) or "," in side for side in sides) else [part]


def _at_commas(part: str) -> list[str]:
    """Split ``Foo, A., Bar, B.`` and ``A Foo, B Bar, C Baz``; return nothing for one name."""
    pieces = [piece.strip() for piece in outside_braces(part.strip(" ,"), COMMA)]
    if len(pieces) < 2 or not all(pieces):
        return []
    if all(map(_INITIALS_LAST.fullmatch, pieces)):
        return pieces
    if len(pieces) == 3:
        return pieces if all(map(_is_first_last, pieces)) else []
    if len(pieces) < 4:
        return []
    if len(pieces) % 2 == 0 and all(map(_INITIALS.fullmatch, pieces[1::2])):
        return [f"{last}, {first}" for last, first in zip(pieces[::2], pieces[1::2], strict=True)]
    return pieces if all(" " in piece for piece in pieces) else []


# --------------------------------------------------------------------------------- initials behind


def _with_initials_last(parts: list[str], doubts: list[str]) -> list[str]:
    """Turn names round (``Byrne, EM``) if all of the list have their initials after the family."""
    if parts[0][-1:] in _SMALL:  # nearly every list
        return parts
    matches = list(_initials_last(parts))
    if len(matches) < len(parts):
        return parts
    if all(match is None or _is_short_surname(match) for match in matches):
        return parts
    doubts.append("names with the initials after the family name")
    return [
        part if match is None else ", ".join(filter(None, (match[1], match[3], match[2])))
        for part, match in zip(parts, matches, strict=True)
    ]


_SMALL: Final = frozenset("abcdefghijkmnopqtuvwxyz")
"""Small letters at the end of a name without initials there that is not ``others`` or ``Jr``."""


def _is_short_surname(match: re.Match[str]) -> bool:
    """Return whether the capitals are a family name: ``Wei LI``, ``Jane DOE``."""
    if match[2] in _SHORT_SURNAMES:
        return True
    word = _THREE_LETTERS.fullmatch(match[2]) is not None
    return word and is_first_name(fold(match[1]))


_THREE_LETTERS = re.compile("(?=.*[AEIOUY])[A-Z]{3}")


def _initials_last(parts: list[str]) -> Iterator[re.Match[str] | None]:
    """Yield a match for every part, None for ``others``; end at the first part without a match."""
    for part in parts:
        bare = part.strip()
        if bare.lower().rstrip(".") in ("others", "et al"):
            yield None
            continue
        if not bare[-1:].isupper() and not bare.endswith(("Jr", "Sr", "Jr.", "Sr.")):
            return
        match = _INITIALS_LAST.fullmatch(bare)
        if match is None:
            return
        yield match
