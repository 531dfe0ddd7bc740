"""One name out of its text: BibTeX's parts, biblatex's extended form, marks, Han and Hangul.

The rules are those of ``bibtex.web`` (section 401 on); what is beyond is said in ``names``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pubman.record import Name
from pubman.text.latex import decode
from pubman.text.latex.tables import LETTERS

COMPOUND_SURNAMES: Final = frozenset(
    "欧阳 歐陽 上官 司马 司馬 诸葛 諸葛 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 端木 司徒 司空 "
    "东方 東方 独孤 獨孤 南宫 南宮 长孙 長孫 宇文 轩辕 軒轅 呼延 申屠 钟离 鍾離 濮阳 濮陽 "
    "남궁 황보 제갈 사공 선우 독고 서문 동방".split()
)
"""The two-character Chinese and Korean family names still in use."""

_LONGEST: Final = 500
"""No name is longer; what is stays whole."""
_SUFFIX = re.compile(r"(?:Jr|Sr|jr|sr)\.?|I{2,3}|IV|VI{1,3}|[2-4](?:nd|rd|th)|Ph\.? ?D\.?|Esq\.?")
_SUFFIXES: Final = frozenset("Jr Jr. Sr Sr. II III IV VI VII VIII".split())
_PLAIN_WORD: Final = r"[A-Z][A-Za-z]*\.?(?:['-][A-Za-z]+\.?)*"
_PLAIN_NAME = re.compile(rf"{_PLAIN_WORD}(?: {_PLAIN_WORD})+")
"""Nearly every name: capitalised words, nothing to decode and nothing to weigh."""
_CAPITAL_PARTICLES: Final = frozenset({"Van"})
"""Flemish, and family name before a small one: ``Van den Broeck``. BibTeX takes any capital word
for a given name (``Jean De la Fontaine``)."""
_PARTICLES: Final = frozenset(
    "van von der den de del della di da do dos das du la le ten ter zu zur vom".split()
)
"""Words of the family name where they stand behind the given names (``Aa, Han van der``)."""
_ET_AL = re.compile(r"[\s~]+et\.?[\s~]?al\.?\Z")
_HOMONYM = re.compile(r"\s+(\d{4})\Z")
AND = re.compile(r"(?:\s+and(?=\s))+\s*|\s+and\Z|\Aand\s+", re.IGNORECASE)
COMMA = re.compile(",")
_CONTROL_SPACE = re.compile(r"(?<!\\)\\[, ;:](?=\S)|\\,")
"""A thin space as in ``J.\\,R. Tolkien``: no comma, though BibTeX takes it for one."""
_SPACE = re.compile(r"\s+|(?<!\\)~")
_EXTENDED = re.compile(r"\s*\"?(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=", re.IGNORECASE)
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_OR_HANGUL: Final = f"[{HAN}\u1100-\u11ff\uac00-\ud7ff]+"
"""Compiled where it is met: so large a class takes 2 ms, at every start."""
_MAYBE_MARKED = re.compile(r"[*†‡§¶∗⋆✉]|\\(?:dag|ddag|ast|textsuperscript|textdagger|S|P)|\$")
_MARK = re.compile(
    r"(?:\s*(?:\\textsuperscript\s*\{([^{}]*)\}|\$\s*\^?\s*\{?([^${}]*)\}?\s*\$"
    r"|\{?\\(dag|ddag|ast|textdagger|textdaggerdbl|S|P)(?:\{\})?\}?|([*†‡§¶∗⋆✉]+)))(?=\s*(?:,|\Z))"
)
_MARK_SIGNS: Final = {
    "dag": "†", "dagger": "†", "textdagger": "†", "ddag": "‡", "ddagger": "‡",
    "textdaggerdbl": "‡", "ast": "*", "star": "*", "S": "§", "P": "¶", "∗": "*", "⋆": "*",
}  # fmt: skip


def outside_braces(text: str, separator: re.Pattern[str]) -> list[str]:
    """``text`` in pieces, told apart where ``separator`` matches outside braces."""
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


def parse_one(text: str) -> tuple[Name | None, str]:
    """The name in ``text`` and what is odd about it."""
    if _PLAIN_NAME.fullmatch(text):
        given, _, family = text.rpartition(" ")
        if family not in _SUFFIXES:
            return Name(given=given, family=family), ""
    if len(text) > _LONGEST:
        plain = decode(text)
        return Name(literal=plain), f"a name that cannot be split, left whole: {plain[:60]}..."
    if "\\" in text:
        text = _CONTROL_SPACE.sub("~", text)
    if _EXTENDED.match(text):
        return _parse_extended(text), ""
    marks: tuple[str, ...] = ()
    if _MAYBE_MARKED.search(text):
        bare, found = _take_marks(text)
        if bare.strip(" ,{}~;"):  # else it is no name with a mark
            text, marks = bare, found
    text = _ET_AL.sub("", text)
    number = ""
    if match := _HOMONYM.search(text):
        text, number = text[: match.start()], match[1]
    name, doubt = _parse_parts(text.strip().rstrip(";"))
    if name is not None and (marks or number):
        name = with_fields(name, marks=marks, number=number)
    return name, doubt


def with_fields(name: Name, **changes: str | tuple[str, ...]) -> Name:
    """``name`` with some fields changed."""
    fields = ("family", "given", "particle", "suffix", "literal", "number", "pid", "orcid", "marks")
    values = {field: getattr(name, field) for field in fields}
    return Name(**{**values, **changes})


def _take_marks(text: str) -> tuple[str, tuple[str, ...]]:
    marks: list[str] = []

    def take(match: re.Match[str]) -> str:
        found = next(group for group in match.groups() if group is not None)
        signs = re.findall(r"\\([A-Za-z]+)|(\w+|[^\s,\\])", found)
        if match[3]:
            signs = [(found, "")]
        for command, sign in signs:
            mark = _MARK_SIGNS.get(command or sign, command or sign)
            if mark not in marks or mark.isalnum():
                marks.append(mark)
        return ""

    while (left := _MARK.sub(take, text)) != text:
        text = left
    return text, tuple(marks)


def _parse_parts(text: str) -> tuple[Name | None, str]:
    if not text:
        return None, ""
    if text[0] == "{" and _one_group(text):
        return Name(literal=decode(text)), ""
    if "，" in text:
        text = text.replace("，", ",")
    if "," not in text:
        return _parse_plain(text), ""
    parts = [part.strip() for part in outside_braces(text, COMMA)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) == 1:
        # "Foo Bar," says that all of it is family name; BibTeX ignores the comma.
        return (_last_first(parts[0], "", "") if text.endswith(",") else _parse_plain(parts[0])), ""
    if len(parts) == 2:
        if _SUFFIX.fullmatch(parts[1]):
            return with_fields(_parse_plain(parts[0]), suffix=parts[1]), ""
        return _last_first(parts[0], "", parts[1]), ""
    if len(parts) == 3:
        last, middle, first = parts
        if _SUFFIX.fullmatch(first) and not _SUFFIX.fullmatch(middle):
            middle, first = first, middle
        return _last_first(last, middle, first), ""
    return Name(literal=decode(text)), f"a name that cannot be split, left whole: {decode(text)}"


def _one_group(text: str) -> bool:
    """True where one pair of braces holds the whole of ``text``."""
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
    given = _words(first)
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
    """The name of ``First von Last``, ``Plato``, ``李明`` and ``山田 太郎``."""
    words = _words(text)
    if len(words) <= 2 and not text.isascii() and re.fullmatch(_HAN_OR_HANGUL, "".join(words)):
        return _parse_unspaced(words)
    suffix = ""
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop().rstrip(",")
    if len(words) == 1 and not words[0].isascii() and _has_kana(words[0]):
        return Name(literal=decode(words[0]))
    if not words:
        return Name(literal=decode(text))
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
    """Han or Hangul, family first: told apart at the space, else behind the first character.

    Four characters are taken as two and two (Japanese, and Chinese compound family names); more
    than four are no person's name.
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
    """The words of a part: told apart at white space and ties outside braces."""
    if "{" not in text:
        if "~" in text and "\\~" not in text:
            text = text.replace("~", " ")
        # "\v S" is one letter: a letter command swallows the space behind it.
        return re.sub(r"(\\[A-Za-z]+) +", r"\1{}", text).split() if "\\" in text else text.split()
    return [word for word in outside_braces(text, _SPACE) if word]


