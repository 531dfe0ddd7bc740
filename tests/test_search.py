"""Search: what people type finds what they mean, and is never syntax by accident."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import every_row

BIB = """\
@article{zh, author = {王伟 and 李娜}, year = 2020, journal = {软件学报},
  title = {面向大规模图数据的分布式查询处理}}
@article{ja, author = {Taro Yamada}, year = 2019, journal = {情報処理},
  title = {ストリームデータベースの性能評価}}
@article{ko, author = {김민수}, year = 2018, journal = {정보과학회지},
  title = {그래프 데이터베이스 연구}}
@article{uml, author = {Marcel Wagenl{\\"a}nder and Søren Ørsted}, year = 2017,
  title = {Über die Größe naïver Übersetzer}, journal = {Zeitschrift f{\\"u}r Informatik},
  note = {best paper}}
@inproceedings{stream, author = {Bo Zhao and Matthias Weidlich}, year = 2021,
  title = {Event Stream Processing with Remote Data}, booktitle = {SIGMOD},
  abstract = {We shed load where windows slide.}}
@inproceedings{remote, author = {Bo Zhao and Han van der Aa}, year = 2020,
  title = {Remote Streams of Events}, booktitle = {ICDE}}
@article{cpp, author = {Ada C. Lovelace}, title = {C++ and O(n log n): What's in a {NULL}?},
  journal = {TODS}, year = 2019, keywords = {load shedding}}
@article{event, author = {Grace Event}, title = {Compilers}, journal = {CACM}, year = 1952}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    from pubman.cli import main

    folder = tmp_path_factory.mktemp("search")
    (folder / "all.bib").write_text(BIB, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("PUBMAN_DB", raising=False)
        for words in (
            ["init", "--name", "Bo Zhao"],
            ["import", "--mine", "all.bib"],
            ["tag", "selected", "stream"],
            ["tag", "to do", "remote"],
            ["set", "remote", "era", "Before PhD"],
            ["set", "event", "award", "Turing"],
        ):
            assert main(["-q", *words]) == 0
    return folder


@pytest.fixture
def found(made, pubman):
    """``found("words")`` is the keys that a search for them gives, in order."""
    pubman.folder = made

    def keys(*words):
        return [line.split()[0] for line in pubman("search", "--", *words).out.splitlines()]

    return keys


CASES = {
    "a word": (["processing"], ["stream"]),
    "capitals": (["PROCESSING"], ["stream"]),
    "the beginning of a word": (["process"], ["stream"]),
    "a beginning before another word": (["strea proces"], []),
    "two words in any order": (["processing", "event"], ["stream"]),
    "a phrase": (['"event stream"'], ["stream"]),
    "a phrase quoted in the shell": (["event stream"], ["stream"]),
    "a phrase the other way round": (['"stream event"'], []),
    "a word inside a Chinese title": (["查询处理"], ["zh"]),
    "two characters of one": (["分布"], ["zh"]),
    "a single Chinese character": (["图"], ["zh"]),
    "a Chinese name": (["author:王伟"], ["zh"]),
    "a Chinese venue": (["venue:软件"], ["zh"]),
    "a word inside a Japanese title": (["データベース"], ["ja"]),
    "a Japanese word at the end": (["評価"], ["ja"]),
    "a Korean word": (["데이터베이스"], ["ko"]),
    "an umlaut typed": (["größe"], ["uml"]),
    "an umlaut left out": (["grosse"], ["uml"]),
    "accents left out": (["naiver ubersetzer"], ["uml"]),
    "a letter with a stroke left out": (["author:orsted"], ["uml"]),
    "a name with LaTeX in the file": (["wagenlander"], ["uml"]),
    "author:": (["author:event"], ["event"]),
    "title:": (["title:compilers"], ["event"]),
    "venue:": (["venue:sigmod"], ["stream"]),
    "the name of a known venue": (["venue:TODS"], ["cpp"]),
    "the abstract": (["windows slide"], ["stream"]),
    "a note": (["best paper"], ["uml"]),
    "a keyword": (["shedding"], ["cpp"]),
    "an award": (["turing"], ["event"]),
    "year:": (["year:1952"], ["event"]),
    "years from to": (["year:2020..2021", "zhao"], ["stream", "remote"]),
    "years until": (["year:..1999"], ["event"]),
    "years from": (["year:2021.."], ["stream"]),
    "tag:": (["tag:selected"], ["stream"]),
    "a tag of two words": (['tag:"to do"'], ["remote"]),
    "era:": (['era:"before phd"'], ["remote"]),
    "kind:": (["kind:conference", "remote"], ["remote", "stream"]),
    "two kinds": (["kind:conference,article", "event"], ["event", "stream", "remote"]),
    "person:": (['person:"Bo Zhao"', "streams"], ["remote"]),
    "person: by a part of a name": (["person:zhao", "streams"], ["remote"]),
    "person: by a part, in other letters": (["person:BO", "streams"], ["remote"]),
    "person: by the beginning of a name": (["person:zha"], []),
    "narrowed twice": (["author:zhao", "year:2020"], ["remote"]),
    "words that are syntax elsewhere": (["AND"], ["cpp"]),
    "signs": (["C++"], ["cpp"]),
    "an apostrophe": (["what's"], ["cpp"]),
    "brackets": (["O(n log n)"], ["cpp"]),
    "a name that narrows nothing": (["https://example.org/x"], []),
    "a key": (["key:event"], ["event"]),
    "words that nothing has": (["zzz"], []),
}


@every_row("words, keys", CASES.values(), ids=CASES)
def test_search_finds(found, words, keys):
    assert sorted(found(*words)) == sorted(keys)


def test_a_word_of_the_title_ranks_before_one_of_the_abstract_or_notes(found):
    assert found("remote")[0] in {"remote", "stream"}
    assert found("load") in (["stream", "cpp"], ["cpp", "stream"])
    assert found("event")[0] != "cpp"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.text(min_size=1, max_size=30))
def test_no_text_is_syntax(made, pubman, text):
    pubman.folder = made
    said = pubman("search", "--", text, code=None)
    assert said.code in (0, 2)
    assert "Traceback" not in said.err


SYNTAX = [
    *('"', "*", "a*", "NEAR(a b)", "a OR zzz", "NOT a", "(", "{title}: a", "^event", "a - b"),
    *("title:", "':'", "%", "year:x", "kind:x", "is:x", "x:y:z", 'a"b"c', "+", "--"),
]


@every_row("text", SYNTAX)
def test_what_would_be_syntax_in_fts_is_words(made, pubman, text):
    pubman.folder = made
    said = pubman("search", "--", text, code=None)
    assert said.code in (0, 2)
    assert "fts5" not in said.err.lower()
    assert "Traceback" not in said.err


def test_or_is_a_word(found):
    assert found("event OR compilers") == []


def test_a_whole_name_means_that_person_and_no_longer_one(pubman):
    (pubman.folder / "pubman.toml").write_text(
        "".join(
            f'[[people]]\nname = "{name}"\n' for name in ("Ada Lovelace", "Bo Li", "Bo Li Ørsted")
        )
    )
    pubman("init")
    pubman("add", "--title", "Short", "--author", "Bo Li", "--year", "2020")
    pubman("add", "--title", "Long", "--author", "Bo Li Ørsted", "--year", "2021")

    def titles(word):
        return {line.split()[-1] for line in pubman("list", word).out.splitlines()}

    assert titles('person:"Bo Li"') == titles("person:bo-li") == {"Short"}
    assert titles("person:bo") == titles("person:LI") == {"Short", "Long"}
    assert titles("person:orsted") == titles("person:Ørsted") == {"Long"}
