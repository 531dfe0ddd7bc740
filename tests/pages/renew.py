"""Write the expected files again: python tests/pages/renew.py, then read the difference."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pages.samples import GOLDENS, HOMEPAGE, OPTIONS, PARTS

from pubman.listing import Options
from pubman.pages import render
from pubman.pages.arrangement import arrange

if __name__ == "__main__":
    sections = arrange(HOMEPAGE, sections=PARTS)
    made = {
        "homepage.bib": render("bibtex", sections, Options()),
        "homepage.md": render("markdown", sections, OPTIONS),
    }
    for name, text in made.items():
        (GOLDENS / name).write_bytes(text.encode("utf-8"))
