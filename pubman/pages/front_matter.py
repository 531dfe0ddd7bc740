"""Front matter in YAML: what site generators read at the head of a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pubman.text.markup import printable


def front_matter(values: Mapping[str, Any]) -> str:
    """Return ``values`` as the front matter of a page; what is empty is left out."""
    return f"---\n{yaml(values)}---\n"


def yaml(values: Mapping[str, Any]) -> str:
    """Return ``values`` as YAML, one key per line; JSON's strings and lists are YAML too."""
    kept = {name: _cleaned(value) for name, value in values.items()}
    lines = (
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in kept.items()
        if value not in ("", [], {}, None)
    )
    return "".join(lines).encode("utf-8", "replace").decode()


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: _cleaned(each) for name, each in value.items() if each}
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value if each]
    return value
