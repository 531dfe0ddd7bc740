"""Spellings of a person's name: found in every usual form, and never another person's."""

from __future__ import annotations

from itertools import product

from rows import every_row

from pubman.people import Person, identify, probably
from pubman.text.names import parse_name, split_names
from pubman.text.scripts import initials, spellings
from pubman.text.spellings import may_be, same_spelling

FOUND = {
    "a first name that gave its place to the second": ("Lan M. Duong", "Minh Lan Duong"),
    "two surnames, with a comma": ("Salinas Prieto, Elena", "Salinas Prieto, Elena"),
    "two surnames, without a comma": ("Elena Salinas Prieto", "Salinas Prieto, Elena"),
    "two surnames with a hyphen": ("Elena Salinas Prieto", "Salinas-Prieto, E."),
    "the first of two surnames": ("Elena Salinas Prieto", "Salinas, Elena"),
    "the first of two surnames, an initial": ("Elena Salinas Prieto", "Salinas, E."),
    "the second surname as family name": ("Elena Salinas Prieto", "Prieto, Elena Salinas"),
    "the second surname alone": ("Salinas Prieto, Elena", "Prieto, E."),
    "the second surname as an initial": ("Elena Salinas Prieto", "Salinas P., Elena"),
    "an initial behind": ("Elena Salinas Prieto", "Elena Salinas P."),
    "two surnames in braces": ("Elena Salinas Prieto", "Elena {Salinas Prieto}"),
    "a middle name more": ("Salinas Prieto, Elena", "Salinas Prieto, Elena M."),
    "a first name that is also a surname": ("Carlos Martin Vega", "Martin Vega, C."),
    "two surnames joined by y": ("Luis Ramos y Soto", "Ramos Soto, L."),
    "one surname added, the first name in full": ("Elena Salinas", "Salinas-Prieto, Elena"),
    "a particle left out": ("Pieter van den Broek", "Broek, P."),
    "a particle behind": ("Pieter van den Broek", "Broek, Pieter van den"),
    "a particle joined": ("Pieter van den Broek", "VandenBroek, P."),
    "a capital particle": ("Ana De Luca", "de Luca, A."),
    "oe with an initial": ("Jörg Köhler", "Koehler, J"),
    "ue in capitals": ("Ute Grüner", "GRUENER U"),
    "a Danish letter": ("Søren Bjørk", "Bjoerk, S."),
    "a Hungarian letter": ("Pál Erdős", "Erdoes, P."),
    "a suffix": ("Sam Okafor", "Okafor, Jr., Sam"),
    "a suffix in the family name": ("Sam Okafor", "Okafor Jr, S."),
    "a title": ("Sam Okafor", "Prof. Dr. Sam Okafor"),
    "a degree": ("Sam Okafor", "Okafor, Sam, MD"),
    "initials behind, with dots": ("Sam Tobe Okafor", "Okafor S. T."),
    "one name, twice": ("Sutopo", "Sutopo, Sutopo"),
    "one name and its initial": ("Sutopo", "Sutopo, S."),
    "one name and a dash": ("Sutopo", "Sutopo, -"),
    "one name and n/a": ("Sutopo", "n/a, Sutopo"),
    "one name and n.a.": ("Sutopo", "Sutopo, N.A."),
    "one name and N. N.": ("Sutopo", "Sutopo, N. N."),
    "one name and none": ("Sutopo", "none, Sutopo"),
    "initials like n.n.": ("Nikolai N. Orlovsky", "Orlovsky, N.N."),
    "initials like n.a.": ("Nadezhda A. Orlovskaya", "N.A. Orlovskaya"),
    "the first name Nil": ("Nil Puigdellivol", "Puigdellivol, N."),
    "the family name Null": ("Hanna M. Null", "Null, H."),
    "the family name Nil": ("Aydan Nil", "A. Nil"),
    "Ed as a first name": ("Ed H. Okafor", "Okafor, E. H."),
    "Ed after a name": ("Sam Okafor", "Okafor, Sam Ed."),
    "Md as a first name": ("Md. Asif Chowdhury", "Chowdhury, M. A."),
    "Md left out": ("Md Asif Chowdhury", "Chowdhury, Asif"),
    "Md after another title": ("Asif Chowdhury", "Dr. MD Asif Chowdhury"),
    "an umlaut written out on the other side": ("Joerg Koehler", "Köhler, Jörg"),
    "an umlaut written out in the first name alone": ("Jörg Kohl", "Kohl, Joerg"),
    "abbreviated particles": ("Pieter van den Broek", "Broek, P. v.d."),
    "an abbreviated particle": ("Karl von Stetten", "K. v. Stetten"),
    "a title behind": ("Sam Okafor", "Okafor, Sam, Dr."),
    "a Japanese name in Han characters": ("Kenta Nakamura", "中村健太"),
    "a Japanese name with a blank": ("Hanako Sato", "佐藤 花子"),
    "a Japanese family name of one character": ("Naoki Mori", "森直樹"),
    "a Japanese family name of three characters": ("Shota Hasegawa", "長谷川翔太"),
    "an initial of a Japanese name": ("中村健太", "K. Nakamura"),
    "long vowels of a Japanese name": ("Yuuki Satoh", "佐藤優輝"),
    "Hebrew letters": ("Moshe Levi", "משה לוי"),
    "Hebrew letters, family first": ("Moshe Levi", "לוי, משה"),
    "a braced Family, Given": ("Lena Baum", "{Baum, Lena}"),
    "bold": ("M. D. Whitfield", r"\textbf{M D Whitfield}"),
    "bold, family first": ("M. D. Whitfield", r"\textbf{Whitfield, M. D.}"),
    "a macro around the family name": ("A. G. Turner", r"{\me{Turner}}, A.~G."),
    "two macros": ("A. G. Turner", r"{\me{\me{Turner}}}, A."),
    "a switch": ("M. D. Whitfield", r"{\bf Whitfield}, M. D."),
    "Markdown": ("M. D. Whitfield", "**Whitfield, M D**"),
    "a remark": ("Lena Baum", "Baum, Lena (deceased)"),
    "a leading sign": ("Lena Baum", "*Lena Baum"),
    "Chinese characters": ("Na Li", "李娜"),
    "Chinese characters, two given": ("Haoran Zhou", "周浩然"),
    "Chinese characters with a hyphenated name": ("Hao-Ran Zhou", "周浩然"),
    "Chinese characters, a rare reading": ("Ming Zeng", "曾明"),
    "Chinese characters, Wade-Giles": ("Chih-Ming Chang", "張志明"),
    "Latin for Chinese characters": ("周浩然", "Zhou, H."),
    "Korean": ("Jihoon Park", "박지훈"),
    "Korean, another romanisation": ("Ji-Hun Bak", "박지훈"),
    "Japanese in Kana": ("Hanako Itoh", "いとう はなこ"),
    "Russian": ("Alexey Smirnov", "Смирнов, Алексей"),
    "Russian with a patronymic": ("Alexey Smirnov", "Смирнов Алексей Иванович"),
    "Russian initials": ("Alexey Smirnov", "А. И. Смирнов"),
    "Russian initials behind": ("Alexey Smirnov", "Смирнов А. И."),
    "Ukrainian": ("Yulia Shevchenko", "Юлія Шевченко"),
    "Greek": ("Nikos Dimitriou", "Νίκος Δημητρίου"),
    "Greek initials": ("Nikos Dimitriou", "Δημητρίου, Ν."),
    "Arabic": ("Khalid Mansour", "خالد منصور"),
    "Persian": ("Reza Karimi", "رضا کریمی"),
    "Vietnamese, family name first": ("Tran Minh Duc", "M. D. Tran"),
    "an article": ("Omar Al-Sayed", "Alsayed, O."),
}


