"""The table of venues holds together, and venues as people write them are found, or are not."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.config.keys import VENUE_KINDS
from pubman.data import data_path
from pubman.record import Work
from pubman.text.fold import fold
from pubman.venues import OwnVenue, VenueTable, title

TABLE = VenueTable.load()


def found(text: str = "", key: str = "", **fields: str) -> str:
    """The id of the venue of a work with this text; ``""`` for none."""
    venue = TABLE.resolve(Work(venue=text, venue_key=key, **fields))
    return venue.id if venue else ""


# --------------------------------------------------------------------------------- the table itself


def lines(name: str) -> list[list[str]]:
    with data_path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_files_have_their_headers():
    assert lines("venues.csv")[0] == ["id", "acronym", "name", "kind", "rank"]
    assert lines("venue_aliases.csv")[0] == ["venue", "form", "alias"]


def test_the_files_are_in_order_so_that_changes_to_them_are_small():
    ids = [line[0] for line in lines("venues.csv")[1:]]
    assert ids == sorted(ids)
    owners = [line[0] for line in lines("venue_aliases.csv")[1:]]
    assert owners == sorted(owners)


def test_no_id_stands_twice():
    ids = Counter(line[0] for line in lines("venues.csv")[1:])
    assert [id_ for id_, times in ids.items() if times > 1] == []


def test_every_venue_is_complete():
    for venue in TABLE:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", venue.id)
        assert venue.acronym
        assert venue.name
        assert venue.kind in VENUE_KINDS


def test_every_alias_is_of_a_venue_and_of_a_known_form():
    ids = {line[0] for line in lines("venues.csv")[1:]}
    for venue, form, alias in lines("venue_aliases.csv")[1:]:
        assert venue in ids
        assert form in {"key", "exact", "pattern"}
        assert alias.strip() == alias != ""


def test_every_dblp_key_is_one_and_stands_once():
    keys = Counter(alias.alias for alias in TABLE.aliases if alias.form == "key")
    assert [key for key, times in keys.items() if times > 1] == []
    assert [key for key in keys if not re.fullmatch(r"(conf|journals)/[\w-]+(#\w+)?", key)] == []


def test_every_pattern_can_be_compiled_and_is_of_folded_text():
    for alias in TABLE.aliases:
        if alias.form == "pattern":
            re.compile(alias.alias)
            assert alias.alias == alias.alias.lower()


def test_no_two_venues_share_a_name():
    owners: dict[str, set[str]] = {}
    for venue in TABLE:
        owners.setdefault(fold(venue.name), set()).add(venue.id)
    for alias in TABLE.aliases:
        if alias.form == "exact":
            owners.setdefault(fold(alias.alias), set()).add(alias.venue)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_every_venue_is_found_by_its_name_its_aliases_and_its_keys():
    assert [venue.id for venue in TABLE if found(venue.name) != venue.id] == []
    for alias in TABLE.aliases:
        if alias.form == "exact":
            assert found(alias.alias) == alias.venue
        if alias.form == "key":
            key, _, number = alias.alias.partition("#")
            assert found(key=key, number=number) == alias.venue


@every_row(
    "venue",
    [
        "sosp", "tc", "vldb", "sigmod", "usenix-atc", "fgcs", "apenergy", "icde", "pesgm", "cgo",
        "cosmic", "ica3pp", "chinese-journal-of-computers", "jcrd", "tos", "spie", "cleo", "iccs",
        "ipdps", "fninf", "cell", "nsmc", "arxiv",
    ],
)  # fmt: skip
def test_every_venue_of_the_examples_is_known(venue):
    assert TABLE.by_id(venue)


def test_an_id_that_is_none_finds_nothing():
    assert TABLE.by_id("nowhere") is None


# ---------------------------------------------------------------------------------------- by key


@every_row(
    "key, text, expected",
    [
        pytest.param("conf/sosp", "SOSP", "sosp", id="a conference"),
        pytest.param("journals/pvldb", "Proc. VLDB Endow.", "vldb", id="PVLDB is VLDB"),
        pytest.param("conf/vldb", "VLDB", "vldb", id="and so is VLDB"),
        pytest.param("journals/pacmmod", "Proc. ACM Manag. Data", "sigmod", id="PACMMOD is SIGMOD"),
        pytest.param("journals/sigmod", "SIGMOD Rec.", "sigmod-record", id="SIGMOD Record is not"),
        pytest.param("journals/vldb", "VLDB J.", "vldbj", id="nor is The VLDB Journal VLDB"),
        pytest.param("conf/ipps", "IPDPS", "ipdps", id="a key that is not the acronym"),
        pytest.param("conf/usenix", "USENIX ATC", "usenix-atc", id="USENIX ATC"),
        pytest.param("journals/corr", "CoRR", "arxiv", id="CoRR is arXiv"),
        pytest.param("conf/sosp", "", "sosp", id="the key alone"),
        pytest.param("conf/sosp", "a name nobody knows", "sosp", id="the key goes before the text"),
        pytest.param("conf/sosp", "SOSP Workshops", "", id="a workshop at SOSP is not SOSP"),
        pytest.param("conf/sigmod", "DEEM@SIGMOD", "", id="nor is what is @ SIGMOD SIGMOD"),
        pytest.param("conf/vldb", "PhD@VLDB", "", id="nor the doctoral workshop"),
        pytest.param("conf/chi", "CHI Extended Abstracts", "", id="nor extended abstracts"),
        pytest.param("conf/www", "WWW (Companion Volume)", "", id="nor a companion volume"),
        pytest.param("conf/emnlp", "EMNLP (Findings)", "findings", id="Findings are their own"),
        pytest.param("conf/iclr", "ICLR (Poster)", "iclr", id="a poster of ICLR is a paper"),
        pytest.param(
            "conf/slt", "SLT Workshop", "slt", id="a conference that is called a workshop"
        ),
        pytest.param("conf/hotos", "HotOS Workshop", "hotos", id="a workshop of its own"),
        pytest.param("conf/nowhere", "SOSP", "sosp", id="an unknown key leaves it to the text"),
    ],
)
def test_a_venue_is_found_by_its_dblp_key(key, text, expected):
    assert found(text, key) == expected


@every_row(
    "key, number, expected",
    [
        pytest.param("journals/pacmpl", "POPL", "popl", id="POPL"),
        pytest.param("journals/pacmpl", "OOPSLA2", "oopsla", id="OOPSLA in two issues"),
        pytest.param("journals/pacmse", "FSE", "fse", id="FSE"),
        pytest.param("journals/pacmhci", "CSCW1", "cscw", id="CSCW"),
        pytest.param("journals/pacmpl", "7", "pacmpl", id="an issue that names none"),
    ],
)
def test_an_issue_of_a_journal_of_conferences_is_the_conference_it_names(key, number, expected):
    assert found(key=key, number=number) == expected


# ---------------------------------------------------------------------------------------- by text


@every_row(
    "text, expected",
    [
        # -- the names themselves, and what people call them
        ("IEEE Transactions on Computers", "tc"),
        ("Applied energy", "apenergy"),
        ("Frontiers in neuroinformatics", "fninf"),
        ("计算机学报", "chinese-journal-of-computers"),
        ("VLDB", "vldb"),
        ("SIGMOD Conference", "sigmod"),
        ("SIGMOD Record", "sigmod-record"),
        ("Very Large Data Bases", "vldb"),
        ("International Conference on Management of Data", "sigmod"),
        ("SOSP'23", "sosp"),
        ("In VLDB, 2019", "vldb"),
        # -- a name among the words that such titles have
        ("SOSP '23: Proceedings of the 29th Symposium on Operating Systems Principles", "sosp"),
        ("Proceedings of the ACM SIGOPS 28th Symposium on Operating Systems Principles", "sosp"),
        ("Proc. International Conference on Computational Science (ICCS 2020), Amsterdam", "iccs"),
        ("Proc. International Parallel & Distributed Processing Symposium (IPDPS 2019)", "ipdps"),
        ("Proceedings of the 36th International Conference on Machine Learning, ICML 2019", "icml"),
        ("The Thirty-Fourth AAAI Conference on Artificial Intelligence, AAAI 2020", "aaai"),
        ("Proceedings of the Twenty-Eighth Int. Joint Conference on Artificial Intelligence",
         "ijcai"),
        ("Proceedings of the 2020 CHI Conference on Human Factors in Computing Systems", "chi"),
        ("Advances in Neural Information Processing Systems 32", "neurips"),
        ("Proceedings of the 2019 ACM SIGSAC Conference on Computer and Communications Security",
         "ccs"),
        ("IEEE INFOCOM 2019 - IEEE Conference on Computer Communications", "infocom"),
        ("14th USENIX Symposium on Operating Systems Design and Implementation (OSDI 20)", "osdi"),
        ("twenty-second ACM SIGMOD-SIGACT-SIGART symposium on Principles of database systems",
         "pods"),
        ("2019 IEEE Power & Energy Society General Meeting (PESGM)", "pesgm"),
        ("Workshop on Code Optimisation for Multi and Many Cores held in conjunction with CGO",
         "cosmic"),
        ("Conf. Lasers and Electro-Optics Technical Digest Series 2022", "cleo"),
        ("Proceedings of SPIE 12345", "spie"),
        ("NSMC'10", "nsmc"),
        ("Proceedings of the 54th ACM Technical Symposium on Computer Science Education V. 1",
         "sigcse"),
        # -- the acronym, where the title speaks of the same things
        ("21st International Conference on Data Engineering (ICDE'05)", "icde"),
        ("Machine Learning, Proceedings of the Twenty-Third International Conference (ICML 2006)",
         "icml"),
        ("Computer Vision - ECCV 2018 - 15th European Conference, Munich, Germany", "eccv"),
        ("Advances in Cryptology - CRYPTO 2019 - 39th Annual International Cryptology Conference",
         "crypto"),
        # -- journals, shortened or with more behind
        ("IEEE Trans. Parallel Distributed Syst.", "tpds"),
        ("Future Gener. Comput. Syst.", "fgcs"),
        ("ACM Transactions on Database Systems (TODS)", "tods"),
        ("ACM Trans. Database Syst.", "tods"),
        ("VLDB J.", "vldbj"),
        ("The VLDB Journal &mdash; The International Journal on Very Large Data Bases", "vldbj"),
        ("IEEE Transactions on Computers 73 (3), 851-864", "tc"),
        # -- turned round, or broken off
        ("Data Engineering, 2004. Proceedings. 20th International Conference on", "icde"),
        ("Knowledge and Data Engineering, IEEE Transactions on", "tkde"),
        ("Proceedings of the VLDB …", "vldb"),
        ("proceedings of the international conference on very large & hellip ; ,", "vldb"),
        ("proceedings of the 1996 acm sigmod international conference on & hellip ; ,", "sigmod"),
        ("IEEE Transactions on Pattern Analysis and …", "pami"),
        # -- preprints
        ("arXiv preprint arXiv:2412.20114", "arxiv"),
        ("arXiv:cond-mat/0211159", "arxiv"),
        ("CoRR abs/2412.20114", "arxiv"),
        ("Cryptology ePrint Archive, Paper 2023/123", "eprint"),
    ],
)  # fmt: skip
def test_a_venue_is_found_as_it_is_written(text, expected):
    assert found(text) == expected


@every_row(
    "text",
    [
        # -- beside a conference
        "IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)",
        "Proceedings of VLDB Workshop on Information Integration on the Web (IIWeb-2004)",
        "ICDE Workshops",
        "Companion Proceedings of The Web Conference 2018",
        "Extended Abstracts of the 2021 CHI Conference on Human Factors in Computing Systems",
        "SIGMOD 2021 Posters",
        "NeurIPS 2019 Workshop on Machine Learning for Systems",
        "Adjunct Proceedings of the ACM Symposium on User Interface Software and Technology",
        "Doctoral Consortium at the International Conference on Software Engineering",
        "DEEM@SIGMOD",
        # -- nearly a conference
        "International Conference on Machine Learning and Applications",
        "International Conference on Computational Science and Its Applications (ICCSA)",
        "International Conference on Data Science and Engineering (ICDSE)",
        "Principles and Practice of Multi-Agent Systems",
        "Information Security Conference (ISC)",
        "International Conference on Distance Education (ICDE)",
        # -- nearly a journal
        "Cognition, Technology, Science",
        "Proc. IEE",
        "Journal of Information Security",
        "Nature Photonics",
        "Cell Reports",
        "Science of Computer",
        # -- too little
        "ISC", "SC", "FSE", "ICS", "Proceedings of the (ISC)",
        "Proceedings of the ACM",
        "proceedings of the 13th acm international conference on & hellip ; ,",
        "International Conference on Machine …",
        "International Conference on Software Engineering …",
        "Data Engineering, 2003. Proceedings. 19th International …",
        "", " ", "…", "2019", "@", "()",
    ],
)  # fmt: skip
def test_a_venue_that_is_not_known_for_certain_is_not_found(text):
    assert found(text) == ""


def test_the_series_lends_its_acronym():
    text = "Proceedings of the ACM 28th Symposium on Operating Principles"
    assert found(text) == ""
    assert found(text, series="SOSP '21") == "sosp"


@given(st.text(max_size=80), st.sampled_from(["", "conf/sosp", "journals/pacmpl"]))
def test_any_text_is_looked_up_without_failing(text, key):
    TABLE.resolve(Work(venue=text, venue_key=key, series=text, number=text))


@given(st.text(max_size=60))
def test_keys_of_titles_are_idempotent(text):
    assert title.key(title.key(text)) == title.key(text)


@given(st.sampled_from([venue for venue in TABLE if venue.kind == "conference"]), st.data())
def test_a_conference_is_never_found_in_what_is_beside_it(venue, data):
    beside = data.draw(
        st.sampled_from(["Workshops", "Companion", "Adjunct", "Doctoral Symposium", "Posters"])
    )
    template = data.draw(st.sampled_from(["{} {}", "{1} of the {0}", "{} 2024 ({})", "{}: {}"]))
    at = found(template.format(venue.name, beside))
    resolved = TABLE.by_id(at)
    assert resolved is None or resolved.kind != "conference" or "workshop" in fold(venue.name)


# ------------------------------------------------------------------------- the kind of publication


@every_row(
    "work, expected",
    [
        pytest.param(Work(kind="article", venue_key="journals/pvldb"), "conference", id="PVLDB"),
        pytest.param(
            Work(kind="article", venue_key="journals/pacmmod"), "conference", id="PACMMOD"
        ),
        pytest.param(Work(kind="article", venue_key="journals/corr"), "preprint", id="CoRR"),
        pytest.param(Work(kind="other", venue="arXiv"), "preprint", id="arXiv, typed by hand"),
        pytest.param(Work(kind="conference", venue_key="journals/tc"), "article", id="a journal"),
        pytest.param(Work(kind="article", venue="SIGMOD Record"), "article", id="a magazine"),
        pytest.param(Work(kind="conference", venue_key="conf/hotos"), "workshop", id="a workshop"),
        pytest.param(Work(kind="demo", venue_key="conf/sigmod"), "demo", id="a demo stays one"),
        pytest.param(Work(kind="thesis", venue="VLDB"), "thesis", id="a thesis stays one"),
        pytest.param(Work(kind="proceedings", venue_key="conf/sosp"), "proceedings", id="a volume"),
        pytest.param(Work(kind="report", venue_key="journals/corr"), "preprint", id="a report"),
        pytest.param(Work(kind="report", venue="TR 12"), "report", id="a report elsewhere"),
        pytest.param(
            Work(kind="conference", venue="DEEM@SIGMOD", venue_key="conf/sigmod"),
            "workshop",
            id="at a conference",
        ),
        pytest.param(
            Work(kind="conference", venue="ICDE Workshops", venue_key="conf/icde"),
            "workshop",
            id="workshops of a conference",
        ),
        pytest.param(
            Work(kind="conference", venue="SIGMOD Posters"), "demo", id="posters of a conference"
        ),
        pytest.param(
            Work(kind="conference", venue="CHI Extended Abstracts", venue_key="conf/chi"),
            "conference",
            id="beside a conference, nobody knows what: the record's word",
        ),
        pytest.param(
            Work(kind="article", venue="Journal of Workshops"), "article", id="an unknown journal"
        ),
        pytest.param(Work(kind="book", venue="Springer"), "book", id="a book"),
        pytest.param(Work(), "other", id="nothing said"),
    ],
)
def test_the_canonical_venue_decides_the_kind(work, expected):
    assert TABLE.kind_of(work) == expected


# -------------------------------------------------------------------------------------- one's own


def test_one_s_own_venue_is_found_by_everything_it_says():
    table = VenueTable.load(
        [
            OwnVenue(
                id="nws", name="Nordic Workshop on Something", acronym="NWS", kind="workshop",
                aliases=("Nordic Something",), patterns=("^nordic some",), dblp=("conf/nws",),
            )
        ]
    )  # fmt: skip
    for work in (
        Work(venue="Nordic Workshop on Something"),
        Work(venue="NWS"),
        Work(venue="nordic something"),
        Work(venue="Nordic Some Event 2024"),
        Work(venue_key="conf/nws"),
        Work(venue="Proceedings of the 3rd Nordic Workshop on Something (NWS 2024)"),
    ):
        venue = table.resolve(work)
        assert venue is not None
        assert venue.id == "nws"
        assert table.kind_of(work) == "workshop"
    assert table.venues[0].id == "nws"


def test_one_s_own_venue_goes_before_a_shipped_one():
    own = OwnVenue(id="mine", name="My VLDB", dblp=("conf/vldb",), aliases=("VLDB",), kind="other")
    table = VenueTable.load([own])
    for work in (Work(venue_key="conf/vldb"), Work(venue="VLDB")):
        venue = table.resolve(work)
        assert venue is not None
        assert venue.id == "mine"


def test_a_shipped_venue_called_anew_keeps_what_leads_to_it():
    own = OwnVenue(id="sosp", name="Symposium on OS Principles", acronym="ACM SOSP")
    table = VenueTable.load([own])
    venue = table.resolve(Work(venue_key="conf/sosp"))
    assert venue is not None
    assert (venue.name, venue.acronym, venue.kind) == (own.name, "ACM SOSP", "conference")
    assert venue == table.resolve(Work(venue="Symposium on Operating Systems Principles"))
    assert [each.id for each in table].count("sosp") == 1
