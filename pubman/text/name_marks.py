r"""Signs, remarks and macros around a name: read as marks, or removed.

A .bib made for a CV often has the owner's name in bold or in a macro (``\textbf{M D Blackfield}``,
``{\myname{Gardner}}, A.``). The macro is removed from the name, and :func:`emphasised` says which
names had one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pubman.text.latex import tables
from pubman.text.latex.known import command_text
from pubman.text.latex.maths import match_braces

_MAYBE_MARKED = re.compile(
    r"[*#†‡§¶∗⋆✉(\[]|\\(?:dag|ddag|ast|textsuperscript|textdagger|S|P)|\$|\A[+#‖]"
)
_MARK = re.compile(
    r"(?:\s*(?:\\textsuperscript\s*\{([^{}]*)\}|\$\s*\^?\s*\{?([^${}]*)\}?\s*\$"
    r"|\{?\\(dag|ddag|ast|textdagger|textdaggerdbl|S|P)(?:\{\})?\}?|([*#†‡§¶∗⋆✉]+)))(?=\s*(?:,|\Z))"
)
_LEADING = re.compile(
    r"\A\s*(?:\$\s*\^?\s*\{?([*†‡§¶∗⋆]+|\\dag(?:ger)?|\\ast)\}?\s*\$|([*†‡§¶∗⋆✉]+))\s*(?=[^\s,])"
)
_MARK_SIGNS: Final = {
    "dag": "†", "dagger": "†", "textdagger": "†", "ddag": "‡", "ddagger": "‡",
    "textdaggerdbl": "‡", "ast": "*", "star": "*", "S": "§", "P": "¶", "∗": "*", "⋆": "*",
}  # fmt: skip
_REMARK = re.compile(
    r"\s*[(\[]\s*(?:deceased|corresponding(?: author)?|presenter|presenting(?: author)?|speaker|"
    r"lead(?: author)?|joint first(?: author)?|co-?first(?: author)?|equal(?: contribution)?|"
    r"student|eds?\.?|editors?|hrsg\.?|ed\. by|she/her|he/him|they/them|inventors?)\s*[)\]]",
    re.IGNORECASE,
)
_DECEASED = re.compile(r"[\s,]+\(?deceased\)?\s*(?=,|\Z)", re.IGNORECASE)
_SWITCH = re.compile(
    r"\{\s*\\(?:bf|it|em|sl|sc|rm|sf|tt|bfseries|itshape|scshape|slshape|ul)(?![A-Za-z])\s*"
)
_WRAPPER = re.compile(r"\\([A-Za-z]+)\*?\s*(?:\[[^\[\]{}]*\])?\s*(?=\{)")
_BESIDE: Final = frozenset({"textcolor", "color", "href", "colorbox", "hyperlink"})
"""Commands whose second argument is the text."""
_NOT_WRAPPERS: Final = (
    frozenset({"textsuperscript", "textsubscript", "ensuremath", "footnote", "thanks", "ifmmode"})
    | tables.ACCENTS.keys()
    | tables.OTHER_ACCENTS.keys()
    | tables.LETTERS.keys()
    | tables.HIDDEN
    | tables.FRACTIONS
)
_HTML = re.compile(r"<(b|strong|u|i|em)>(.*?)</\1>", re.IGNORECASE)
_MARKDOWN = re.compile(r"(?<![*\w])(\*\*|__)(?=[^\s*_])(.{2,99}?)(?<=[^\s*_])\1(?![*\w])")
_DEEPEST: Final = 8
_EMPHASIS: Final = frozenset(
    "textbf textit emph underline uline mkbibbold mkbibemph textcolor color ul uuline bfseries "
    "textsc texttt hl href".split()
)
_NO_EMPHASIS: Final = frozenset("mbox hbox text textrm textsf textnormal textup uppercase".split())


def unwrap(text: str) -> str:
    r"""Return a name without the macros around it or around a part of it.

    >>> unwrap(r"{\myname{Gardner}}, A."), unwrap(r"\textbf{M D Blackfield}")
    ('{Gardner}, A.', 'M D Blackfield')
    """
    if "<" in text:
        text = _HTML.sub(r"\2", text)
    if "*" in text or "__" in text:
        text = _MARKDOWN.sub(r"\2", text)
    if "\\" not in text:
        return text
    text = _SWITCH.sub("{", text)
    for _ in range(_DEEPEST):
        unwrapped = _unwrap_once(text)
        if unwrapped == text:
            break
        text = unwrapped
    return text


def _unwrap_once(text: str) -> str:
    closed = match_braces(text)
    for match in _WRAPPER.finditer(text):
        opening = match.end()
        if opening not in closed or not _is_wrapper(match[1]):
            continue
        end = closed[opening]
        if match[1] in _BESIDE:
            opening = end + 1
            if opening not in closed:
                continue
            end = closed[opening]
        inner = text[opening + 1 : end]
        if sum(char.isalpha() for char in inner) > 1:
            return text[: match.start()] + inner + text[end + 1 :]
    return text


def _is_wrapper(name: str) -> bool:
    if name in _NOT_WRAPPERS:
        return False
    return name in _EMPHASIS or name in _NO_EMPHASIS or command_text(name) is None


def emphasised(text: str) -> list[str]:
    r"""Return the parts of an author list that a macro or bold type sets apart.

    >>> emphasised(r"Koh, D M and \textbf{M D Blackfield}")
    ['M D Blackfield']
    """
    found = [match[2] for match in _HTML.finditer(text)]
    found += [match[2] for match in _MARKDOWN.finditer(text)]
    if "\\" in text:
        closed = match_braces(text)
        found += [
            text[match.end() : closed[match.start()]]
            for match in _SWITCH.finditer(text)
            if match.start() in closed
        ]
        found += _in_macros(text, closed)
    return list(dict.fromkeys(each for each in found if sum(map(str.isalpha, each)) > 1))


def _in_macros(text: str, closed: dict[int, int]) -> Iterator[str]:
    for match in _WRAPPER.finditer(text):
        name, opening = match[1], match.end()
        if opening not in closed or name in _NO_EMPHASIS or not _is_wrapper(name):
            continue
        if name in _BESIDE and closed[opening] + 1 in closed:
            opening = closed[opening] + 1
        yield unwrap(text[opening + 1 : closed[opening]]).strip("{} ")


def take_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without the signs and remarks around it, and the signs."""
    if "eceased" in text or "ECEASED" in text:
        text = _DECEASED.sub("", text) or text
    if not _MAYBE_MARKED.search(text):
        return text, ()
    bare = _REMARK.sub("", text.replace("\\#", "#"))
    marks: list[str] = []
    if leading := _LEADING.match(bare):
        _add_marks(leading[1] or leading[2], marks)
        bare = bare[leading.end() :]

    def take(match: re.Match[str]) -> str:
        found = next(group for group in match.groups() if group is not None)
        _add_marks(f"\\{found}" if match[3] else found, marks)
        return ""

    while (left := _MARK.sub(take, bare)) != bare:
        bare = left
    if not bare.strip(" ,{}~;"):  # the signs are the whole name
        return text, ()
    return bare, tuple(marks)


def _add_marks(signs: str, marks: list[str]) -> None:
    for command, sign in re.findall(r"\\([A-Za-z]+)|(\w+|[^\s,\\])", signs):
        mark = _MARK_SIGNS.get(command or sign, command or sign)
        if mark not in marks or mark.isalnum():
            marks.append(mark)
