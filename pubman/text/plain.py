r"""Read values of tagged formats as plain text: HTML and LaTeX in them are decoded.

HTML comes from publishers (``&amp;``, ``<sub>``), LaTeX from converters of .bib files
(``{\"o}``, ``\&``). LaTeX is only decoded if a command proves that it is LaTeX: ``{x}`` and ``$x$``
alone are kept as they are.
"""

from __future__ import annotations

import html
import re
from typing import Final

from pubman.text.html_text import ENTITY, plain_text
from pubman.text.html_text import read_title as read_html
from pubman.text.latex import decode, decode_markup

_LONGEST: Final = 50_000
"""The most characters of a value that is searched for LaTeX."""
_LATEX = re.compile(
    r"\\(?:[\"'`^~=.]\s?(?:\{\\?[A-Za-z]|\\?[A-Za-z])|[uvHckrdb]\{[A-Za-z]|[&%_#]"
    r"|(?:ss|ae|oe|aa|o|l|i|j|AE|OE|AA|O|L)(?:\{\}|(?=[\s}]))|(?:emph|text[a-z]{2}|mathrm)\{)"
)

_CALLED_PAGES = re.compile(r"^(?i:pp?\.\s*|pp\s+|pages?:?\s+)(?=\w)")
_CALLED = re.compile(r"^(?i:vol(?:ume)?|no|nr|number|issue|iss)(?:\.\s*|\s+)(?=\d)")
_MATHS = re.compile(r"\$(?!\s)(?=[^$]*[\^_\\]|[A-Za-z]\$)[^$]{1,200}(?<!\s)\$")
"""Maths: a formula with a command or a script, or one letter. No price has these."""


def plain(text: str) -> str:
    r"""Return ``text`` on one line, without markup.

    >>> plain(r"Stra{\ss}e \& M{\"u}ller")
    'Straße & Müller'
    """
    return plain_text(decode(text) if _is_latex(text) else text)


def read_title(text: str, *, maths: bool = False) -> tuple[str, str]:
    """Return the title as plain text and, if it differs, as markup.

    ``maths`` is true for a source whose titles have formulas between dollar signs.
    """
    if not _is_latex(text) and not (maths and _MATHS.search(text)):
        return read_html(text)
    if "<" in text or ENTITY.search(text):
        return read_html(decode(text))
    title, markup = decode_markup(text)
    markup = markup or html.escape(title, quote=False)
    title, markup = " ".join(title.split()), " ".join(markup.split())
    return title, markup if markup != title else ""


def unescape(text: str) -> str:
    """Return ``text`` with its entities decoded and nothing else changed."""
    return ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def bare_number(text: str) -> str:
    """Return a volume or an issue without a word such as ``Vol.`` in front.

    >>> bare_number("Vol. 12"), bare_number("Supplement 1")
    ('12', 'Supplement 1')
    """
    return _CALLED.sub("", text)


_THOUSANDS = re.compile(r"(?<![\d(\[,.])(\d{1,3}), (?=\d{3}(?![\d)\]]|, \d))")


def join_thousands(title: str) -> str:
    """Return a title of dblp's, which writes a blank after every comma, with whole numbers.

    >>> join_thousands("Sorting 10, 000 records"), join_thousands("A (8, 256) code, 3, 100, 200")
    ('Sorting 10,000 records', 'A (8, 256) code, 3, 100, 200')
    """
    return _THOUSANDS.sub(r"\1,", title) if ", " in title else title


def bare_pages(text: str) -> str:
    """Return pages without the word in front: ``3-4`` for ``pp. 3-4``."""
    return _CALLED_PAGES.sub("", text)


def tidy_pages(text: str) -> str:
    """Return a page range with one hyphen and no spaces inside numbers.

    >>> tidy_pages("135. e1–135. e7")
    '135.e1-135.e7'
    """
    text = re.sub(r"\s*(?:--+|[‐-―−])\s*", "-", " ".join(text.split()))
    inside = r"(?<=\d\.) (?=[a-z]?\d)|(?<=\d) (?=\d)|(?<=\d) (?=-)|(?<=-) (?=\d)"
    return re.sub(inside, "", bare_pages(text))


def _is_latex(text: str) -> bool:
    return "\\" in text and len(text) < _LONGEST and _LATEX.search(text) is not None
