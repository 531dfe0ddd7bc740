r"""Maths that an export has escaped as if it were text, as in titles of dblp's BibTeX.

dblp writes a formula as ``{\textdollar}{\textbackslash}mathrm\{AC\}{\^{}}0{\textdollar}``, and
reference managers write ``\$k\$-means``. A price (``5\$ to 6\$``) stays text, and so does what ends
in an empty group: ``\$k{}\$``. pubman writes text with dollar signs that way.
"""

from __future__ import annotations

import re
from typing import Final

_DOLLAR: Final = r"(?:\{\\\$\}|\{\\textdollar\}|\\textdollar(?:\{\}|(?![A-Za-z]))|\\\$)"
_BACKSLASH: Final = r"(?:\{\\textbackslash\}|\\textbackslash(?:\{\}|\s|(?![A-Za-z])))"
_MATHS = re.compile(rf"{_DOLLAR}((?!\s)(?:(?!{_DOLLAR}).){{1,300}}?(?<!\s)(?<!\{{\}})){_DOLLAR}")
_FORMULA = re.compile(
    rf"{_BACKSLASH}(?=[A-Za-z]+)|\^|\\_|\\textasciicircum|\A[A-Za-z]\Z|\A[A-Za-z]\([^()\s]+\)\Z"
    r"|\A\([A-Za-z0-9]+(?:[-+,] ?[A-Za-z0-9]+)+\)\Z|\A[A-Za-z] ?[=<>+-] ?[A-Za-z0-9]+\Z"
)
"""What no price has: a command, a script, a single letter, ``f(n)``, ``(1+1)``, ``k = 2``."""
_SIGNS: Final = (
    (re.compile(_BACKSLASH), "\\\\"),
    (re.compile(r"\{\\\^\{?\}?\}|\\\^(?:\{\}|(?=\W))|\{?\\textasciicircum(?:\{\}|\})?"), "^"),
    (re.compile(r"\\([{}_&])"), r"\1"),
)


def unescape_maths(value: str) -> str:
    r"""Return ``value`` with escaped maths between dollar signs again.

    >>> unescape_maths(r"{\textdollar}{\textbackslash}mathrm\{AC\}{\^{}}0{\textdollar} circuits")
    '$\\mathrm{AC}^0$ circuits'
    >>> unescape_maths(r"From 5\$ to 6\$")
    'From 5\\$ to 6\\$'
    """
    if "textdollar" not in value and r"\$" not in value:
        return value
    return _MATHS.sub(_restored, value)


def _restored(found: re.Match[str]) -> str:
    if not _FORMULA.search(found[1]):
        return found[0]
    inside = found[1]
    for pattern, sign in _SIGNS:
        inside = pattern.sub(sign, inside)
    return f"${inside}$"
