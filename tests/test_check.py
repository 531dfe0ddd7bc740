"""check: what it finds and does not find, the fixes, and what a person accepts."""

from __future__ import annotations

import json
import re
import shlex
import shutil

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rows import every_row

from pubman.cli import main
from pubman.library.checks import RULES
from pubman.library.checks.language import is_english
from pubman.library.checks.proper_names import names_in
from pubman.library.checks.wording import in_style, looks_broken, remnant, style_of

TOML = '[[people]]\nname = "Bo Zhao"\n\n[[lists]]\nname = "page"\noutput = "page.html"\n'
CLEAN = """\
@article{fgcs, author = {Song Liu and Xinhe Wan and Zhenyuan Zhang and Bo Zhao and Weiguo Wu},
  title = {TurboStencil: You Only Compute Once for Stencil Computation}, year = 2023,
  journal = {Future Generation Computer Systems}, volume = 146, pages = {260--272},
  doi = {10.1016/j.future.2023.04.019}}
@inproceedings{eires, author = {Bo Zhao and Han van der Aa and Matthias Weidlich}, year = 2021,
  title = {EIRES: Efficient Integration of Remote Data in Event Stream Processing},
  booktitle = {SIGMOD}, pages = {2128--2141}, doi = {10.1145/3448016.3457304}}
@inproceedings{msrl, author = {Huanzhou Zhu and Bo Zhao and Lei Chen}, year = 2023,
  title = {MSRL: Distributed Reinforcement Learning with Dataflow Fragments},
  booktitle = {USENIX Annual Technical Conference}, pages = {977--993}}
@phdthesis{thesis, author = {Bo Zhao}, year = 2022, school = {HU Berlin},
  title = {State Management for Efficient Event Pattern Detection}}
@misc{you, author = {Lei You and Bo Zhao}, year = 2024, eprint = {2401.13112},
  archiveprefix = {arXiv}, title = {Distributional Counterfactual Explanation With Optimal Moves}}
@inproceedings{shedding, author = {Bo Zhao and Matthias Weidlich}, year = 2020,
  title = {Load Shedding for Complex Event Processing}, booktitle = {ICDE}, pages = {1093--1104},
  doi = {10.1109/ICDE48307.2020.00099}}
@article{heliyon, author = {Bo Zhao and Ada Li}, year = 2020, volume = 6,
  title = {A Remedy for Slow Sensors}, journal = {Heliyon Letters},
  doi = {10.1016/j.heliyon.2020.e03213}}
"""