@every_row("own, written", FOUND.values(), ids=FOUND)
def test_ones_own_name_is_found(own: str, written: str) -> None:
    person = Person(id="me", name=parse_name(own))
    assert identify(parse_name(written), (person,)) is not None


OTHERS = {
    "two initials in another order": ("L. M. Duong", "M. Lina Duong"),
    "another given name, two surnames": ("Elena Salinas Prieto", "Salinas, Andrea"),
    "another second surname": ("Elena Salinas Prieto", "Salinas Gomez, Elena"),
    "another first surname": ("Elena Salinas Prieto", "Gomez Prieto, Elena"),
    "one surname added, an initial only": ("Elena Salinas", "Salinas-Prieto, E."),
    "a middle name is no surname": ("Hans Peter Brandt", "Peter, H."),
    "another initial": ("Jörg Köhler", "Koehler, B"),
    "another umlaut": ("Jörg Köhler", "Kühler, J."),
    "one name and another initial": ("Sutopo", "Sutopo, A."),
    "one name as a family name": ("Sutopo", "Sutopo, Budi"),
    "another name beside Null": ("Hanna M. Null", "Null, Peter"),
    "another name beside Nil": ("Nil Puigdellivol", "Puigdellivol, Anna"),
    "Md and another initial": ("Md. Asif Chowdhury", "Chowdhury, M. B."),
    "a longer Chinese given name": ("Wei Zhang", "Weiming Zhang"),
    "a Chinese given name that goes on": ("Wei Li", "Wei Li Zhang"),
    "other Chinese characters": ("Na Li", "李敏"),
    "another Chinese family name": ("Na Li", "王娜"),
    "another Korean given name": ("Jihoon Park", "박서연"),
    "another Russian given name": ("Alexey Smirnov", "Смирнов, Павел"),
    "another Greek given name": ("Nikos Dimitriou", "Μαρία Δημητρίου"),
    "another Arabic given name": ("Hassan Mansour", "حسين منصور"),
    "another Japanese given name": ("Kenta Nakamura", "中村直樹"),
    "another Japanese family name": ("Kenta Nakamura", "中山健太"),
    "another initial of a Japanese name": ("中村健太", "S. Nakamura"),
    "another Hebrew first name": ("Moshe Levi", "דוד לוי"),
    "another particle": ("Pieter van den Broek", "van der Broek, P."),
    "another family name after an abbreviated particle": ("Karl von Stetten", "K. v. Stettin"),
    "a short form": ("Benedikt Vogel", "Ben Vogel"),
    "a brother": ("Sam Okafor", "Okafor, Saul"),
}


