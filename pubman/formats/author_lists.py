"""Names as exporters write them: one per line, or all in one value.

The rule of RIS and EndNote is ``Last, First, Suffix``, with a comma after an institution, and
``Body,, Part`` if its name contains a comma (EndNote's manual). Exporters also write other forms,
which are recognised here: lists with ``;``, *and* or commas, initials after the name, one name per
line.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pubman.record import Name
from pubman.text.identifiers import orcid
from pubman.text.name_parts import COMPOUND_SURNAMES
from pubman.text.names import means_nobody, parse_name

_LONGEST: Final = 5000
"""The most characters of one value. A longer value is treated as one name."""
_SUFFIX: Final = (
    r"(?:(?i:[JS]r\.?|\d(?:st|nd|rd|th)|Esq\.?)|I{2,3}|IV|VI{1,3}|IX"
    r"|(?i:M\.? ?D\.?|Ph\.? ?D\.?|D\. ?Sc\.?|M\. ?Sc\.?|B\. ?A\.|M\. ?A\.))"
)
_BEHIND = re.compile(r"(.*\S) ((?:[JS]r|JR|SR)\.?|I{2,3}|IV|VI{1,2}|[2-5](?:nd|rd|th))")
"""A suffix without a comma: ``Smith, John Jr.``, PubMed's ``Smith, John 3rd``."""
_ROLE = re.compile(
    r"\s*[(\[]\s*(?:eds?\.?|editors?|author|hrsg\.?|Hg\.?|éds?\.?)\s*[)\]]", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"[\s(\[]+(?:https?://orcid\.org/|(?i:orcid):?\s?)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])[)\]]?$"
)
_INITIALS: Final = r"(?:[A-Z]\.?[ -]?){1,4}"
_INITIALS_BEHIND = re.compile(r"([^,.]*[^\W\d_]{2}[^,.]*) ((?:[A-Z]\.?[ -]?){1,3})")
_BEHIND_INITIALS = re.compile(r"[^\W\d_]['’\w-]+(?: [^\W\d_]['’\w-]+){0,3} (?:[A-Z]\.?-?){1,4}")
"""``Smith JA``: a family name followed by initials, without a comma."""
_GIVEN = re.compile(
    rf"{_INITIALS}|[^\W\d_][\w'’-]+(?:[ -](?:[^\W\d_][\w'’-]+|[A-Z]\.?)){{0,2}}", re.ASCII
)
# As a character class of a regular expression this would add 3 ms to every start.
_CJK: Final = (
    ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"),
)  # fmt: skip
_BODY = re.compile(
    r"\b(?:organi[sz]ations?|universit\w+|institut\w*|committee|consortium|collaborati\w+"
    r"|associations?|society|società|société|gesellschaft|agency|department|dept|ministry"
    r"|ministère|ministerio|foundation|stiftung|cent(?:er|re)|council|commission|company"
    r"|corporation|corp|inc|ltd|llc|gmbh|network|bureau|survey|laborator(?:y|ies)|group"
    r"|task force|academy|hospital|federation|nations|government|publishers|investigators"
    r"|initiative|programme|division|authority|museum|of|for)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|&)\s")
_SEVERAL = re.compile(r"[;；，、&]|\s(?i:and|und|et|al|others|a)\b|等")
"""Signs and words that separate two names, or mean that there are more."""
_OTHERS: Final = frozenset({"et al", "et al.", "and others", "others", "等", "..."})
_GOES_ON = re.compile(r"(?i)[\s,;]+(?:et\.? al\b\.?|and others|& others|u\. ?a\.|等)[\s,;.]*$")


@lru_cache(maxsize=8192)
def read_name(text: str) -> Name:
    """Return the single name in ``text``: ``Last, First, Jr.``, ``First Last`` or ``Last FM``.

    A comma at the end, or two after the first part, mark an institution.
    """
    text = " ".join(html.unescape(text).split()) if "&" in text else " ".join(text.split())
    if len(text) > _LONGEST:
        return whole_name(text)
    if ",," in text:
        return Name(literal=text.replace(",,", ",").strip(", "))
    number = ""
    if "-" in text and (match := _NUMBERED.search(text)) and (number := orcid(match[1])):
        text = text[: match.start()].rstrip()
    if text.endswith((")", "]")):
        text = _ROLE.sub("", text).strip() or text
    name = _read_bare(text)
    return replace(name, orcid=number) if number else name


