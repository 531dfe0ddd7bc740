"""Writes the goldens again: python tests/exports/renew.py, then read the difference."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from exports.samples import GOLDENS, HOMEPAGE, OPTIONS, PARTS

from pubman.exports import Options, render
from pubman.exports.arrange import arrange

if __name__ == "__main__":
    sections = arrange(HOMEPAGE, sections=PARTS)
    made = {
        "homepage.bib": render("bibtex", sections, Options()),
        "homepage.md": render("markdown", sections, OPTIONS),
    }
    for name, text in made.items():
        (GOLDENS / name).write_bytes(text.encode("utf-8"))
