"""The sections of a list: years by default, selected publications first, the order of the file."""

from __future__ import annotations

import pytest

ENTRY = "@article{{k{n}, title = {{Title {n}}}, author = {{Bo Zhao}}, year = {{{year}}}{more}}}\n"


@pytest.fixture
def many(shelf):
    """A store with 40 more articles in one .bib, two of them selected."""
    entries = (
        ENTRY.format(n=n, year=1990 + n % 8, more=", selected = {true}" if n in (3, 30) else "")
        for n in range(40)
    )
    (shelf.folder / "many.bib").write_text("".join(entries), encoding="utf-8")
    shelf("import", "many.bib")
    return shelf


def export(shelf, *words: str, **options: str) -> str:
    settings = "".join(f"{name} = {value}\n" for name, value in options.items())
    with (shelf.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[lists]]\nname = "it"\nwhere = "key LIKE \'k%\'"\n{settings}')
    return shelf("export", "it", *words).out


def test_a_long_page_is_grouped_by_year_unless_it_says_otherwise(many) -> None:
    text = export(many, format='"html"', selected="false")
    assert text.count('class="by-year"') == 8


def test_a_long_page_in_another_order_is_not_grouped(many) -> None:
    assert 'class="by-year"' not in export(many, format='"html"', order='"title"')


def test_a_page_of_thirty_is_not_grouped(many) -> None:
    assert 'class="by-year"' not in export(many, format='"html"', limit="30", selected="false")


def test_selected_publications_come_first_and_then_all(many) -> None:
    text = export(many, format='"html"')
    assert text.index("Selected publications") < text.index("All publications")
    assert text.count('class="entry h-cite brief"') == 2


def test_selected_first_can_be_switched_off(many) -> None:
    assert "Selected publications" not in export(many, format='"html"', selected="false")


def test_other_formats_keep_one_list(many) -> None:
    assert "Selected publications" not in export(many, format='"markdown"')


def test_the_order_of_the_file_is_kept(many) -> None:
    text = export(many, format='"text"', order='"file"')
    titles = [line for line in text.splitlines() if line.startswith("Title")]
    assert titles == [f"Title {n}" for n in range(40)]


def test_the_css_of_a_list_is_in_the_page(many) -> None:
    (many.folder / "mine.css").write_text("h1{letter-spacing:0}", encoding="utf-8")
    assert "h1{letter-spacing:0}" in export(many, format='"html"', css='"mine.css"')


def test_a_css_file_that_is_missing_is_an_error(many) -> None:
    with (many.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[lists]]\nname = "it"\ncss = "none.css"\n')
    assert "css = 'none.css' cannot be read" in many("export", "it", code=1).err


def test_a_selected_section_takes_nothing_away_from_the_list(many) -> None:
    text = export(many, format='"html"')
    for n in range(40):
        assert f">Title {n}<" in text
    assert text.count('<li class="entry') == 42


def test_the_limit_counts_publications_and_not_entries(many) -> None:
    text = export(many, format='"html"', limit="35")
    brief = text.count("entry h-cite brief")
    assert text.count('<li class="entry') - brief == 35
