"""The entries of an HTML page: picture, title, authors, venue, remarks, links, abstract, BibTeX.

A long page has thousands of entries, so they are written here and not by a template. The templates
of a person can replace each line of an entry, or the whole of it: the shipped ``html/title.html``
and its neighbours call this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from markupsafe import Markup

from pubman.formats.bibtex import writer as bibtex
from pubman.pages.authors import Author
from pubman.pages.entry_links import Picture
from pubman.pages.html_parts import (
    Spoken,
    coins,
    counted,
    fold_authors,
    language,
    title_html,
    token,
    unbroken,
)
from pubman.pages.html_signs import escape
from pubman.pages.page import Page, ShownEntry


class Lines(Protocol):
    """The lines of an entry after a person's own templates and patterns."""

    def text(self, name: str, entry: ShownEntry) -> str:
        """Return the line called ``name``, escaped."""

    def lines(self, entry: ShownEntry) -> Sequence[Markup]:
        """Return all lines, as the pattern ``entry`` has them."""


class HtmlEntries:
    """The writer of the entries of one page.

    ``attributes`` gives what the script of the page reads of an entry. ``brief`` is true on a page
    that says only the essentials to machines.
    """

    def __init__(self, page: Page, attributes: Callable[[ShownEntry], str], *, brief: bool) -> None:
        self.options = page.options
        self.labels = page.labels
        self.words: Mapping[str, str] = page.labels.words
        self.attributes = attributes
        self.brief = brief
        self.taken_back = (self.words["notice_retracted"], self.words["notice_withdrawn"])
        self.spoken = Spoken(page.labels)
        self.said = {name: escape(self.words[name]) for name in _WORDS}

    @property
    def parts(self) -> Mapping[str, Callable[[ShownEntry], str]]:
        """The lines of an entry, by the names of the templates that can replace them."""
        return {
            "title": self.title,
            "authors": self.authors,
            "venue": self.venue,
            "links": self.links,
        }

    # ------------------------------------------------------------------------------ the lines

    def title(self, entry: ShownEntry) -> str:
        """Return the title: a link if there is an address."""
        text = title_html(entry.title)
        if entry.url:
            text = f'<a class="u-url" href="{escape(entry.url)}">{text}</a>'
        return text

    def venue(self, entry: ShownEntry) -> str:
        """Return the line of the venue."""
        return escape(entry.venue_line)

    def links(self, entry: ShownEntry) -> str:
        """Return the row of links. Each has a unique name for screen readers."""
        if not entry.links:
            return ""
        before, after = self.spoken.around(entry.spoken)
        row = [
            f'<a class="{token(link.kind)}" href="{escape(link.url)}">'
            f"{before}{escape(link.text)}{after}</a>\n"
            for link in entry.links
        ]
        return "".join(row)

    def authors(self, entry: ShownEntry) -> str:
        """Return the authors: the own name in bold, marks raised, their meaning in words."""
        if entry.authors_line:
            return escape(entry.authors_line)
        folded = fold_authors(entry)
        shown = folded or entry.authors
        if any(each.own or each.marks or each.url or each.skipped for each in shown):
            text = ", ".join([self._author(author, entry) for author in shown])
        else:
            text = escape(", ".join([author.name for author in shown]))
        if entry.collaboration:
            among = f" ({text}" if entry.authors else ""
            text = f"{escape(entry.collaboration)}{among}"
        return text + self._after_authors(entry, folded)

    def _after_authors(self, entry: ShownEntry, folded: Sequence[Author]) -> str:
        """Return how many authors are not shown, the word for editors, and the legend."""
        text = ""
        if folded:
            more = counted(self.words["more_authors"], len(entry.authors) - len(folded))
            text = f' <span class="more">{escape(more)}</span>'
        elif entry.more:
            comma = ", " if entry.authors else ""
            text = f'{comma}<span class="more">{self.said["et_al"]}</span>'
        if entry.edited:
            text += f" ({escape(entry.edited)})"
        if entry.collaboration and entry.authors:
            text += ")"
        if entry.legend:
            marks = [f"{escape(mark.sign)}{escape(mark.wording)}" for mark in entry.legend]
            text += f" ({', '.join(marks)})"
        return text

    def _author(self, author: Author, entry: ShownEntry) -> str:
        text = escape(author.name)
        if author.own:
            text = f'<b class="me">{text}</b>'
        if author.url:
            text = f'<a class="person" href="{escape(author.url)}">{text}</a>'
        if author.skipped:
            text = f"{self.said['ellipsis']}, {text}"
        for mark in author.marks:
            sign = escape(mark.sign)
            if entry.legend:
                text += sign
            elif not mark.wording:
                text += f"<sup>{sign}</sup>"
            else:
                wording = escape(mark.wording)
                text += (
                    f'<sup title="{wording}"><span aria-hidden="true">{sign}</span>'
                    f'<span class="sr"> ({wording})</span></sup>'
                )
        return text

    def remark(self, entry: ShownEntry, text: str) -> str:
        """Return a remark beside the venue, with a space before it."""
        said = escape(text)
        if text == entry.award:
            said = f'<span class="award"><span aria-hidden="true">★ </span>{said}</span>'
        elif text == entry.notice:
            said = f'<strong class="warning">{said}</strong>'
        else:
            kind = "status" if text == entry.values["status"] else "remark"
            said = f'<span class="{kind}">{said}</span>'
        return f" {said}"

    # ------------------------------------------------------------------------------ the whole

    def write(self, entry: ShownEntry, writer: Lines, again: object) -> str:
        """Return an entry, with the lines that ``writer`` gives.

        ``again`` is true if the year was said just before.
        """
        parts = [self._begin(entry), self._margin(entry, again)]
        if entry.again:
            self._add_short(parts, entry, writer)
        else:
            self._add_whole(parts, entry, writer)
        parts.append("</li>\n")
        return "".join(parts)

    def _begin(self, entry: ShownEntry) -> str:
        classes = "entry h-cite"
        if entry.again:
            classes += " brief"
        elif entry.picture:
            classes += " with-picture"
        if entry.retracted or (entry.notice and entry.notice in self.taken_back):
            classes += " retracted"
        return f'<li class="{classes}" id="{escape(entry.anchor)}"{self.attributes(entry)}>\n'

    def _margin(self, entry: ShownEntry, again: object) -> str:
        """Return the number or the year in the margin."""
        if entry.number:
            return f'<span class="year number">[{escape(entry.number)}]</span>\n'
        # If the venue's line says the year, the margin says it for the eye only, and only once.
        said = entry.year in entry.venue_line
        if not entry.year or (again and said):
            return ""
        name = "year again" if again else "year"
        hidden = ' aria-hidden="true"' if said else ""
        return f'<span class="{name}"{hidden}>{escape(entry.year)}</span>\n'

    def _add_short(self, parts: list[str], entry: ShownEntry, writer: Lines) -> None:
        """Add an entry that is shown in full elsewhere on the page."""
        before, after = self.spoken.around(entry.spoken)
        venue = unbroken(str(writer.text("venue", entry)))
        spoken = language(entry.pub, self.labels.language)
        parts.append(
            f'<p class="title p-name"{spoken}>{title_html(entry.title)}</p>\n'
            f'<p class="about"><span class="venue">{venue}</span> <a class="remark" '
            f'href="#{escape(entry.again)}">{before}{self.said["see_above"]}{after}</a></p>\n'
        )

    def _add_whole(self, parts: list[str], entry: ShownEntry, writer: Lines) -> None:
        if entry.picture:
            parts.append(_picture(entry.picture))
        spoken = language(entry.pub, self.labels.language)
        around = self.spoken.around(entry.spoken)
        if "entry" in self.options.patterns:
            parts += [f'<p class="line">{line!s}</p>\n' for line in writer.lines(entry)]
        else:
            self._add_title(parts, entry, writer, spoken)
            self._add_authors(parts, entry, writer, around)
            self._add_about(parts, entry, writer)
            if entry.summary:
                parts.append(f'<p class="summary"{spoken}>{escape(entry.summary)}</p>\n')
        self._add_row(parts, entry, writer, spoken, around)
        parts.append(f"{coins(entry, brief=self.brief)}\n")

    def _add_title(self, parts: list[str], entry: ShownEntry, writer: Lines, spoken: str) -> None:
        warning = ""
        if entry.retracted:
            warning = f'<strong class="warning">{self.said["retracted"]}</strong> '
        title = str(writer.text("title", entry))
        parts.append(f'<p class="title p-name"{spoken}>{warning}{title}</p>\n')
        if entry.pub.title_translated:
            translated = entry.values["title_translated"]
            text = self.words["translated"].replace("{title}", translated)
            parts.append(f'<p class="translated">{escape(text)}</p>\n')

    def _add_authors(
        self, parts: list[str], entry: ShownEntry, writer: Lines, around: tuple[str, str]
    ) -> None:
        authors = str(writer.text("authors", entry))
        if not authors:
            return
        parts.append(f'<p class="authors">{authors}</p>\n')
        if fold_authors(entry) and "authors" not in self.options.patterns:
            label = escape(counted(self.words["all_authors"], len(entry.authors)))
            names = ", ".join(escape(author.name) for author in entry.authors)
            parts.append(
                f'<details class="everybody"><summary>{around[0]}{label}{around[1]}</summary>'
                f"<p>{names}</p></details>\n"
            )

    def _add_about(self, parts: list[str], entry: ShownEntry, writer: Lines) -> None:
        """Add the label, the venue and the remarks."""
        venue = unbroken(str(writer.text("venue", entry)))
        if not (venue or entry.label or entry.remarks):
            return
        label = ""
        if entry.label and not entry.repeated:
            kind = escape(entry.pub.kind)
            label = f'<span class="label {kind}">{escape(entry.label)}</span> '
        remarks = "".join([self.remark(entry, text) for text in entry.remarks])
        parts.append(f'<p class="about">{label}<span class="venue">{venue}</span>{remarks}</p>\n')

    def _add_row(
        self,
        parts: list[str],
        entry: ShownEntry,
        writer: Lines,
        spoken: str,
        around: tuple[str, str],
    ) -> None:
        """Add the links, and what is folded away: the abstract and the BibTeX."""
        options = self.options
        links = str(writer.text("links", entry)) if options.links else ""
        abstract = entry.pub.abstract if options.abstracts else ""
        if not (links or abstract or options.bibtex):
            return
        before, after = around
        parts += ('<div class="row">\n', links)
        if abstract:
            parts.append(
                f"<details><summary>{before}{self.said['abstract']}{after}</summary>"
                f'<p class="abstract"{spoken}>{escape(abstract)}</p></details>\n'
            )
        if options.bibtex:
            parts.append(
                f'<details class="bib"><summary>{before}{self.said["bibtex"]}{after}</summary>'
                f"<pre>{escape(bibtex.shown(entry.pub))}</pre></details>\n"
            )
        parts.append("</div>\n")


_WORDS: Final = ("abstract", "bibtex", "ellipsis", "et_al", "retracted", "see_above")


def _picture(picture: Picture) -> str:
    return (
        f'<img class="picture" src="{escape(picture.url)}" alt="{escape(picture.alt)}" '
        'loading="lazy">\n'
    )
