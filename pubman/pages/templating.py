"""Templates filled with publications: a person's own first, then those that pubman ships.

Each template is looked up in the person's folder first. ``pubman/NAME`` names the template that
pubman ships, to extend or import it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from traceback import extract_tb
from types import MappingProxyType
from typing import Any, Final

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from pubman.errors import ConfigError
from pubman.pages.authors import contributed_equally
from pubman.pages.environments import JINJA, Escape, environment
from pubman.pages.page import Page, ShownEntry
from pubman.pages.patterns import LINES, apply, fill, slot, slots_of
from pubman.record import Publication


class Styled:
    """A publication as patterns see it: every field, and ``csl(style)`` for a CSL style."""

    __slots__ = ("_pub", "csl")

    def __init__(self, pub: Publication, csl: Callable[[str], str]) -> None:
        self._pub = pub
        self.csl = csl

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pub, name)


class Writer:
    """A format at work on one page: its templates, its macros and its escaping.

    The macros ``authors``, ``title``, ``venue`` and ``links`` are one file each in the format's
    folder under ``templates/``, so that a person can replace one of them alone. ``shipped`` are the
    functions that pubman's own macros call. Without a template of the person, they are called
    directly.
    """

    def __init__(
        self,
        folder: str,
        page: Page,
        escape: Escape,
        default_entry: str,
        filters: Mapping[str, Callable[..., Any]],
        signs: tuple[str, ...] = JINJA,
        *,
        shipped: Mapping[str, Callable[[ShownEntry], str]] = MappingProxyType({}),
    ) -> None:
        self.page = page
        self.escape = escape
        self.folder = folder
        self.default_entry = default_entry
        self.line_break = Markup("\n")
        self.environment = environment(escape, page.options.template_dir, signs)
        self.environment.filters.update(filters)
        self.environment.filters["csl"] = self.csl
        self.styled: dict[str, dict[int | str, Markup]] = {}
        self.known: dict[str, Any] = {"page": page, "options": page.options, "labels": page.labels}
        patterns = page.options.patterns
        self.patterns = {name: patterns[name] for name in LINES if name in patterns}
        self.written = {
            name: shipped[name] if name in shipped and not self.is_own(name) else self._macro(name)
            for name in ("authors", "title", "venue", "links")
        }

    def is_own(self, name: str) -> bool:
        """Return whether the person has a template of this name."""
        folder = self.page.options.template_dir
        return folder is not None and (folder / self._path(name)).is_file()

    def _macro(self, name: str) -> Callable[[ShownEntry], Markup]:
        path = self._path(name)
        macro = getattr(self._run(path, lambda t: t.make_module(self.known)), name, None)
        if macro is None:
            raise ConfigError(f"The template {path} does not define the macro {name!r}.")
        written: Callable[[ShownEntry], Markup] = macro
        return written

    def _path(self, name: str) -> str:
        return f"{self.folder}/{name}.{_ENDINGS[self.folder]}"

    def _run(self, path: str, work: Callable[[Any], Any]) -> Any:
        try:
            return work(self.environment.get_template(path))
        except TemplateError as error:
            raise _unusable(path, error) from error

    def write(self, template: str, **more: object) -> str:
        """Return the text of the template ``template`` in this format's folder."""
        parts = [part for top in self.page.parts for part in top.walk()]
        known = {**self.known, "writer": self, "parts": parts, **more}
        text: str = self._run(self._path(template), lambda t: t.render(known))
        return text

    def pieces(self, template: str, **more: object) -> Iterator[str]:
        """Yield the text of the template ``template`` piece by piece."""
        path = self._path(template)
        parts = [part for top in self.page.parts for part in top.walk()]
        known = {**self.known, "writer": self, "parts": parts, **more}
        try:
            yield from self.environment.get_template(path).generate(known)
        except TemplateError as error:
            raise _unusable(path, error) from error

    def write_file(self, name: str, **more: object) -> str:
        """Return the text of another file in this format's folder: its style, its script."""
        text: str = self._run(
            f"{self.folder}/{name}", lambda t: t.render({**self.known, "writer": self, **more})
        )
        return text

    def csl(self, pub: Publication, style: str) -> Markup:
        """Return ``pub`` in a CSL style, with as much of its emphasis as the format can show.

        The first call formats all publications of the page, because each run of pandoc is slow.
        """
        if style not in self.styled:
            from pubman.pages import csl_style as csl  # noqa: PLC0415 - an extra, seldom asked for

            pubs = self.page.publications
            lines = csl.formatted(pubs, style)
            write = self.environment.filters["pieces"]
            self.styled[style] = {
                pub.id or pub.key: Markup(write(csl.pieces(line)))  # noqa: S704 - escaped by piece
                for pub, line in zip(pubs, lines, strict=True)
            }
        return self.styled[style][pub.id or pub.key]

    def _styled(self, entry: ShownEntry, slots: dict[str, str]) -> Styled:
        def csl(style: str) -> str:
            slots[f"csl:{style}"] = self.csl(entry.pub, style)
            return slot(f"csl:{style}") if slots[f"csl:{style}"] else ""

        return Styled(entry.pub, csl)

    def number(self, entry: ShownEntry) -> str:
        """Return ``[12] ``, which comes before an entry in a numbered list."""
        return f"[{entry.number}] " if entry.number else ""

    def line(self, name: str, entry: ShownEntry) -> Markup:
        """Return ``authors``, ``title``, ``venue`` or ``links`` of ``entry``, pattern applied."""
        text = self.text(name, entry)
        return text if isinstance(text, Markup) else Markup(text)  # noqa: S704 - see text

    def text(self, name: str, entry: ShownEntry) -> str:
        """Return the same line as text, which is already escaped."""
        written = self.written[name](entry)
        source = self.patterns.get(name, "")
        if not source or not written or entry.pub.display.get(name):
            return written
        slots = {name: written}
        known = self._known(entry, slots, {name: slot(name)})
        return fill(apply(name, source, known), self.escape, slots)

    def _known(
        self, entry: ShownEntry, slots: dict[str, str], written: Mapping[str, str]
    ) -> Mapping[str, Any]:
        """Return the values that a pattern of a line sees; ``written`` ones take precedence.

        If the pattern asks for a CSL style, the result is added to ``slots``.
        """
        return ChainMap(
            {**_facts(entry), "pub": self._styled(entry, slots), **written},
            entry.values,  # type: ignore[arg-type]  # only read
        )

    def lines(self, entry: ShownEntry) -> Sequence[Markup]:
        """Return the lines of ``entry`` as the ``entry`` pattern gives them, without empty ones."""
        style = self.page.options.style
        source = self.patterns.get("entry", "{{ csl }}" if style else self.default_entry)
        slots = {
            "authors": self.text("authors", entry),
            "title": self.text("title", entry),
            "venue_line": self.text("venue", entry),
            "links": self.text("links", entry),
            "csl": str(self.csl(entry.pub, style)) if style else "",
        }
        if in_order := slots_of(source):
            return [Markup(slots[name]) for name in in_order if slots[name]]  # noqa: S704 - escaped
        known = {name: slot(name) if text else "" for name, text in slots.items()}
        lines = apply("entry", source, self._known(entry, slots, known)).strip("\n").split("\n")
        return [
            Markup(fill(each, self.escape, slots))  # noqa: S704 - escaped by fill
            for each in lines
            if each
        ]

    @property
    def spaced(self) -> bool:
        """Return True if entries have several lines, so that an empty line must separate them."""
        return "\n" in self.patterns.get("entry", self.default_entry)


