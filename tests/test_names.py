"""Names: the meaning of BibTeX's author values, and that written names read back."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rows import every_row

from pubman.record import Name
from pubman.text.first_names import is_first_name
from pubman.text.fold import fold
from pubman.text.name_lists import _names_of
from pubman.text.name_parts import AND, FAMILY_FIRST, outside_braces, parse_one, split_at_and
from pubman.text.names import dblp_name, join_names, parse_name, split_names
from pubman.text.plain_names import INVERTED_NAME, read_inverted


def shown(name: Name) -> str:
    """``particle|family|suffix|given``, or ``{literal}``."""
    if name.literal:
        return "{" + name.literal + "}"
    return f"{name.particle}|{name.family}|{name.suffix}|{name.given}"


NAMES = {
    "first last": ("Bo Zhao", "|Zhao||Bo"),
    "last, first": ("Zhao, Bo", "|Zhao||Bo"),
    "one word": ("Plato", "|Plato||"),
    "several given names": ("Jimmy Chih-Hsien Peng", "|Peng||Jimmy Chih-Hsien"),
    "initials": ("J. C.-H. Peng", "|Peng||J. C.-H."),
    "von": ("Ludwig van Beethoven", "van|Beethoven||Ludwig"),
    "von of two words": ("Han van der Aa", "van der|Aa||Han"),
    "von, last, first": ("van der Aa, Han", "van der|Aa||Han"),
    "von behind the given name": ("Aa, Han van der", "van der|Aa||Han"),
    "a last name of two words": (
        "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
        "de la|Vallée Poussin||Charles Louis Xavier Joseph",
    ),
    "a capital before a small particle": ("Guy Van den Broeck", "Van den|Broeck||Guy"),
    "any other capital word is a given name": ("Jean De la Fontaine", "la|Fontaine||Jean De"),
    "a special character without a letter": (r"AA {\xx} cc dd", r"cc|dd||AA \xx"),
    "a special character with a capital": (r"AA {\xx B} cc dd", r"cc|dd||AA \xx B"),
    "a special character with a small letter": (r"AA {\xx b} cc dd", r"\xx b cc|dd||AA"),
    "a small letter that is a command": (r"A {\ae} Foo", "æ|Foo||A"),
    "a capital letter that is a command": (r"A {\AE}b Foo", "|Foo||A Æb"),
    "a first letter hidden by relax": (r"{\relax Ch}arles Fourier", "|Fourier||Charles"),
    "biblatex's own delimiters": (r"Foo, J\bibinitperiod\bibnamedelimi K.", "|Foo||J. K."),
    "a thin space is no comma": (r"J.\,R.\,R. Tolkien", "|Tolkien||J. R. R."),
    "a degree behind a comma": ("Natalie Wentworth, Ph.D.", "|Wentworth|Ph.D.|Natalie"),
    "a degree at the end": ("Wentworth, Natalie, PhD", "|Wentworth|PhD|Natalie"),
    "no von after a first name only": ("d'Alembert, Jean", "|d'Alembert||Jean"),
    "two capital words before the comma": ("Brinch Hansen, Per", "|Brinch Hansen||Per"),
    "braces hold words together": ("Per {Brinch Hansen}", "|Brinch Hansen||Per"),
    "jr between commas": ("Ford, Jr., Henry", "|Ford|Jr.|Henry"),
    "jr at the end": ("Ford, Henry, Jr.", "|Ford|Jr.|Henry"),
    "jr without commas": ("Henry Ford Jr.", "|Ford|Jr.|Henry"),
    "the third": ("Ford, III, Henry", "|Ford|III|Henry"),
    "a corporate body": ("{Barnes and Noble}", "{Barnes and Noble}"),
    "accents": ("{\\'E}va Tardos", "|Tardos||Éva"),
    "an accented capital is no von": ("{\\'E}lan, \\'Etienne", "|Élan||Étienne"),
    "a small accented letter is a von": ("Jos {\\'e}l Foo", "él|Foo||Jos"),
    "ties": ("Donald~E. Knuth", "|Knuth||Donald E."),
    "a trailing comma": ("van Rijn,", "van|Rijn||"),
    "extended": ("family=Aa, given=Han, prefix={van der}, useprefix=true", "van der|Aa||Han"),
    "extended with a suffix": ("given=Henry, family=Ford, suffix=Jr.", "|Ford|Jr.|Henry"),
    "Han": ("李明", "|李||明"),
    "Han with a compound family name": ("欧阳明", "|欧阳||明"),
    "Han of four characters": ("司马相如", "|司马||相如"),
    "Han with a comma": ("李, 明", "|李||明"),
    "Han with a wide comma": ("李，明", "|李||明"),
    "Han with a space, family first": ("山田 太郎", "|山田||太郎"),
    "an institute in Han stays whole": ("中国科学院", "{中国科学院}"),
    "Hangul": ("김철수", "|김||철수"),
    "Kana stays whole": ("たけし", "{たけし}"),
    "Cyrillic": ("Лев Толстой", "|Толстой||Лев"),
    "too many commas stay whole": ("Foo, a, b, c", "{Foo, a, b, c}"),
}  # fmt: skip


@every_row("text, parts", NAMES.values(), ids=NAMES)
def test_a_name_in_parts(text: str, parts: str) -> None:
    names = split_names(text)
    assert [shown(name) for name in names.names] == [parts]
    assert bool(names.doubts) == (text == "Foo, a, b, c")
    assert parse_name(text) == names.names[0]


LISTS = {
    "and": ("A. Foo and B. Bar", ["A. Foo", "B. Bar"], False),
    "over lines": ("A. Foo and\n          B. Bar", ["A. Foo", "B. Bar"], False),
    "AND in capitals": ("A. Foo AND B. Bar", ["A. Foo", "B. Bar"], False),
    "and in braces": ("{Barnes and Noble} and J. Doe", ["Barnes and Noble", "J. Doe"], False),
    "and others": ("A. Foo and others", ["A. Foo"], True),
    "et al.": ("A. Foo and et al.", ["A. Foo"], True),
    "et al. behind a tie": ("A. Foo et~al.", ["A. Foo"], True),
    "a firm's ampersand": (r"Barnes \& Noble and B. Bar", ["Barnes & Noble", "B. Bar"], False),
    "et al. behind a name": ("A. Foo et al.", ["A. Foo"], True),
    "and at the end": ("A. Foo and", ["A. Foo"], False),
    "and twice": ("A. Foo and and B. Bar", ["A. Foo", "B. Bar"], False),
    "a word that begins with and": ("B. Andy and Sandy A.", ["B. Andy", "Sandy A."], False),
    "Han at commas": ("李明,王伟，张三丰", ["李明", "王伟", "张三丰"], False),
    "Han at semicolons": ("李明；王伟;", ["李明", "王伟"], False),
    "a brace never closed": ("{A. Foo and B. Bar", ["A. Foo", "B. Bar"], False),
    "nothing": ("", [], False),
    "only and": (" and ", [], False),
    "only braces": ("{}", [], False),
    "maths alone": ("$A$", ["A"], False),
    "a particle and braces astray": ("A{ and }},{", ["A and"], False),
}  # fmt: skip


@every_row("text, full, cut", LISTS.values(), ids=LISTS)
def test_a_list_of_names(text: str, full: list[str], cut: bool) -> None:
    names = split_names(text)
    assert [name.full for name in names.names] == full
    assert names.cut is cut
    assert names.doubts == ()


def test_semicolons_are_taken_for_and_with_a_doubt() -> None:
    names = split_names("Foo, A.; Bar, B.")
    assert [name.full for name in names.names] == ["A. Foo", "B. Bar"]
    assert names.doubts == ("names separated by ';' instead of 'and'",)


@every_row(
    "text, full, sign",
    [
        ("LeCun, Y., Bottou, L., Bengio, Y.", ["Y. LeCun", "L. Bottou", "Y. Bengio"], ","),
        ("Chong, B. M., Specia, L., & Mitkov, R.",
         ["B. M. Chong", "L. Specia", "R. Mitkov"], ","),
        ("N Foo, P Bar, H Baz, J Qux", ["N Foo", "P Bar", "H Baz", "J Qux"], ","),
        ("A. Foo & B. Bar", ["A. Foo", "B. Bar"], "&"),
        (r"Foo, Ann \& Bar, Bob and C. Baz", ["Ann Foo", "Bob Bar", "C. Baz"], "&"),
    ],
)  # fmt: skip
def test_names_as_other_styles_write_them(text: str, full: list[str], sign: str) -> None:
    names = split_names(text)
    assert [name.full for name in names.names] == full
    assert names.doubts == (f"names separated by '{sign}' instead of 'and'",)


@every_row(
    "text, full, marks",
    [
        ("Zhu*, Yi", "Yi Zhu", ("*",)),
        ("Yi Zhu*", "Yi Zhu", ("*",)),
        ("Zhu, Yi$^{*}$", "Yi Zhu", ("*",)),
        ("Zhu, Yi$^\\dagger$", "Yi Zhu", ("†",)),
        ("Zhu, Yi\\textsuperscript{1,2}", "Yi Zhu", ("1", "2")),
        ("Yi Zhu†‡", "Yi Zhu", ("†", "‡")),
        ("Zhu, Yi$^{1,12,*†}$", "Yi Zhu", ("1", "12", "*", "†")),
        ("Zhu\\#, Yi", "Yi Zhu", ("#",)),
        ("Yi Zhu\\dag", "Yi Zhu", ("†",)),
        ("Yi Zhu {\\ddag}", "Yi Zhu", ("‡",)),
    ],
)
def test_signs_behind_a_name_are_its_marks(text: str, full: str, marks: tuple[str, ...]) -> None:
    name = parse_name(text)
    assert name.full == full
    assert name.marks == marks


@every_row(
    "text, full, number",
    [
        ("Bo Zhao 0019", "Bo Zhao", "0019"),
        ("Han van der Aa", "Han van der Aa", ""),
        ("Henry Ford Jr. 0001", "Henry Ford Jr.", "0001"),
        ("Éva Tardos", "Éva Tardos", ""),
    ],
)
def test_dblp_names(text: str, full: str, number: str) -> None:
    name = dblp_name(text, pid="94/4810-19", orcid="0000-0002-1825-0097")
    assert (name.full, name.number) == (full, number)
    assert (name.pid, name.orcid) == ("94/4810-19", "0000-0002-1825-0097")


@every_row(
    "name, written",
    [
        (Name(family="Zhao", given="Bo"), "Zhao, Bo"),
        (Name(family="Aa", given="Han", particle="van der"), "van der Aa, Han"),
        (Name(family="Ford", given="Henry", suffix="Jr."), "Ford, Jr., Henry"),
        (Name(literal="Barnes and Noble"), "{Barnes and Noble}"),
        (Name(family="Gödel", given="Kurt"), 'G{\\"{o}}del, Kurt'),
        (Name(family="de Foo", given="A."), "{de Foo}, A."),
        (Name(family="Foo and Bar", given="A."), "{Foo and Bar}, A."),
        (Name(family="van Rijn"), "{van Rijn},"),
        (Name(family="Foo, A. & B", given="C. D."), r"{Foo, A. \& B}, C. D."),
        (Name(family="李", given="明"), "李, 明"),
    ],
)  # fmt: skip
def test_names_are_written_for_bibtex(name: Name, written: str) -> None:
    assert join_names([name]) == written
    assert split_names(written).names == (name,)


def test_a_cut_list_is_written_and_read() -> None:
    written = join_names([Name(family="Ülkü", given="A.")], cut=True, accents=False)
    assert written == "Ülkü, A. and others"
    assert split_names(written).cut


# ----------------------------------------------------------------------------------- properties


def is_no_whole_name(family: str) -> bool:
    """Return whether nobody takes the words for a first and a family name, as in "Ada Li"."""
    words = fold(family).split()
    return len(words) < 2 or not (is_first_name(words[0]) or words[-1] in FAMILY_FIRST)


WORD = st.from_regex(r"[A-ZÀÉÖŁ][a-zàéöł]{1,6}(-[A-Z][a-z]{1,4})?", fullmatch=True)
FULL_NAMES = st.builds(
    Name,
    family=st.lists(WORD, min_size=1, max_size=2).map(" ".join).filter(is_no_whole_name),
    given=st.lists(WORD, min_size=1, max_size=2).map(" ".join),
    particle=st.sampled_from(["", "van der", "de la", "von"]),
    suffix=st.sampled_from(["", "Jr.", "III"]),
)
BODIES = st.builds(
    Name, literal=st.lists(WORD, min_size=2, max_size=4).map(" and ".join)
)  # fmt: skip


@example([Name(family="Aa Aa", given="Aa Aa")], True)
@example([Name(family="Aa Aa", given="Aa Aa"), Name(literal="Aa and Aa")], False)
@given(st.lists(st.one_of(FULL_NAMES, BODIES), max_size=5), st.booleans())
def test_what_is_written_is_read(names: list[Name], cut: bool) -> None:
    got = split_names(join_names(names, cut=cut))
    assert got.names == tuple(names)
    assert got.cut is cut
    assert got.doubts == ()


SIGNS = list("AbZé李김た{},;.~'\"*$=- \n")


@given(st.lists(st.sampled_from([*SIGNS, "\\", " and ", ", "]), max_size=40).map("".join))
def test_any_text_gives_names(text: str) -> None:
    assert all(name.full for name in split_names(text).names)


@given(st.lists(st.sampled_from([*SIGNS, " and ", ", "]), max_size=40).map("".join))
def test_no_letter_of_a_list_disappears(text: str) -> None:
    whole = "".join(shown(name) + "".join(name.marks) for name in split_names(text).names)
    for letter in "AbZé李김た":
        assert whole.count(letter) == text.count(letter)


def test_long_and_deep_lists_take_one_pass() -> None:
    assert len(split_names(" and ".join(["Foo, A."] * 50_000)).names) == 50_000
    assert len(split_names("{" * 50_000 + "x" + "}" * 50_000).names) == 1
    assert split_names("a{" * 50_000).names
    assert split_names("*" * 50_000 + "$" * 50_001).names is not None


@given(
    st.lists(
        st.sampled_from(["{", "}", " and ", " AND ", "and", "Foo", "{\\'e}", " "]), max_size=12
    )
    .map("".join)
    .map(lambda text: " ".join(text.split()))
)
@example("{Foo and Foo} and Foo")
@example("{\\'e} and Foo")
def test_a_list_is_split_at_and_outside_braces(text: str) -> None:
    assert split_at_and(text) == outside_braces(text, AND)


GIVEN_WORDS = (
    "Ada A. A J.-P. Jr Jr. III VI PhD Ph. D. Esq NULL Et Al Al. AL Van De MD Dr. JH Jean-Luc Lee Lo"
).split()


@given(
    st.sampled_from(["Li", "LI", "Smith", "Lovelace", "McDonald", "Jr", "De"]),
    st.lists(st.sampled_from(GIVEN_WORDS), min_size=1, max_size=3).map(" ".join),
)
@example("Smith", "Et Al")
@example("Smith", "Jr.")
@example("Smith", "Ph. D.")
def test_a_plain_inverted_name_is_read_as_any_other(family: str, given_: str) -> None:
    text = f"{family}, {given_}"
    doubts: list[str] = []
    if INVERTED_NAME.fullmatch(text):
        assert (_names_of(text, doubts, alone=True), doubts) == ([text], [])
    if (name := read_inverted(text)) is not None:
        assert parse_one(text) == (name, "")
        assert not text.lower().endswith((" et al", " et al."))
