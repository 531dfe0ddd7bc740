"""A list as a whole site: pages for papers, people, topics, venues and co-authors, and data files.

``files`` yields every file of the site with its path below the site's folder. Links between pages
are relative, so the site works in any folder of any host, and from a disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from markupsafe import Markup

from pubman.formats.bibtex import writer as bibtex
from pubman.formats.tagged.ris import writer as ris
from pubman.listing import Options, Section, publications
from pubman.pages import atom, html, paper
from pubman.pages.arrangement import arrange
from pubman.pages.coauthors import circle_of, graph
from pubman.pages.entries import build
from pubman.pages.labels import load_labels
from pubman.pages.topics import Topics
from pubman.record import Link, Publication
from pubman.text.file_names import FileNames
from pubman.text.markup import printable

File = tuple[str, str, int]
"""A path below the folder of the site, the text of the file, the number of its publications."""

_FEWEST: Final = 2  # publications; a venue or topic with fewer has no page of its own
DATA: Final = (("BibTeX", "publications.bib"), ("RIS", "publications.ris"), ("Atom", "feed.atom"))


def render(sections: Sequence[Section], options: Options) -> str:
    """Return the first page of the site alone."""
    return html.render(sections, options)


def files(sections: Sequence[Section], options: Options) -> Iterator[File]:
    """Yield every file of the site."""
    site = _Site(sections=tuple(sections), options=options)
    yield from site.first_page()
    yield from site.groups()
    yield from site.coauthors()
    yield from site.papers()
    yield from site.data()


@dataclass(slots=True, kw_only=True)
class _Site:
    """The site while its files are made: its publications, its groups, the paths of its pages."""

    sections: tuple[Section, ...]
    options: Options
    pubs: tuple[Publication, ...] = ()
    pages: dict[int | str, str] = field(default_factory=dict)
    menu: list[tuple[str, str]] = field(default_factory=list)
    grouped: dict[str, list[tuple[str, str, list[Publication]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give every page its path before any is written, because pages link to one another."""
        self.pubs = publications(self.sections)
        names = FileNames()
        for pub in self.pubs:
            self.pages[pub.id or pub.key] = f"papers/{names.name_for(pub.key or str(pub.id))}.html"
        words = load_labels(self.options.language, self.options.template_dir).words
        self.menu = [(words["publications"], "index.html")]
        kinds = [
            ("topics", words["topics"], self._topics()),
            ("venues", words["venues"], self._venues()),
        ]
        if len(self.options.people) > 1:
            kinds.insert(0, ("people", words["people"], self._people()))
        for folder, title, found in kinds:
            if found:
                self.grouped[folder] = self._paths(folder, found)
                self.menu.append((title, f"{folder}/index.html"))
        self.menu.append((words["coauthors"], "coauthors.html"))

    # ------------------------------------------------------------------------------- the groups

    def _people(self) -> dict[str, list[Publication]]:
        return {
            name: [p for p in self.pubs if any(a.person == person for a in p.authorships)]
            for person, name in self.options.people
        }

    def _topics(self) -> dict[str, list[Publication]]:
        found: dict[str, list[Publication]] = {}
        topics = Topics(self.pubs)
        for pub in self.pubs:
            for topic in topics.of(pub):
                found.setdefault(topic, []).append(pub)
        return _large(found)

    def _venues(self) -> dict[str, list[Publication]]:
        found: dict[str, list[Publication]] = {}
        for pub in self.pubs:
            if pub.canonical is not None:
                found.setdefault(printable(pub.canonical.name), []).append(pub)
        return _large(found)

    @staticmethod
    def _paths(
        folder: str, found: dict[str, list[Publication]]
    ) -> list[tuple[str, str, list[Publication]]]:
        names = FileNames()
        names.name_for("index")
        return [
            (f"{folder}/{names.name_for(title)}.html", title, pubs) for title, pubs in found.items()
        ]

    # -------------------------------------------------------------------------------- the pages

    def first_page(self) -> Iterator[File]:
        """The list itself."""
        options = self._options_for("index.html")
        yield "index.html", html.render(self.sections, options), len(self.pubs)

    def groups(self) -> Iterator[File]:
        """A list for every person, topic and venue, and an overview of each kind."""
        for folder, members in self.grouped.items():
            title = next(name for name, path in self.menu if path == f"{folder}/index.html")
            yield f"{folder}/index.html", self._overview(folder, title), len(members)
            for path, name, pubs in members:
                yield path, self._list(path, name, pubs), len(pubs)

    def _list(self, path: str, title: str, pubs: Sequence[Publication]) -> str:
        moved = [_moved(pub) for pub in pubs]
        grouped = ("year",) if len(pubs) > 10 else ()
        parts = arrange(moved, group_by=grouped, language=self.options.language)
        options = replace(self._options_for(path), title=title, subtitle="", profiles=(), photo="")
        return html.render(parts, options)

    def _overview(self, folder: str, title: str) -> str:
        path = f"{folder}/index.html"
        rows = [
            (name, member.removeprefix(f"{folder}/"), len(pubs))
            for member, name, pubs in sorted(
                self.grouped[folder], key=lambda each: (-len(each[2]), each[1])
            )
        ]
        shown = ", ".join(name for name, _, _ in rows[:8])
        return self._page(path, "overview", title=title, rows=rows, about=shown)

    def coauthors(self) -> Iterator[File]:
        """The graph of co-authors, with a table that says the same."""
        circle = circle_of(self.pubs, {person for person, _ in self.options.people})
        words = load_labels(self.options.language, self.options.template_dir).words
        drawn = graph(circle, words["coauthors"]) if len(circle.people) > 1 else ""
        text = self._page(
            "coauthors.html",
            "coauthors",
            title=words["coauthors"],
            people=circle.people,
            about=", ".join(person.name for person in circle.people[:8]),
            graph=Markup(drawn),  # noqa: S704 - escaped name by name
        )
        yield "coauthors.html", text, len(self.pubs)

    def papers(self) -> Iterator[File]:
        """A page for every publication."""
        for pub in self.pubs:
            path = self.pages[pub.id or pub.key]
            section = Section(publications=(_moved(pub),))
            options = replace(self._options_for(path), paper_pages={}, related=self._related(pub))
            yield path, paper.render([section], options), 1

    def _related(self, pub: Publication) -> tuple[tuple[str, str], ...]:
        """The publications of the site that ``pub`` extends, or that extend it."""
        keys = (*pub.extends, *pub.extended_by)
        found = [other for other in self.pubs if other.key in keys]
        return tuple(
            (printable(other.title), "../" + self.pages[other.id or other.key]) for other in found
        )

    def _page(self, path: str, template: str, **more: object) -> str:
        options = self._options_for(path)
        page = build((), options, legend="none", labelled=True)
        writer = html.writer_of(page)
        style = html.style(writer)
        text = writer.write(template, style=style, whose=options.title, **more)
        return text.strip("\n") + "\n"

    # --------------------------------------------------------------------------------- the data

    def data(self) -> Iterator[File]:
        """The list as BibTeX, RIS and a feed; the map of the site, if its address is known."""
        plain = [Section(publications=self.pubs)]
        count = len(self.pubs)
        yield "publications.bib", bibtex.render(plain, self.options), count
        yield "publications.ris", ris.render(plain, self.options), count
        yield "feed.atom", atom.render(plain, self.options), count
        if address := self.options.address.rstrip("/"):
            yield "sitemap.xml", self._sitemap(address), count

    def _sitemap(self, address: str) -> str:
        paths = ["", *(path for _, path in self.menu[1:])]
        paths += [path for members in self.grouped.values() for path, _, _ in members]
        paths += self.pages.values()
        urls = "".join(
            f"<url><loc>{html.escape(f'{address}/{path}')}</loc></url>\n" for path in paths
        )
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">\n{urls}</urlset>\n'
        )

    # ------------------------------------------------------------------------------- the options

    def _options_for(self, path: str) -> Options:
        """Return the options of a page: its menu, downloads and pages of papers, seen from it."""
        up = "../" * path.count("/")
        address = self.options.address
        own = "" if path == "index.html" else path  # as the sitemap has it
        menu = tuple(Link(label=name, url=up + to) for name, to in self.menu)
        files_of = tuple(Link(label=name, url=up + to) for name, to in DATA)
        return replace(
            self.options,
            menu=menu,
            here=up + path,
            downloads=self.options.downloads or (files_of if path == "index.html" else ()),
            paper_pages={key: up + to for key, to in self.pages.items()},
            address=f"{address.rstrip('/')}/{own}" if address else "",
            fragment=False,
        )


def _large(found: dict[str, list[Publication]]) -> dict[str, list[Publication]]:
    return {name: pubs for name, pubs in found.items() if len(pubs) >= _FEWEST}


_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#]")


def _moved(pub: Publication) -> Publication:
    """Return ``pub`` for a page one folder deeper: its links to files beside the site lead up."""
    links = tuple(
        link if _ELSEWHERE.match(link.url) else replace(link, url=f"../{link.url}")
        for link in pub.links
    )
    url = pub.url if not pub.url or _ELSEWHERE.match(pub.url) else f"../{pub.url}"
    return replace(pub, links=links, url=url)
