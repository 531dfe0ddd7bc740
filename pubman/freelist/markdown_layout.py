"""Markdown (CommonMark, kramdown, Quarto, R Markdown) -> a tree, by way of HTML."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from pubman.freelist.html_layout import LINE, read_html
from pubman.freelist.tree import Node

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HARD_BREAK = re.compile(r"\\\\[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}|(?<=[\])])\{[^{}\n]{0,200}\}")
_FENCE = re.compile(r"^:{3,}.*$", re.MULTILINE)
_LIQUID = re.compile(r"\{%.{0,500}?%\}|\{\{.{0,500}?\}\}", re.DOTALL)


def read_markdown(text: str) -> Node:
    """The tree of a Markdown page; its front matter is left out."""
    front = _FRONT_MATTER.match(text)
    skipped = text[: front.end()].count("\n") if front else 0
    body = text[front.end() :] if front else text
    body = _HARD_BREAK.sub("<br>", body)
    for pattern in (_FENCE, _LIQUID, _ATTRIBUTES):
        body = pattern.sub(_blank, body)
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = parser.parse(body)
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet(LINE, str(token.map[0] + 1 + skipped))
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)
    return read_html(parser.renderer.render(tokens, parser.options, {}))


def _blank(match: re.Match[str]) -> str:
    """The line ends of the removed text, so that lines keep their numbers."""
    return "\n" * match[0].count("\n")