def _read_bare(text: str) -> Name:
    if text.endswith(","):
        inner = text.rstrip(", ")
        return _read_parts(inner) if _is_inverted(inner) else Name(literal=inner or text)
    return _read_parts(text)


def _is_inverted(text: str) -> bool:
    """Return whether the name is ``Smith, John``. Some write a comma for a missing suffix."""
    last, comma, first = (part.strip() for part in text.partition(","))
    return bool(comma) and not is_body(text) and bool(re.fullmatch(_GIVEN, first)) and bool(last)


def _read_parts(text: str) -> Name:
    parts = [part.strip() for part in text.split(",")]
    if is_body(parts[0]):
        return Name(literal=text)
    if len(parts) == 1:
        match = _BEHIND.fullmatch(text)
        if match and " " in match[1]:  # For example PubMed's "Smith JA Jr".
            return replace(whole_name(match[1]), suffix=match[2])
        return Name(literal=text) if _AND.search(text) else whole_name(text)
    if len(parts) == 3 and all(parts) and not re.fullmatch(_SUFFIX, parts[1]):
        return replace(whole_name(f"{parts[0]}, {parts[1]}"), suffix=parts[2])
    for at, part in enumerate(parts if len(parts) == 2 else ()):
        if match := _BEHIND.fullmatch(part):
            bare = [match[1], parts[1]] if at == 0 else [parts[0], match[1]]
            return replace(whole_name(", ".join(bare)), suffix=match[2])
    return whole_name(text)


def whole_name(text: str) -> Name:
    """Return the name in ``text``. If it has no parts, it is the ``literal`` of the name.

    Initials after a name without a comma are given names, as PubMed and Scopus write them.

    >>> whole_name("van der Aa H.").inverted
    'van der Aa, H.'
    """
    behind = _INITIALS_BEHIND.fullmatch(text) if len(text) < 100 else None
    name = parse_name(f"{behind[1]}, {behind[2]}" if behind else text)
    return name if name.full else Name(literal=text)


def is_body(text: str) -> bool:
    """Return whether ``text`` has a word of institution names: *University*, *Inc*, *of*."""
    return " " in text and _BODY.search(text) is not None


# ---------------------------------------------------------------------------------------- lists


def split_names(value: str, *, lists: bool = False) -> list[str]:
    """Return the names in one value as they are written. *et al.* is the last of them.

    They are split at semicolons, at *and* between whole names, and at commas between names in Han,
    between initials (``Smith, J., Doe, A.``; ``Smith J, Doe A``) and between three or more whole
    names. With ``lists``, commas between names of two words separate them too, as in CNKI.
    """
    value = " ".join(value.split())
    if len(value) > _LONGEST or _is_one(value) or _is_marked_as_body(value):
        return [value]
    if "&" in value and ";" in value:
        value = html.unescape(value)
    others = _GOES_ON.search(value)
    if others:
        value = value[: others.start()]
    names = [name for part in re.split("[;；]", value) for name in _split_part(part, lists=lists)]
    found = [name.strip() for name in names if name.strip(" ,，、")]
    return [*found, "et al."] if others else found


def _is_one(value: str) -> bool:
    """Return whether the value is clearly ``Last, First``, as nearly every value is."""
    last, comma, first = value.partition(", ")
    return (
        bool(comma)
        and (value.isascii() or not any(map(_is_cjk, value)))
        and _SEVERAL.search(value) is None
        and "," not in first
        and not last.rpartition(" ")[2].isupper()
    )


def _is_marked_as_body(value: str) -> bool:
    """Return whether the only comma is at the end: ``Food and Drug Administration,``."""
    return value.endswith(",") and not re.search("[,;；，、]", value[:-1])