def entry(key: str = "odd", kind: str = "inproceedings", **changed: str | None) -> str:
    """The BibTeX of a correct paper with ``changed`` fields; None leaves a field out."""
    fields: dict[str, str | None] = {
        "author": "Bo Zhao and Peter Pietzuch",
        "title": "Tenplex: Dynamic Parallelism for Deep Learning",
        "booktitle": "SOSP",
        "year": "2024",
        "pages": "195--210",
        "doi": "10.1145/3694715.3695975",
        **changed,
    }
    said = ",\n  ".join(f"{name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n  {said}}}\n"


@pytest.fixture(scope="module")
def _made(tmp_path_factory):
    """The folder that ``clean`` copies."""
    folder = tmp_path_factory.mktemp("clean")
    (folder / "pubman.toml").write_text(TOML, "utf-8")
    (folder / "own.bib").write_text(CLEAN, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["-q", "init"]) == 0
        assert main(["-q", "import", "--mine", "own.bib"]) == 0
    return folder


@pytest.fixture
def clean(pubman, _made):
    """A list of seven publications without findings."""
    for file in _made.iterdir():
        shutil.copy(file, pubman.folder)
    return pubman


NEXT_FILE = "\f"
"""Between the entries of two files."""


def take_in(shelf, text: str, name: str = "odd.bib") -> None:
    for number, part in enumerate(text.split(NEXT_FILE)):
        file = f"{number or ''}{name}"
        (shelf.folder / file).write_text(part, "utf-8")
        shelf("-q", "import", "--mine", file)


def findings(shelf, *words: str) -> list[dict[str, str]]:
    return json.loads(shelf("check", "--json", *words).out)["findings"]


def test_a_clean_list_has_no_findings(clean):
    outcome = clean("check", "--exit-code")
    assert outcome.out.startswith(
        "No findings in 7 publications. No problems with retractions, titles, authors,\n"
    )
    assert findings(clean) == []


JOBS = "Deep Learning Jobs using Parallelizable Tensors"
FOUND = {
    "a missing DOI": (entry(doi=None), "doi", "missing"),
    "one DOI on two papers": (
        entry() + entry("twin", title="Streams of Sensors under Load", author="Bo Zhao and Li Wei",
                          pages="301--309"),
        "doi", "is also the DOI of"),
    "missing pages": (entry(pages=None), "pages", "missing"),
    "a retraction": (entry(retraction="retraction 10.5555/notice"), "retraction",
                     "retracted or withdrawn: odd says retraction 10.5555/notice"),
    "a correction": (entry(correction="erratum 10.5555/notice"), "correction",
                     "corrected: odd says erratum 10.5555/notice"),
    "a missing year": (entry(year=None), "year", "missing"),
    "no venue": (entry(booktitle=None), "venue", "missing"),
    "a venue that was cut": (
        entry(booktitle="Proceedings of the"), "venue", "looks incomplete: Proceedings of the"),
    "a number as a venue": (entry(booktitle="12"), "venue", "looks incomplete: 12"),
    "an address as a venue": (
        entry(booktitle="https://example.org/minds"), "venue", "looks incomplete"),
    "nobody of yours": (
        entry(author="Peter Pietzuch and Luo Mai"), "owner", "none of the authors is you"),
    "a list of authors that is cut": (
        entry(author="Peter Pietzuch and others"), "owner", "cut, and nobody in it is you"),
    "a group": (
        entry(author="{Moss Collaboration}"), "owner", "only a group is named, and not you"),
    "a group without authors": (
        entry(author=None, collaboration="MOSS"), "owner", "only a group is named, and not you"),
    "a volume that others edited": (
        entry(author=None, editor="Peter Pietzuch"), "owner", "none of the authors is you"),
    "to appear, and yet in a volume": (
        entry(kind="article", booktitle=None, journal="IEEE Transactions on Computers",
              volume="74", note="to appear"),
        "status",
        '"to appear" (from a source), but odd has volume and pages',
    ),
    "a preprint with the DOI of a journal": (
        entry(kind="misc", booktitle=None, pages=None, eprint="2312.05181", archiveprefix="arXiv"),
        "preprint",
        "its DOI is that of a published version",
    ),
    "a title in capitals": (
        entry(title="TENPLEX: DYNAMIC PARALLELISM FOR DEEP LEARNING"), "title", "in capitals"),
    "a title in lower case among others": (
        entry(title="Tenplex: dynamic parallelism for deep learning"),
        "title",
        "in sentence case, most of yours in Title Case",
    ),
    "a co-author spelt otherwise": (
        entry(author="Song Liu and Xinhe Wan and Zengyuan Zhang and Bo Zhao", year="2020"),
        "authors",
        '"Zengyuan Zhang" here, "Zhenyuan Zhang" in fgcs',
    ),
    "a co-author without the diacritics of elsewhere": (
        entry(author="Bo Zhao and Marcel Wagenlander and Luo Mai")
        + entry(
            "other", author=r"Bo Zhao and Marcel Wagenl{\"a}nder and Luo Mai",
            title="Parallel Tensors at Work", doi="10.1145/1234567.1234568", pages="1--9"),
        "authors",
        '"Marcel Wagenlander" here, "Marcel Wagenländer" in other',
    ),
    "a key of dblp in a name": (
        entry(author="Bo Zhao and DBLP:homepages/x"), "text", "authors.2 contains a dblp key"),
    "a sign in a name": (entry(author="Bo Zhao and Reni©e Miller"), "text", "no name has: ©"),
    "an entity in the title": (entry(title="Tenplex &amp;amp;amp; Friends"), "text", "entity"),
    "a link to a file that is not there": (
        entry(url="papers/tenplex.pdf"), "link", "does not exist"),
    "an open question": (
        entry(
            author='Marcel Wagenl{\\"a}nder and Guo Li and Bo Zhao and Luo Mai and Peter Pietzuch',
            title="Tenplex: Dynamic Parallelism for Deep Learning using Parallelizable Tensors")
        + NEXT_FILE
        + entry(
            "b",
            author='Marcel Wagenl{\\"a}nder and Guo Li and Bo Zhao and Peter Pietzuch and Luo Mai',
            title=f"Tenplex: Changing Resources of {JOBS}", doi=None, pages=None,
            booktitle="Proc. of Symposium on Operating Systems Principles (SOSP)"),
        "duplicate",
        "one paper or two? ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text, rule, words", FOUND.values(), ids=FOUND.keys())
def test_check_finds(clean, text, rule, words):
    take_in(clean, text)
    found = [each for each in findings(clean) if each["rule"] == rule]
    assert len(found) == 1, findings(clean)
    assert words in found[0]["message"]
    assert f"{rule} (1): " in clean("check", "--exit-code", code=3).out


NOT_FOUND = {
    "no DOI of a thesis": entry(kind="phdthesis", school="HU Berlin", booktitle=None, doi=None,
                                pages=None),
    "no DOI at USENIX": entry(booktitle="OSDI", doi=None),
    "no DOI before there were any": entry(year="1998", booktitle="SOSP", doi=None),
    "no pages at ICLR": entry(booktitle="ICLR", pages=None, doi=None),
    "no pages of an article with a number": entry(
        kind="article", booktitle=None, journal="Applied Energy", volume="326", pages=None),
    "neither of what is to appear": entry(pages=None, doi=None, note="to appear"),
    "a preprint with a DOI of arXiv": entry(
        kind="misc", booktitle=None, pages=None, eprint="2312.05181", archiveprefix="arXiv",
        doi="10.48550/arXiv.2312.05181"),
    "a journal that pubman does not know": entry(
        kind="article", booktitle=None, journal="Acta Nowhere", volume="3"),
    "a conference that pubman does not know": entry(booktitle="Meeting of Minds"),
    "a Norwegian title in sentence case": entry(
        title="Samspill mellom barn og datamaskiner i den norske skolen"),
    "a German title": entry(title="Wie Zeitreihen und Ereignisse zusammen gespeichert werden"),
    "a title whose language is said": entry(
        title="Salud mental en escuelas rurales", langid="spanish"),
    "short names that differ in a letter": entry(
        author="Song Lin and Xinhe Wan and Wei Zhang and Bo Zhao"),
    "a name that differs in a letter, in other company": entry(
        author="Zengyuan Zhang and Bo Zhao and Ada Li"),
    "two who differ in a letter on one paper": entry(
        author="Song Liu and Xinhe Wan and Zengyuan Zhang and Zhenyuan Zhang and Bo Zhao"),
    "initials where another paper has the name": entry(author="Bo Zhao and M. Weidlich and S. Liu"),
    "an umlaut written out in one of two": entry(
        author=r"Bo Zhao and Felix Sch{\"u}rmann and Felix Wolf"),
    "a dollar in a title": entry(title="Tenplex: The $100 Cluster for Deep Learning"),
    "maths in a title": entry(title="Tenplex: $O(n)$ Parallelism for Deep Learning"),
    "a link to a page": entry(url="https://example.org/tenplex"),
    "a link from the root of the site": entry(url="/papers/tenplex.pdf"),
}  # fmt: skip


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_check_leaves_alone(clean, text):
    take_in(clean, text)
    assert findings(clean) == []


PREPRINT = entry("pre", kind="misc", booktitle=None, pages=None, eprint="2312.05181",
                 archiveprefix="arXiv", doi=None, year="2023")  # fmt: skip


def test_a_preprint_kept_apart_by_hand_is_not_asked_about(clean):
    take_in(clean, entry() + PREPRINT)
    assert len(clean.ask("SELECT key FROM publications")) == 8
    clean("apart", "r8", "r9")
    assert len(clean.ask("SELECT key FROM publications")) == 9
    assert findings(clean) == []


def test_preprints_as_lines_of_their_own_are_as_wished(clean):
    path = clean.folder / "pubman.toml"
    path.write_text('preprints = "both"\n\n' + path.read_text("utf-8"), "utf-8")
    take_in(clean, entry() + PREPRINT)
    assert len(clean.ask("SELECT key FROM publications")) == 9
    assert findings(clean) == []


def test_links_may_start_from_the_store_or_from_a_list(clean):
    folder = clean.folder / "papers"
    folder.mkdir()
    (folder / "a b.pdf").write_text("")
    clean("link", "eires", "pdf", "papers/a%20b.pdf#page=2")
    assert findings(clean) == []
    (folder / "a b.pdf").unlink()
    (each,) = findings(clean)
    assert each["command"] == "pubman unlink eires pdf"


def test_a_status_of_ones_own_is_unset(clean):
    clean("set", "eires", "status", "to appear")
    (found,) = findings(clean)
    assert found["message"] == '"to appear" (yours), but own has the pages'
    assert found["command"] == "pubman unset eires status"


def test_what_is_merely_submitted_is_looked_at_too(clean):
    clean("set", "eires", "status", "submitted")
    assert [each["rule"] for each in findings(clean)] == ["status"]


def test_authors_in_another_order_in_another_source(clean):
    other = entry(
        author="Matthias Weidlich and Bo Zhao", title="Load Shedding for Complex Event Processing",
        booktitle="ICDE", year="2020", pages="1093--1104", doi="10.1109/ICDE48307.2020.00099",
    )  # fmt: skip
    take_in(clean, other, "zz.bib")
    (found,) = findings(clean)
    assert found["message"].endswith(
        "has the authors in another order: Matthias Weidlich is number 1"
    )
    clean(*shlex.split(found["command"])[1:])
    assert findings(clean) == []


FIXED = ["a title in capitals", "a title in lower case among others",
          "to appear, and yet in a volume",
          "a co-author spelt otherwise", "a co-author without the diacritics of elsewhere",
          "a link to a file that is not there", "an open question"]  # fmt: skip


@pytest.mark.parametrize("name", FIXED)
def test_the_command_fixes_it(clean, name):
    take_in(clean, FOUND[name][0])
    (found,) = [each for each in findings(clean) if each["rule"] == FOUND[name][1]]
    clean(*shlex.split(found["command"].partition("     or")[0])[1:])
    assert [each for each in findings(clean) if each["rule"] == FOUND[name][1]] == []


# ---------------------------------------------------------------------------------------- accepted


@pytest.fixture
def odd(clean):
    """A list with one finding: ``odd`` has no DOI."""
    take_in(clean, entry(doi=None))
    return clean


def test_an_accepted_finding_is_a_fact_and_can_be_undone(odd):
    outcome = odd("check", "--accept", "odd:doi")
    assert outcome.err == "Accepted: odd:doi, until the value changes. (pubman undo)\n"
    assert odd("check", "--exit-code").out.startswith("No findings, 1 accepted in 8 publications.")
    assert odd.ask("SELECT rule, value FROM accepted") == [("doi", "")]
    assert "Already accepted: odd:doi." in odd("check", "--accept", "odd:doi").err
    odd("undo")
    assert [each["rule"] for each in findings(odd)] == ["doi"]
    odd("redo")
    assert findings(odd) == []


def test_it_lasts_until_the_value_changes(clean):
    clean("set", "eires", "status", "to appear")
    clean("check", "--accept", "eires:status")
    assert findings(clean) == []
    clean("set", "eires", "status", "accepted")
    assert [each["rule"] for each in findings(clean)] == ["status"]
    clean("set", "eires", "status", "to appear")
    assert findings(clean) == []


def test_it_survives_a_rebuild_a_dump_and_a_join(odd):
    odd("check", "--accept", "odd:doi")
    odd("rebuild")
    odd("dump", "text")
    odd("load", "text")
    assert findings(odd) == []
    take_in(odd, entry("twin", doi=None), "twin.bib")
    assert findings(odd) == []


def test_undoing_the_import_needs_the_acceptance_undone(odd):
    odd("check", "--accept", "odd:doi")
    number = odd.ask("SELECT max(id) FROM operations WHERE command = 'import'")[0][0]
    assert "check" in odd("undo", number, code=1).said


@pytest.mark.parametrize(
    "named, words",
    [
        ("odd", "'odd' is not valid (use KEY:RULE)"),
        ("odd:nosuch", "is not valid (use KEY:RULE)"),
        ("nobody:doi", "No publication matches 'nobody'"),
        ("eires:doi", "There is no finding eires:doi"),
    ],
)
def test_what_is_not_found_is_not_accepted(odd, named, words):
    before = odd.rows()
    outcome = odd("check", "--accept", named, code=2)
    assert words in " ".join(outcome.err.split())
    assert odd.rows() == before


# ------------------------------------------------------------------------------------------ output


def test_the_screen(odd):
    assert odd("check").out.splitlines() == [
        "doi (1): no DOI, although such papers have one, or the same DOI twice",
        "  odd",
        "  pubman set odd doi VALUE",
        "",
        "1 finding in 8 publications. No problems with retractions, titles, authors,",
        "owners, venues, years, statuses, preprints, pages, corrections, text, links or",
        "duplicates.",
        "To accept a finding as it is:",
        "  pubman check --accept odd:doi",
    ]


def test_notes_for_a_workflow(odd):
    assert odd("check", "--format", "github").out == (
        "::warning title=odd doi::missing%0Apubman set odd doi VALUE\n"
    )


TITLES = (
    "Pumping Rivers Uphill", "Ants Carry Leaves Home", "Compilers for Quantum Chemistry",
    "Bridges Made of Paper", "Sorting Letters by Smell", "Clouds Seen from Below",
    "Musical Instruments of Glass",
)  # fmt: skip


def test_the_screen_shows_the_first_few_of_a_rule(clean):
    many = "".join(
        entry(f"k{n}", title=title, doi=None, pages=f"{n}1--{n}9", year=str(2010 + n))
        for n, title in enumerate(TITLES)
    )
    take_in(clean, many)
    out = clean("check").out
    assert "doi (7): " in out
    assert len(re.findall(r"\bk\d\b", out.partition("pubman set")[0])) == 5
    assert "  and 2 more: pubman check --all\n" in out
    every = clean("check", "--all").out
    assert len(re.findall(r"\bk\d\b", every.partition("pubman set")[0])) == 7
    assert len(findings(clean)) == 7


def test_words_narrow(odd):
    assert findings(odd, "year:2021") == []
    assert odd("check", "year:1900").out == "There is no publication to check.\n"
    assert [each["key"] for each in findings(odd, "title:tenplex")] == ["odd"]


def test_check_changes_nothing(odd):
    before = odd.rows()
    odd("check")
    assert odd.rows() == before


def test_the_status_counts_the_findings(odd):
    found = len(json.loads(odd("check", "--json").out)["findings"])
    assert re.search(rf"\b{found} findings? \(pubman check\)", odd("status").out)
    assert json.loads(odd("status", "--json").out)["findings"] == found


def test_a_large_store_is_not_looked_at_in_passing(odd, monkeypatch):
    monkeypatch.setattr("pubman.library.checks.COUNTED_AT_ONCE", 0)
    assert json.loads(odd("status", "--json").out)["findings"] is None
    assert "pubman check" not in odd("status").out


def test_every_rule_has_a_case():
    assert {rule for _, rule, _ in FOUND.values()} == set(RULES)


# ------------------------------------------------------------------------------------- the details


CAPITALS_THAT_STAY = {
    "a country": ("Local Banks and Trust in Kosovo", "Local banks and trust in Kosovo"),
    "a country of two words": ("Sheep Farms of New Zealand", "Sheep farms of New Zealand"),
    "a people": ("Early Norwegian Sagas at Court", "Early Norwegian sagas at court"),
    "a person in a method": ("A Bayesian View of Slow Rivers", "A Bayesian view of slow rivers"),
    "a kingdom": ("Rail in the United Kingdom Today", "Rail in the United Kingdom today"),
    "an ordinary direction": ("The North Side of Old Houses", "The north side of old houses"),
    "a name of another title": ("The Lego Toys at School", "The Lego toys at school"),
    "a place in brackets": ("Trust (New Zealand) at Work", "Trust (New Zealand) at work"),
    "in capitals": ("TRUST IN THE BANKS OF KOSOVO", "Trust in the banks of Kosovo"),
}


@every_row("title, wanted", CAPITALS_THAT_STAY.values(), ids=CAPITALS_THAT_STAY)
def test_sentence_case_keeps_the_capitals_of_names(title, wanted):
    names = names_in(["What children build with Lego at home"])
    assert in_style(title, "sentence case", names) == wanted


@every_row(
    "title, titled, sentence",
    [
        ("Cost of (hidden) debt", "Cost of (Hidden) Debt", "Cost of (hidden) debt"),
        ("The “Smart Home” at Work", "The “Smart Home” at Work", "The “smart home” at work"),
        ("Fast Input/Output Calls", "Fast Input/Output Calls", "Fast input/output calls"),
        ("Input/Output Calls", "Input/Output Calls", "Input/output calls"),
        ("On k-SAT and GPUs", "On k-SAT and GPUs", "On k-SAT and GPUs"),
        ("On self-Driving cars", "On Self-Driving Cars", "On self-Driving cars"),
        ("A look at node.js", "A Look at Node.js", "A look at node.js"),
        ("TRUST IN (HIDDEN) DEBTS", "Trust in (Hidden) Debts", "Trust in (hidden) debts"),
    ],
)
def test_signs_before_and_inside_words(title, titled, sentence):
    assert in_style(title, "Title Case") == titled
    assert in_style(title, "sentence case") == sentence


@every_row(
    "title, style",
    [
        ("Load Shedding for Complex Event Processing", "Title Case"),
        ("Project Silica: Towards sustainable cloud archival storage in glass", "sentence case"),
        ("EIRES: Efficient Integration of Remote Data", "Title Case"),
        ("MSRL", ""),
        ("数据库系统的状态管理", ""),
        ("LOAD SHEDDING FOR COMPLEX EVENTS", "capitals"),
        ("On GPUs and TPUs", ""),
        ("데이터 시스템의 상태 관리", ""),
        ("Ways to node.js:http:query:stream", ""),
    ],
)
def test_the_style_of_a_title(title, style):
    assert style_of(title) == style


@example("A:ᨀ00:ᨀ00:a00")
@example("a abc-Def abc-Def abc-Def")
@given(st.text(max_size=60))
def test_any_text_is_looked_at(text):
    assert len(remnant(text)) == 2
    assert style_of(in_style(text, "Title Case")) != "sentence case"


@every_row(
    "text, found",
    [
        (r"Wagenl{\"a}nder", True), (r"Wagenl\"ander", True), ("Erd{o}s", False),
        ("{Open", True), ("$x", True), ("$x$", False), (r"\emph{a}", True), ("a &amp; b", True),
        ("R&D", False), ("a < b", False), ("SchÃ¶n", True), ("50\\% more", False),
        ("<i>x</i>", True), ("C:\\ drives", False), ("Zürich", False),
    ],
)  # fmt: skip
def test_remains(text, found):
    assert bool(remnant(text)[0]) is found


@every_row(
    "title, language, english",
    [
        ("Load Shedding for Complex Event Processing", "", True),
        ("MSRL", "", True),
        ("Deep Learning Jobs", "", True),
        ("Learning Under Constraints", "", True),
        ("Kunstig intelligens i norsk skole", "", False),
        ("Digitale verktøy", "", False),
        ("Die Kunst der Fuge", "", False),
        ("L'apprentissage des langues dans les villes", "", False),
        ("Aprendizaje profundo para el campo", "", False),
        ("Digital kompetens och skolans uppdrag", "", False),
        ("Bases de Datos", "", False),
        ("Bases de Datos", "en", True),
        ("Learning Words", "no", False),
    ],
)
def test_the_language_of_a_title(title, language, english):
    assert is_english(title, language) is english


@every_row(
    "venue, broken",
    [
        ("Journal of Invented Results", False), ("Nature", False), ("J", True), ("2021", True),
        ("Proceedings of the", True), ("Journal", True), ("doi:10.1234/x", True),
        ("Proc. of the Workshop on Cats (", True), ("to appear", True), ("n/a", True),
        ("Journal of Computer Research and Development", False), ("Kybernetika", False),
        ("Advances in ...", True), ("IEEE Trans. Comput.", False), ("Physics (Berlin)", False),
        ("计算机研究与发展", False),
    ],
)  # fmt: skip
def test_a_venue_looks_broken(venue, broken):
    assert looks_broken(venue) is broken


# ------------------------------------------------------------------------------------- all at once


def test_all_findings_of_a_rule_are_fixed_at_once(clean):
    clean("set", "eires", "status", "to appear")
    clean("set", "shedding", "status", "accepted")
    assert "Fix all 2 at once: pubman check --fix status" in clean("check").out
    before = clean.rows()
    rehearsed = clean("check", "--fix", "status", "--dry-run")
    assert rehearsed.err.endswith("Dry run: nothing was written. 2 fixes to make.\n")
    assert clean.rows() == before
    done = clean("check", "--fix", "status")
    assert "pubman unset eires status" in done.err
    assert done.err.endswith("2 findings fixed. (pubman undo)\n")
    assert findings(clean) == []
    clean("undo")
    assert len(findings(clean)) == 2


def test_two_authors_of_one_paper_are_fixed_at_once(clean):
    text = entry(
        author="Song Liu and Xinhe Wan and Zengyuan Zhang and Bo Zhao and Weigou Wuuuuu",
        year="2020",
    ) + entry(
        "more", author="Song Liu and Xinhe Wan and Zhenyuan Zhang and Bo Zhao and Weiguo Wuuuuu",
        title="Parallel Tensors at Work", doi="10.1145/1234567.1234568", pages="1--9", year="2024",
    )  # fmt: skip
    take_in(clean, text)
    found = [each for each in findings(clean) if each["rule"] == "authors"]
    assert len(found) == 2, found
    clean("check", "--fix", "authors")
    assert [each for each in findings(clean) if each["rule"] == "authors"] == []
    shown = clean("show", "odd").out
    assert "Zhenyuan Zhang" in shown


def test_what_only_a_person_knows_is_left(odd):
    before = odd.rows()
    outcome = odd("check", "--fix", "doi")
    assert "1 finding of the rule doi needs a value that only you know." in outcome.said
    assert "pubman set odd doi VALUE" in outcome.err
    assert odd.rows() == before


def test_fixing_a_rule_without_findings_says_so(clean):
    assert clean("check", "--fix", "link").err == "There are no findings of the rule link.\n"
    assert "'nosuch' is not a rule" in clean("check", "--fix", "nosuch", code=2).err
    assert "--dry-run goes with --fix" in clean("check", "--dry-run", code=2).err