@every_row("own, written", OTHERS.values(), ids=OTHERS)
def test_another_person_is_not_oneself(own: str, written: str) -> None:
    person = Person(id="me", name=parse_name(own))
    assert identify(parse_name(written), (person,)) is None


PROBABLY = {
    "a short form": ("Ben Vogel", "Vogel, Benedikt"),
    "a nickname": ("Bill Carter", "Carter, William H."),
    "a beginning": ("Aleks Nordmann", "Nordmann, Aleksander Johan"),
    "another transcription": ("Dmitry Yurchenko", "Iurchenko, Dmitrii"),
    "another transcription of an Arabic name": ("Mohamed Saleh", "Saleh, Muhammad"),
    "the second first name alone": ("Karl Benedikt Vogel", "Vogel, Benedikt"),
    "the first name left out by oneself": ("Benedikt Vogel", "Karl Benedikt Vogel"),
    "another vowel of an Arabic name": ("Ahmed Mansour", "Ahmad Mansour"),
    "another article": ("Khalid El-Masri", "Al-Masri, K."),
    "a long vowel of a Japanese name": ("Taro Ito", "Itoh, Tarou"),
    "a Chinese ü in a passport": ("Ming Lu", "Lyu, Ming"),
    "a Japanese given name that no table has": ("Kenta Nakamura", "中村鬱"),
    "the beginning of the next name": ("Diego Moreno", "Diego Moreno Ana"),
    "family and given name in a wrong order": ("Diego R. Moreno", "R Moreno Diego"),
    "traditional characters": ("刘伟", "劉偉"),
}