def _split_part(part: str, *, lists: bool) -> list[str]:
    part = part.strip()
    lists = lists or "、" in part or "，" in part
    if lists or (not part.isascii() and any(map(_is_cjk, part))):
        pieces = [piece.strip() for piece in re.split("[,，、]", part) if piece.strip()]
        if _are_several(pieces, lists=lists):
            return pieces
    inner = re.split(r",?\s+(?:and|&|und|et)\s+", part)
    return split_at_commas(part) if len(inner) == 1 else _split_at_and(part, inner)


def _is_cjk(sign: str) -> bool:
    """Return whether a sign is Han, Hangul or Kana."""
    return any(first <= sign <= last for first, last in _CJK)


def _are_several(pieces: list[str], *, lists: bool) -> bool:
    """Return whether the pieces are whole names, and not the two parts of one (``欧阳,修``)."""
    if len(pieces) < 2 or (len(pieces) == 2 and pieces[0] in COMPOUND_SURNAMES):
        return False
    return all(_is_whole(piece, lists=lists) for piece in pieces)


def _split_at_and(part: str, inner: list[str]) -> list[str]:
    """Return the names between *and*. Commas separate names too if these are in reading order."""
    names = [name for each in inner for name in split_at_commas(each)]
    if any("," not in each for each in inner):
        pieces = [piece.strip() for each in inner for piece in each.split(",")]
        names = pieces if all(" " in piece for piece in pieces) else names
    return names if all(map(_stands_alone, names)) else [part]


def _stands_alone(text: str) -> bool:
    """Return whether the text is a whole name: ``Last, First``, or two words of a person."""
    text = text.rstrip(", ")
    return ("," in text or " " in text) and not is_body(text)


def split_at_commas(part: str) -> list[str]:
    """Return the names of ``Smith J, Doe A``, ``Smith, J., Doe, A.`` or ``A Ode, B Li, C Obi``."""
    pieces = [piece.strip() for piece in part.rstrip(", ").split(",")]
    if len(pieces) < 2 or not all(pieces) or is_body(part):
        return [part]
    if all(_BEHIND_INITIALS.fullmatch(piece) for piece in pieces):
        return pieces
    return _pairs(pieces) or _whole_names(pieces) or [part]


def _pairs(pieces: list[str]) -> list[str]:
    """Return the names of ``Smith, J., Doe, A.``, or nothing if the initials are missing."""
    if len(pieces) < 4 or len(pieces) % 2:
        return []
    pairs = list(zip(pieces[::2], pieces[1::2], strict=True))
    are_initials = all(re.fullmatch(_INITIALS, given) for _, given in pairs)
    return [f"{family}, {given}" for family, given in pairs] if are_initials else []


def _whole_names(pieces: list[str]) -> list[str]:
    """Return three or more names of two words each, or nothing if one may be a suffix."""
    if len(pieces) < 3 or any(re.fullmatch(_SUFFIX, piece) for piece in pieces):
        return []
    return pieces if all(" " in piece for piece in pieces) else []


def _is_whole(part: str, *, lists: bool) -> bool:
    """Return whether the name is whole: two Han characters (``赵,博`` is one name) or two words."""
    return _is_cjk(part[0]) if len(part) > 1 and not part.isascii() else lists and " " in part


def without_others(names: list[str]) -> tuple[list[str], bool]:
    """Return ``names`` without an *et al.* among them, and whether there was one.

    ``[Anonymous]`` and ``[No author name available]`` are left out too: they mean nobody.
    """
    folded = [name.strip(" ,").lower() for name in names]
    kept = [
        name
        for name, text in zip(names, folded, strict=True)
        if text not in _OTHERS and not means_nobody(text)
    ]
    return kept, any(text in _OTHERS for text in folded)


def is_next_name(before: str, line: str) -> bool:
    """Return whether ``line``, which has no tag, is a new name and not the rest of ``before``."""
    line = line.strip()
    if not line or not before.rstrip(", ") or ";" in before:
        return False
    if "," in before.rstrip(", "):
        return "," in line.rstrip(", ") or line.endswith(",")
    if before.endswith(",") or "," in line.rstrip(","):
        return False
    if _is_cjk(before[:1]) and _is_cjk(line[:1]):
        return True
    return all(_stands_alone(text) for text in (before, line))
