"""A list as a content page for Hugo: front matter in TOML, then Markdown for Goldmark.

Save it as ``content/publications.md``. Hugo looks for shortcodes (``{{< … >}}``, ``{{% … %}}``)
before Markdown is read, so an opening pair of braces is broken by a character reference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pubman.listing import Options, Section
from pubman.pages import markdown as plain
from pubman.pages.labels import load
from pubman.text.markup import printable


def render(sections: Sequence[Section], options: Options) -> str:
    """``sections`` as one page; as a fragment without front matter."""
    body = plain.in_dialect(sections, replace(options, title="", subtitle=""), escape)
    return body if options.fragment else f"+++\n{front_matter(options, _NAMES, ' = ')}+++\n\n{body}"


def escape(text: str) -> str:
    """``text`` such that neither Hugo nor Markdown reads more into it."""
    return plain.escape(text).replace("{{", "&#123;{").replace("}}", "&#125;}")


def front_matter(options: Options, names: Sequence[str], sign: str) -> str:
    """The title, subtitle and date of a page by their ``names``, each on a line with ``sign``.

    JSON's strings are strings of TOML and YAML alike. What is no date is left out.
    """
    labels = load(options.language, options.template_dir)
    dated = re.fullmatch(r"\d{4}-\d{2}-\d{2}", options.updated)
    given = (
        options.title or labels.words["publications"],
        options.subtitle,
        options.updated if dated else "",
    )
    lines = zip(names, given, strict=True)
    return "".join(f"{name}{sign}{_string(value)}\n" for name, value in lines if value)


_NAMES: Final = ("title", "description", "lastmod")


def _string(text: str) -> str:
    return json.dumps(printable(text), ensure_ascii=False)