_ENDINGS: Final = {
    "html": "html",
    "markdown": "md",
    "text": "txt",
    "latex": "tex",
    "typst": "typ",
}


def _unusable(path: str, error: TemplateError) -> ConfigError:
    reason = str(error) or type(error).__name__
    return ConfigError(f"The template {_place(error) or path} cannot be used: {reason}")


def _place(error: TemplateError) -> str:
    """Return the place of an error in a template, ``html/title.html, line 3``, or ``""``."""
    if isinstance(error, TemplateSyntaxError) and error.name:
        return f"{error.name}, line {error.lineno}"
    places = [
        f"{Path(frame.filename).parent.name}/{Path(frame.filename).name}, line {frame.lineno}"
        for frame in extract_tb(error.__traceback__)
        if Path(frame.filename).suffix.lstrip(".") in _ENDINGS.values()
    ]
    return places[-1] if places else ""


def _facts(entry: ShownEntry) -> Mapping[str, object]:
    roles = {mark.role for author in entry.authors for mark in author.marks}
    return {
        "n": entry.number,
        "label": entry.label,
        "remarks": ", ".join(entry.remarks),
        "roles": tuple(sorted(roles)),
        "equal": contributed_equally(entry.pub.authorships),
        "anchor": entry.anchor,
        "links": "",
        "venue_line": entry.venue_line,
    }
