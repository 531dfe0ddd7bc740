"""Org mode -> a tree, by way of HTML: headings, lists, links, emphasis and line breaks."""

from __future__ import annotations

import html
import re

from pubman.freelist.html_layout import LINE, read_html
from pubman.freelist.tree import Node

_HEADING = re.compile(r"(\*+)[ \t]+(?:(?:TODO|DONE)[ \t]+)?(.*?)(?:[ \t]+:[\w:@]+:)?[ \t]*\Z")
_ITEM = re.compile(r"[ \t]*(?:[-+]|(\d{1,4})[.)]|[ \t]\*)[ \t]+(.*)")
_KEYWORD = re.compile(r"[ \t]*#(?:\+(?P<name>\w+)(?::|\b)|[ \t]).*")
_DRAWER = re.compile(r"[ \t]*:[\w-]+:.*")
_LINK = re.compile(r"\[\[([^\[\]\n]{1,2000})\](?:\[((?:[^\[\]]|\[[^\[\]]*\]){1,500})\])?\]")
_BRACKETED_LINK = re.compile(r"\[(\[\[[^\[\]\n]{1,2000}\]\[[^\[\]\n]{1,500}\]\])\]")
_BOLD = re.compile(r"(?<![\w*])\*(\S(?:[^*\n]{0,400}\S)?)\*(?![\w*])")
_ITALIC = re.compile(r"(?<![\w/:<&;])/(\S(?:[^/\n]|/(?=\w)){0,400}?)/(?![\w/])")
_ENTITY = re.compile(r"\\(nbsp|ndash|mdash|amp)(?:\{\}|\b[ ]?)")


def read_org(text: str) -> Node:
    """The tree of an Org file."""
    out: list[str] = []
    paragraph: list[str] = []
    opened = ""

    def end() -> None:
        nonlocal opened
        if paragraph:
            out.append(_inline("\n".join(paragraph)) + f"</{opened}>")
            paragraph.clear()
        opened = ""

    for number, line in enumerate(text.splitlines(), 1):
        heading, item = _HEADING.match(line), _ITEM.match(line)
        if heading:
            end()
            level = min(len(heading[1]), 6)
            out.append(f'<h{level} {LINE}="{number}">{_inline(heading[2])}</h{level}>')
        elif not line.strip() or _KEYWORD.match(line) or _DRAWER.match(line):
            end()
        elif item:
            end()
            opened = "li"
            label = f' value="{item[1]}"' if item[1] else ""
            out.append(f'<li {LINE}="{number}"{label}>')
            paragraph.append(item[2])
        else:
            if not opened:
                opened = "p"
                out.append(f'<p {LINE}="{number}">')
            paragraph.append(line.strip())
    end()
    return read_html("\n".join(out))


def _inline(text: str) -> str:
    """The HTML of a piece of text."""
    text = _ENTITY.sub(" ", text)
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return f"\ue100{len(kept) - 1}\ue101"

    def link(match: re.Match[str]) -> str:
        label = match[2] or match[1]
        return keep(f'<a href="{html.escape(match[1])}">{html.escape(label)}</a>')

    text = _BRACKETED_LINK.sub(r"\1", text)
    text = _LINK.sub(link, text)
    text = re.sub(r"\\\\[ \t]*(?=\n|$)", keep("<br>"), text)
    text = html.escape(text, quote=False)
    text = _BOLD.sub(r"<b>\1</b>", text)
    text = _ITALIC.sub(r"<i>\1</i>", text)
    return re.sub("\ue100(\\d+)\ue101", lambda match: kept[int(match[1])], text)
