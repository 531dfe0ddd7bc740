"""Authors as data files write them: lists, maps, or one text; with emphasis and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pubman.freelist.names import STYLES, read_names
from pubman.freelist.tokens import kind_at, tokenize
from pubman.record import Name
from pubman.text.html_text import plain_text
from pubman.text.identifiers import orcid
from pubman.text.name_lists import named_members
from pubman.text.names import parse_name

_TAG = re.compile(r"<[^<>]{0,200}>")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.])_(?!\w)")
_LINKED = re.compile(r"\[([^\[\]]{1,200})\]\([^()]{0,500}\)")
_MARKS = re.compile(r"[*†‡§¶#⋆✉]+|\\\*|(?<=[a-z])\d{1,2}(?:,\d)*$")
_ESCAPED_SIGN = re.compile(r"\\(?=[*#])")
_LINE_BREAK = re.compile(r"<br ?/?>|\n", re.IGNORECASE)
_EXPLANATION = re.compile(
    r"[*†‡§¶#⋆✉\d]+[ :=]*(?:(?:these|both|all) authors|(?:co-?|joint |shared )?"
    r"(?:first|senior|corresp|equal|last))",
    re.IGNORECASE,
)
_VANCOUVER = re.compile(
    r"[^\W\d_](?:[^\W\d_]|['’-])+(?: [^\W\d_](?:[^\W\d_]|['’-])+)* [A-Z]{1,3}[ *†‡§¶#⋆✉]*"
)
_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)+")
_OTHERS: Final = frozenset({"…", "...", "et al.", "et al", "others", "and others"})
_AND = re.compile(r"\s+(?:and|und|et|y)\s+|\s*[;&]\s*")
_DECORATION: Final = " \n\t,;."


def read_authors(value: Any, owner: str = "") -> tuple[tuple[Name, ...], bool]:
    """The names in *value*, and whether the list goes on. *owner* is the ``admin`` of a site."""
    names: list[Name] = []
    cut = False
    for item in _items(value):
        if isinstance(item, Mapping):
            names.extend(_from_map(item))
            continue
        bare = clean(str(item))
        if bare.lower().strip() in _OTHERS:
            cut = True
        elif bare.lower() in {"admin", "me", "self"} and owner:
            names.append(parse_name(owner))
        elif bare:
            names.append(_named(bare))
    return tuple(name for name in names if name.full), cut


def _items(value: Any) -> Iterator[Any]:
    """The single authors in a value; a text with several is split."""
    if isinstance(value, Mapping):
        yield value
    elif isinstance(value, str):
        yield from split_authors(value)
    elif isinstance(value, Sequence):
        for each in value:
            if isinstance(each, str) and (_AND.search(each) or each.count(",") > 1):
                yield from split_authors(each)
            else:
                yield each


def clean(text: str) -> str:
    """*text* without tags, links and emphasis; ``<sup>*</sup>`` keeps its sign."""
    text = _LINKED.sub(r"\1", _TAG.sub("", text))
    return " ".join(_ESCAPED_SIGN.sub("", _EMPHASIS.sub("", plain_text(text))).split())


def split_authors(text: str) -> list[str]:
    """The names in one text, each as it is written there."""
    bare = clean(named_members(_without_explanations(text))).strip(_DECORATION + "\ufeff")
    if ";" in bare:
        return _filled(bare.split(";"))
    return _in_vancouver_style(bare) or _in_one_style(bare) or _at_separators(bare)


def _in_vancouver_style(text: str) -> list[str]:
    """The names between commas if most are ``Family II``; ``Tsai, JC, Anand AA`` has a slip."""
    parts = _filled(re.split(r",\s*(?:and\s+)?|\s+and\s+", text))
    alike = [part for part in parts if _VANCOUVER.fullmatch(part)]
    return _with_initials(parts) if len(alike) > max(2, len(parts) * 2 / 3) else []


def _without_explanations(text: str) -> str:
    """*text* without the lines below the names that explain a sign: ``# Co-first authors``."""
    lines = _LINE_BREAK.split(text)
    return " ".join(line for line in lines if not _EXPLANATION.match(clean(line)))


def _in_one_style(text: str) -> list[str]:
    """The names of the longest list in one of the styles, if it explains *text* to its end."""
    tokens = tokenize(text)
    lists = [read_names(tokens, 0, style) for style in STYLES]
    best = max(lists, key=lambda each: each.after)
    if not best.names or kind_at(tokens, best.after) != "":
        return []
    names = [_signed(name, text) for name in best.names]
    return [*names, "et al."] if best.cut else names


def _at_separators(text: str) -> list[str]:
    """The parts between "and" if it is frequent, else those between all separators."""
    if text.count(" and ") > text.count(",") / 2:
        return _filled(text.split(" and "))
    return _with_initials(_filled(re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*", text)))


def _filled(parts: Sequence[str]) -> list[str]:
    """The parts without the space around them, and without empty ones."""
    return [each.strip() for each in parts if each.strip()]


def _signed(name: str, text: str) -> str:
    """*name* with the signs that follow it in *text*."""
    last = name.partition(",")[0].rpartition(" ")[2] if "," in name else name.rpartition(" ")[2]
    ends = "|".join(map(re.escape, (last, name.replace(",", ""))))
    found = re.search(rf"(?:{ends})([*†‡§¶#⋆]+)", text)
    return name + found[1] if found else name


def _with_initials(parts: list[str]) -> list[str]:
    """Join initials again with the family name from which a comma separated them."""
    found: list[str] = []
    for part in parts:
        if (
            found
            and "," not in found[-1]
            and re.fullmatch(r"(?:[A-Z]\.?[ -]?){1,4}[*†‡§¶#⋆✉]*", part)
        ):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


def _named(text: str) -> Name:
    marks = tuple("".join(_MARKS.findall(text)).replace("\\", ""))
    bare = _MARKS.sub("", text).strip(" ,;")
    if _SLUG.fullmatch(bare):  # the id of a member of the site: harry-scells
        bare = " ".join(word.capitalize() for word in bare.split("-"))
    behind = re.fullmatch(r"([^,]+?) ([A-Z]{1,3})", bare)
    name = parse_name(f"{behind[1]}, {behind[2]}" if behind else bare)
    return replace(name, marks=marks) if marks and name.full else name


def _from_map(item: Mapping[str, Any]) -> Iterator[Name]:
    """The name in a map: whole, or in parts, as CSL, CFF and others call them."""
    found = {re.sub(r"[^a-z]", "", str(key).lower()): value for key, value in item.items()}
    number = orcid(_value(found, "orcid"))
    family = _value(found, "family", "familynames", "last", "lastname")
    if family:
        yield Name(
            family=family,
            given=_value(found, "given", "givennames", "first", "firstname"),
            particle=_value(found, "nondroppingparticle", "droppingparticle", "nameparticle"),
            suffix=_value(found, "suffix", "namesuffix"),
            orcid=number,
        )
        return
    whole = _value(found, "name", "literal", "fullname", "text")
    if whole.strip():
        name = _named(clean(whole))
        yield replace(name, orcid=number) if number else name


def _value(found: Mapping[str, Any], *names: str) -> str:
    """The text of the first of these keys that has one."""
    return next((str(found[name]) for name in names if isinstance(found.get(name), str)), "")
