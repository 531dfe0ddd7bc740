"""The *von* part of a name: which words count as lower-case to BibTeX."""

from __future__ import annotations

import re

from pubman.text.latex import decode
from pubman.text.latex.tables import LETTERS


def is_lower(word: str) -> bool:
    """Return whether a word belongs to the *von* part: its first letter is lower-case."""
    first = word[0]
    if first.isalpha():
        return first.islower()
    if "{" in word or "\\" in word:
        return _is_lower_latex(word)
    letter = next((char for char in word if char.isalpha()), "")
    return letter.islower()


def _is_lower_latex(word: str) -> bool:
    """Apply ``is_lower`` to a word with braces or commands (``bibtex.web``, from section 396)."""
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
    """Return whether a *special character* in the sense of BibTeX is lower-case.

    The command of a letter decides by itself. For others the first letter after it decides.
    """
    command = _COMMAND.match(latex)
    if command and command[1] and command[1] not in LETTERS:
        latex = latex[command.end() :]
    return _first_letter_is_lower(latex)


def _first_letter_is_lower(latex: str) -> bool:
    letter = next((char for char in decode(latex) if char.isalpha()), "")
    return letter.islower()
