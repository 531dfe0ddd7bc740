r"""Signs that Crossref writes as commands of maths: ``$\mathsemicolon$``."""

from __future__ import annotations

import re
from typing import Final

_CROSSREF_SIGNS: Final = {
    "semicolon": ";", "colon": ":", "plus": "+", "comma": ",", "equal": "=", "equals": "=",
    "slash": "/", "period": ".", "hyphen": "-", "minus": "−", "quotedblleft": "“", "question": "?",
    "quotedblright": "”", "exclamation": "!", "dollar": "$", "lbracket": "[", "rbracket": "]",
    "ampersand": "&", "percent": "%", "underscore": "_", "asterisk": "*", "lparen": "(",
    "rparen": ")", "at": "@", "less": "<", "greater": ">", "quotesingle": "'", "bar": "|",
}  # fmt: skip
_CROSSREF = re.compile(rf"\$\\math({'|'.join(_CROSSREF_SIGNS)})\$")
"""A sign as Crossref writes it: ``$\\mathsemicolon$``."""


def restore_signs(value: str) -> str:
    r"""Return ``value`` with Crossref's commands replaced by the signs.

    >>> restore_signs(r"{\&}amp$\mathsemicolon$")
    '\\&amp;'
    """
    return _CROSSREF.sub(lambda match: _CROSSREF_SIGNS[match[1]], value.replace("{\\&}", "\\&"))