@every_row("own, written", PROBABLY.values(), ids=PROBABLY)
def test_in_ones_own_list_a_likely_name_is_oneself(own: str, written: str) -> None:
    person = Person(id="me", name=parse_name(own))
    name = parse_name(written)
    assert probably([name, parse_name("Zoe Unrelated")], person) == name


@every_row(
    "own, written",
    [
        ("Wei Zhang", "Weiming Zhang"),
        ("Bill Carter", "Robert Carter"),
        ("Aleks Nordmann", "B. Nordmann"),
        ("Diego R. Moreno", "S Moreno Diego"),
        ("Wei Li", "Wei Li Zhang"),
        ("Diego R. Moreno", "R Moreno Ana"),
        ("Karl Benedikt Vogel", "B. Vogel"),
        ("Kenta Nakamura", "中村直樹"),
        ("Taro Ito", "Itani, Taro"),
    ],
    ids=[
        "a longer Chinese name",
        "another first name",
        "another initial",
        "a wrong order and another initial",
        "a Chinese name that goes on",
        "a wrong order and another first name",
        "the initial of the second first name",
        "another Japanese given name",
        "another Japanese family name",
    ],
)
def test_even_in_ones_own_list_others_stay_others(own: str, written: str) -> None:
    person = Person(id="me", name=parse_name(own))
    assert probably([parse_name(written)], person) is None


def test_a_letter_lost_is_not_a_likely_name() -> None:
    person = Person(id="me", name=parse_name("Alexander Weber-Stein"))
    assert probably([parse_name("eber-Stein, Alexander")], person) is None


def test_of_two_likely_names_neither_counts() -> None:
    person = Person(id="me", name=parse_name("Ben Vogel"))
    names = [parse_name("Benedikt Vogel"), parse_name("Benjamin Vogel")]
    assert probably(names, person) is None


ONE_PERSON = (
    "Xenia Kvist Phan", "Phan, X. K.", "PHAN XK", "Kvist Phan, Xenia", "Phan, Xenia Kvist",
    "Xenia de la Phan", "Phan, Xenia DE LA", "Fan, Xenia", "Xenia", "Ph.D. Xenia Phan",
    "Ksenia Fan", "Yevgenia Dzhugova", "Evgenia Jugova", "Jugowa, Evgenia", "DE Rios, Ana",
    "Ana Y Rios", "RIOS, ANA Y.", "Rios M., Ana", "Ana Rios Marin", "Nguyen Van Anh",
    "Anh Nguyen", "Öster, Åsa", "Oester, Asa", "Suwarno", "Suwarno, S.", "Tchen Wei", "Chen, Wei",
    "Щукина, Анна", "Anna Shchukina", "王芳", "Fang Wang", "O'Neil, Sean", "al-Khatib, Omar",
    "Omar Khatib", "Hatib, Omar", "van Dijk, J", "Dijk, Jan van",
)  # fmt: skip
"""Names that begin in different ways although some of them are spellings of one name."""


@every_row("own", ONE_PERSON)
def test_whatever_is_a_spelling_is_also_likely(own: str) -> None:
    for one, other in product([parse_name(own)], map(parse_name, ONE_PERSON)):
        if same_spelling(one, other):
            assert may_be(one, other), (one, other)
            assert may_be(other, one), (other, one)