def _text(words: list[str]) -> str:
    return decode(" ".join(words))


def is_lower(word: str) -> bool:
    """True for a word of the *von* part: its first letter outside plain braces is lower-case."""
    first = word[0]
    if first.isalpha():
        return first.islower()
    if "{" in word or "\\" in word:
        return _is_lower_latex(word)
    letter = next((char for char in word if char.isalpha()), "")
    return letter.islower()


def _is_lower_latex(word: str) -> bool:
    """``is_lower`` where there are braces or commands (``bibtex.web``, sections 396 to 401)."""
    depth, position = 0, 0
    while position < len(word):
        char = word[position]
        if char == "{":
            if depth == 0 and word.startswith("{\\", position):
                return _special_is_lower(word[position + 1 :])
            depth += 1
        elif char == "}":
            depth = max(0, depth - 1)
        elif char == "\\":
            return _first_letter_is_lower(word[position:])
        elif depth == 0 and char.isalpha():
            return char.islower()
        position += 1
    return False


_COMMAND = re.compile(r"\\([A-Za-z]+)\s*|\\.", re.DOTALL)


def _special_is_lower(latex: str) -> bool:
    """True for a *special character* of BibTeX's that is lower-case.

    A letter command decides by itself; of any other, the first letter behind its name does.
    """
    command = _COMMAND.match(latex)
    if command and command[1] and command[1] not in LETTERS:
        latex = latex[command.end() :]
    return _first_letter_is_lower(latex)


def _first_letter_is_lower(latex: str) -> bool:
    letter = next((char for char in decode(latex) if char.isalpha()), "")
    return letter.islower()


def _parse_extended(text: str) -> Name:
    """biblatex's ``family=Aa, given=Han, prefix=van der, useprefix=true`` (manual, section 3.4)."""
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
