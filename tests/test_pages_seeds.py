"""The two real lists that pubman was made for, from patterns alone."""

from __future__ import annotations

from dataclasses import replace

from pages.samples import CV, CV_LINES, CV_PATTERNS, HOMEPAGE, LINES, OPTIONS, PARTS, PATTERNS

from pubman.pages import render
from pubman.pages.arrangement import arrange


def test_a_homepage_comes_out_to_the_character() -> None:
    options = replace(OPTIONS, title="", updated="", patterns=PATTERNS, badges=False, links=False)
    text = render("text", arrange(HOMEPAGE, sections=PARTS), options)
    assert text == "Publications\n\n" + LINES


def test_a_cv_of_one_line_an_entry_comes_out_to_the_character() -> None:
    options = replace(OPTIONS, title="", updated="", patterns=CV_PATTERNS)
    assert render("text", arrange(CV), options) == CV_LINES
