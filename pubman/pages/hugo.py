"""A list as a content page for Hugo: front matter in TOML, then Markdown for Goldmark.

Save it as ``content/publications.md``. Hugo looks for shortcodes (``{{< … >}}``, ``{{% … %}}``)
before it reads Markdown, so a character reference breaks up a pair of opening braces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pubman.listing import Options, Section
from pubman.pages import markdown as plain
from pubman.pages.labels import load_labels
from pubman.text.markup import printable


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as one page; a fragment has no front matter."""
    body = plain.in_dialect(sections, replace(options, title="", subtitle=""), escape)
    return body if options.fragment else f"+++\n{front_matter(options, _NAMES, ' = ')}+++\n\n{body}"


def escape(text: str) -> str:
    """Return ``text`` such that Hugo and Markdown show it as it is."""
    return plain.escape(text).replace("{{", "&#123;{").replace("}}", "&#125;}")


def front_matter(options: Options, names: Sequence[str], sign: str) -> str:
    """Return title, subtitle and date of a page under these ``names``, one per line.

    A string of JSON is also a string of TOML and of YAML. A text that is not a date is left out.
    """
    labels = load_labels(options.language, options.template_dir)
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
