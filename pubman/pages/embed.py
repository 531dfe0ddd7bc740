"""A list as a script that puts it into any page: ``<script src="publications.js"></script>``.

The script inserts the list at its own place, with its own style in a shadow root, so neither page
disturbs the other. It asks no host for anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pubman.listing import Options, Section
from pubman.pages import html
from pubman.pages.entries import build

_SCRIPT: Final = """\
(() => {{
  const here = document.currentScript, box = document.createElement("div");
  const root = box.attachShadow({{ mode: "open" }}), sheet = new CSSStyleSheet();
  sheet.replaceSync({style});
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = {body};
  box.className = "pubman-list";
  box.dataset.theme = {theme};
  here.after(box);
}})();
"""


def render(sections: Sequence[Section], options: Options) -> str:
    """Return the script that shows ``sections``."""
    inside = replace(options, fragment=True)
    style = html.style(html.writer_of(build((), inside, legend="none", labelled=True)))
    # In a shadow root, :host is the element that holds the list.
    own = _ROOT.sub(lambda found: f":host({found[1]})" if found[1] else ":host", str(style))
    body = f'<div lang="{html.escape(options.language)}">{html.render(sections, inside)}</div>'
    theme = _literal(options.theme)
    return _SCRIPT.format(style=_literal(own + _HOST), body=_literal(body), theme=theme)


_ROOT: Final = re.compile(r":root(\[data-theme(?:=\w+)?\])?")
_HOST: Final = ":host{display:block;font:var(--size)/1.42 var(--font);color:var(--ink)}"


def _literal(text: str) -> str:
    """Return ``text`` as a string of JavaScript that cannot end a script element."""
    written = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    for sign in ("<", "\u2028", "\u2029"):
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written