SEPARATED = {
    "Han names at blanks": ("李光 蔡明 张伟", ["李光", "蔡明", "张伟"]),
    "two Han names at a blank": ("王芳 李娜", ["王芳", "李娜"]),
    "one Japanese name": ("高田 明子", ["高田明子"]),
    "Han names at a wide comma": ("王芳，李娜，周浩然", ["王芳", "李娜", "周浩然"]),
    "Han names at 、": ("王芳、李娜", ["王芳", "李娜"]),
    "Han names at a wide semicolon": ("王芳；李娜", ["王芳", "李娜"]),
    "Han and Latin names": ("王芳，Ada Rossi，李娜", ["王芳", "Ada Rossi", "李娜"]),
    "three at commas": ("Ada Rossi, Ben Stone, Omar Roe", ["Ada Rossi", "Ben Stone", "Omar Roe"]),
    "commas and an and": ("Ada Rossi, Omar Roe and Mia Poe", ["Ada Rossi", "Omar Roe", "Mia Poe"]),
    "two and others": ("Ana Rossi, Ben Roe and others", ["Ana Rossi", "Ben Roe"]),
    "two Chinese names and others": ("Xiao Li, Wei Zhang and others", ["Xiao Li", "Wei Zhang"]),
    "two surnames and others": ("Ferri Bruni, Ada Sole and others", ["Ada Sole Ferri Bruni"]),
    "two surnames and a body": (
        "Ferri Bruni, Ada Sole and {Q2 Group}", ["Ada Sole Ferri Bruni", "Q2 Group"]
    ),
    "an Oxford comma": ("Yuki Mori, and Mia Berg", ["Yuki Mori", "Mia Berg"]),
    "two surnames": ("Salas Gil, Maria Jose and Mia Poe", ["Maria Jose Salas Gil", "Mia Poe"]),
    "initials behind": ("Rossi AB and Stone C and Haddad O", ["AB Rossi", "C Stone", "O Haddad"]),
    "initials behind, at commas": ("Rossi AB, Roe C, Haddad O", ["AB Rossi", "C Roe", "O Haddad"]),
    "members of a collaboration": ("{KAGRA Group} (incl. A. Roe)", ["KAGRA Group", "A. Roe"]),
    "members after a comma": (
        "{XYZ Team}, including A. Roe and B. Poe", ["XYZ Team", "A. Roe", "B. Poe"]
    ),
    "on behalf of": (
        "Roe, A. on behalf of the CMS Collaboration",
        ["A. Roe", "on behalf of the CMS Collaboration"],
    ),
    "for a collaboration": ("A. Roe (for the Q2 Group)", ["A. Roe", "for the Q2 Group"]),
    "a name that begins so": ("Inclan, Maria and Behalf, Tom", ["Maria Inclan", "Tom Behalf"]),
    "short family names in capitals": ("Anna ROE and Peter LEE", ["Anna ROE", "Peter LEE"]),
    "three initials behind": ("Rossi ABC and Stone DEF", ["ABC Rossi", "DEF Stone"]),
    "family names in capitals": ("Jia LI and Wei XU", ["Jia LI", "Wei XU"]),
}  # fmt: skip


@every_row("text, full", SEPARATED.values(), ids=SEPARATED)
def test_lists_separated_otherwise(text: str, full: list[str]) -> None:
    assert [name.full for name in split_names(text).names] == full


def test_two_names_at_one_comma_are_kept_with_a_warning() -> None:
    for text in ("Ana Rossi, Ben Stone", "Xiao Li, Wei Zhang"):
        found = split_names(text)
        assert len(found.names) == 1
        assert found.doubts == (f"one author or two? {text}",)


@every_row(
    "text",
    [
        "{University of Oslo, Norway}",
        "{Acme Tools, Inc.}",
        "{Google, DeepMind}",
        "{NASA, JPL Team}",
    ],
)
def test_an_institution_in_braces_stays_whole(text: str) -> None:
    (name,) = split_names(text).names
    assert name.literal == text.strip("{}")


def test_a_word_in_latin_letters_has_no_pattern() -> None:
    assert spellings("Bo") is None
    assert initials("") == frozenset()


def test_symmetric_in_both_scripts() -> None:
    a, b = parse_name("李娜"), parse_name("Na Li")
    assert same_spelling(a, b)
    assert same_spelling(b, a)
