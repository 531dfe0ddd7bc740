"""LaTeX <-> Unicode: tables of values and their text, and properties of any value."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rows import every_row

from pubman.text.latex import decode, decode_markup, encode, encode_markup, tables, unescape_url

DECODED = {
    "nothing special": ("Plain text", "Plain text"),
    "white space collapses": ("A  title\n   over lines", "A title over lines"),
    "case-protecting braces go": ("{ACM} and {{Nested}}", "ACM and Nested"),
    "dblp's accents": (r"K{\"{u}}{\c{c}}{\"{u}}k", "Küçük"),
    "an accent without inner braces": (r"{\'E}tude, \'etude", "Étude, étude"),
    "an accent over a dotless i": (r"Vorono{\"{\i}}, {\^\i}le, \'\i", "Voronoï, île, í"),
    "a dot over an i is an i": (r"\.{\i}\.I", "iİ"),
    "letter accents": (r"\v{c}\u{g}\H{o}\k{a}\r{u}\d{s}\b{b}", "čğőąůṣḇ"),
    "a letter accent and a space": (r"{\v S}t{\v e}p\c c", "Štěpç"),
    "an accent over two letters": (r"{\c{cc}}", "çc"),
    "an accent over a letter command": (r"\'{\o}{\'\ae}", "ǿǽ"),
    "an accent over an accent": (r"{\'{\^e}}", "ế"),
    "an accent over nothing": (r"a\~{}b \^{}", "a~b ^"),
    "letters that are commands": (r"{\ss}{\ae}{\OE}{\o}{\L}{\aa}{\dh}{\TH}{\i}", "ßæŒøŁåðÞı"),
    "a command swallows the space behind it": (r"Stra\ss e", "Straße"),
    "escapes": (r"\& \% \$ \# \_", "& % $ # _"),
    "escaped braces are characters": (r"\{0, 1\}-valued", "{0, 1}-valued"),
    "escaped braces that protect capitals": (r"The \{IoT\} of things", "The IoT of things"),
    "escaped braces, doubled": (r"\{\{Phase Wires\}\} on \{Si\}(111)", "Phase Wires on Si(111)"),
    "escaped braces of an index": (r"In_\{x\}Ga", "In_xGa"),
    "escaped braces of a plane": (r"GaN\{0001\}", "GaN{0001}"),
    "a bar that belongs to the digit before": (r"(112\=0)", "(112\u03040)"),
    "an accent of tabbing": (r"P\a'erez", "Pérez"),
    "a bar over a digit": (r"(11\=20)", "(112\u03040)"),
    "a hyphen by name": (r"model\hyphen independent", "model-independent"),
    "a sign as Crossref writes it": (r"A {\&}amp$\mathsemicolon$ B", "A & B"),
    "a plus as Crossref writes it": (r"x$\mathplus$y", "x+y"),
    "a per cent sign hides nothing": ("50% of all", "50% of all"),
    "a bare ampersand stays": ("Barnes & Noble", "Barnes & Noble"),
    "TeX itself": (r"\TeX{} and {\LaTeX}", "TeX and LaTeX"),
    "dashes": ("1--2---3{-}{-}4", "1–2—3--4"),
    "quotation marks": ("``quoted'' `single'", "“quoted” `single'"),
    "ties and spaces": (r"a~b\,c\ d\quad e", "a b c d e"),
    "a hyphenation point goes": (r"hyphen\-ation", "hyphenation"),
    "symbols": (r"\texttrademark{} \textregistered\ \S 5 {\copyright}", "™ ® §5 ©"),
    "emphasis is plain": (r"\emph{A} {\em B} \textbf{C}", "A B C"),
    "enquote": (r"\enquote{x}", "“x”"),
    "a box is transparent": (r"\mbox{x} \text{y}", "x y"),
    "an address inside": (r"\url{http://x.org/a_b}", "http://x.org/a_b"),
    "a link keeps its address": (r"\href{http://x.org/a\_b}{PDF}", "PDF (http://x.org/a_b)"),
    "a sorting command hides": (r"{\noopsort{1973b}}1973", "1973"),
    "the second argument": (r"\foreignlanguage{german}{Wort}", "Wort"),
    "a command nobody knows stays": (r"\nosuchthing{x} y", r"\nosuchthing{x} y"),
    "HTML entities": (r"Q\&amp;A &lt; &#233;", "Q&A < é"),
    "HTML elements": ("<i>E. coli</i> in vivo", "E. coli in vivo"),
    "an angle bracket is text": ("a < b and List<T>", "a < b and List<T>"),
    "simple maths": (r"$k$-means in $O(n^2)$, $\alpha \leq 0.5$", "k-means in O(n²), α ≤ 0.5"),
    "a unit in maths": (r"0.5 $\mu m$, $3 \times 3$", "0.5 μm, 3 × 3"),
    "a function in maths": (r"$O(n \log n)$", "O(n log n)"),
    "maths in parentheses": (r"\(\ell_1\)", "ℓ₁"),
    "maths that is not simple stays": (r"$\stackrel{a}{b}$", r"$\stackrel{a}{b}$"),
    "fractions and roots": (r"$\frac12$, $\frac{a+b}{c}$, $\sqrt{s}$, \sqrt[3]{x}",
                            "1/2, (a+b)/c, √s, ∛x"),
    "maths accents": (r"$\hat \beta$, $\bar{p}p$, $\overline{AB}$, $\not\in$",
                      "β̂, p̄p, A̅B̅, ∉"),
    "sets of numbers": (r"$\mathbb{R}^n$, \mathbb{Z}, $\mathcal{O}(1)$", "ℝⁿ, ℤ, O(1)"),
    "what stands above by itself": (r"$C^*$-algebras, 2$^\textrm{nd}$, $n^{th}$",
                                    "C*-algebras, 2nd, nth"),
    "a function's name is a word": (r"$n\log n$, $\arcsin x$", "n log n, arcsin x"),
    "maths commands beside maths": (r"\alpha-helix, \mathrm{Fe}, \ensuremath\beta",
                                    "α-helix, Fe, β"),
    "a script on its own": (r"DNA$_{\textrm{2}}$ the 4$^{th}$", "DNA2 the 4th"),
    "amounts are no maths": ("Earn $100 in steps of $5", "Earn $100 in steps of $5"),
    "one dollar sign": ("a $ b", "a $ b"),
    "three dollar signs": ("$$a$b", "ab"),
    "an accent in an argument": (r"\noopsort{\'e}\emph{\"u}ber \v{\i}", "über ǐ"),
    "an accent behind an escaped brace": (r"\{\"o}x\}", "{öx}"),
    "an apostrophe escaped": (r"O\'Brien", "O'Brien"),
    "what follows looks different": (
        r"\textcolor{red}{a}\raisebox{.4ex}{b}\fontsize{8}{9}\selectfont c\scalebox{2}{d}", "abcd"),
    "lengths": (r"a\hspace{1em}b\hspace{-.05em}c\kern-.1em d\raise.5ex\hbox{e}", "a bcde"),
    "a length that is none stays": (r"\hspace{wide}", r"\hspace{wide}"),
    "a star is text behind most": (r"A\alpha*B", "Aα*B"),
    "one of two": (r"\texorpdfstring{$\alpha$}{alpha} \switchargs{--90}{1968}", "α 1968–90"),
    "nested quotation marks": (r"\enquote{a \enquote{b}} \enquote*{c}", "“a ‘b’” ‘c’"),
    "parentheses": (r"\mkbibparens{a} \mkbibbrackets{b}", "(a) [b]"),
    "underlined": (r"\underline{a} \uline{b} \ce{H2O}", "a b H2O"),
    "verbatim": (r"\verb|a_b{| c", "a_b{ c"),
    "units": (r"\SI{10}{\micro\meter}, \SI[x=1]{5}{\kilo\hertz}", "10 µm, 5 kHz"),
    "accents by number": (r'{\accent 19 e}\accent"7F u', "éü"),
    "characters by number": (r"\char65 \symbol{66} \char1", r"AB \char1"),
    "accents of other packages": (r"\cedilla{c}\ogonek{a}\textdotbelow{o}\capitalacute{E}", "çąọÉ"),
    "two words run together": (r"Garc\'\ia", "García"),
    "Greek in text": (r"\textalpha\textOmega\upmu", "αΩμ"),
    "guillemets and ordinals": (r"\og a\fg{} 1\ier{} \flqq b\frqq{}", "«a» 1er «b»"),
    "environments": (r"\begin{itemize}\item a\end{itemize}", "a"),
    "references stay": (r"see \ref{a} and \cite{b}", r"see \ref{a} and \cite{b}"),
    "tags escaped by Zotero": (r"{\textless}i{\textgreater}lac{\textless}/i{\textgreater}", "lac"),
    "tags escaped by Mendeley": ("$<$i$>$lac$<$/i$>$ and $<$5", "lac and <5"),
    "tags as entities": ("&lt;i&gt;lac&lt;/i&gt; a &lt;i&gt; b", "lac a b"),
    "tags without an end are text": (r"{\textless}i{\textgreater} and &lt;b&gt;", "<i> and <b>"),
    "tags with attributes": ('<span class="nocase">a</span><br/>b<jats:p>c</jats:p>', "a b c"),
    "unbalanced braces": ("a { b } } c {", "a b c"),
    "a lone backslash": ("a \\", "a \\"),
    "letters put together from two": ("u\u0308ber", "über"),
    "other scripts": ("数据库 Łódź Ελλάδα", "数据库 Łódź Ελλάδα"),
    "entities escaped twice": (r"Moss &amp;amp; stone \&amp;amp; sand", "Moss & stone & sand"),
    "maths escaped by dblp": (
        r"{\textdollar}{\textbackslash}mathrm\{NC\}{\^{}}1{\textdollar}, \$n\$", "NC¹, n"
    ),
    "maths escaped by a manager": (r"{\$}f(n){\$}, \$(1+1)\$, \$p=2\$", "f(n), (1+1), p=2"),
    "prices": (r"5\$ to 6\$, US\$ and A\$, a \$9\$ box", "5$ to 6$, US$ and A$, a $9$ box"),
}  # fmt: skip


@every_row("value, text", DECODED.values(), ids=DECODED)
def test_decodes(value: str, text: str) -> None:
    assert decode(value) == text


MARKED_UP = {
    "nothing to add": (r"Plain {ACM} \& \'etude", ""),
    "emphasis": (r"The \emph{lac} operon", "The <i>lac</i> operon"),
    "a switch in a group": (r"{\bf Bold} and {\it italic}", "<b>Bold</b> and <i>italic</i>"),
    "scripts": (r"CO\textsubscript{2}, 4\textsuperscript{th}", "CO<sub>2</sub>, 4<sup>th</sup>"),
    "small capitals and typewriter": (r"\textsc{a} \texttt{b}", "<sc>a</sc> <tt>b</tt>"),
    "nested": (r"\emph{a \textbf{b}}", "<i>a <b>b</b></i>"),
    "maths stays as written": (r"$O(n^2)$ & $\alpha < 1$", r"$O(n^2)$ &amp; $\alpha &lt; 1$"),
    "a dollar sign is told from maths": (r"\$5 \emph{off}", "&#36;5 <i>off</i>"),
    "escaped braces are shown": (r"\{0, 1\}", "{0, 1}"),
    "HTML elements": ("<i>E. coli</i> &amp; x", "<i>E. coli</i> &amp; x"),
    "escaped HTML": (r"\&lt;sub\&gt;2\&lt;/sub\&gt;", "<sub>2</sub>"),
    "small capitals of HTML": ('<span style="font-variant: small-caps">x</span>', "<sc>x</sc>"),
    "maths beside maths": (r"\frac{1}{2} a", r"$\frac{1}{2}$ a"),
    "an element never closed": (r"\emph{a", "<i>a</i>"),
    "nothing inside an element": (r"\emph{}a $x$", "a $x$"),
    "escaped maths": (r"{\textdollar}{\textbackslash}mathrm\{NC\}{\textdollar}", r"$\mathrm{NC}$"),
}


@every_row("value, markup", MARKED_UP.values(), ids=MARKED_UP)
def test_decodes_with_markup(value: str, markup: str) -> None:
    plain, got = decode_markup(value)
    assert got == markup
    assert plain == decode(value)


@every_row(
    "value, address",
    [
        (r"https://x.org/a\_b\%20c", "https://x.org/a_b%20c"),
        (r"\url{https://x.org/~me}", "https://x.org/~me"),
        (r"https://x.org/{\textasciitilde}me", "https://x.org/~me"),
        (r"https://x.org/\~{}me", "https://x.org/~me"),
        (r"https://x.org/$\sim$me", "https://x.org/~me"),
        (r"https://x.org/{\_}a\&b\#c", "https://x.org/_a&b#c"),
        ("https://x.org/a%b--c``d", "https://x.org/a%b--c``d"),
        ("https://x.org/a\n   b", "https://x.org/ab"),
    ],
)
def test_addresses_are_only_unescaped(value: str, address: str) -> None:
    assert unescape_url(value) == address


@every_row(
    "text, value",
    [
        ("Müller & Søn, 50 %", r"M{\"{u}}ller \& S{\o}n, 50 \%"),
        ("Ştefan Čech", r"{\c{S}}tefan {\v{C}}ech"),
        ("a_b #1 $5 {x} ~ ^ \\", (r"a\_b \#1 \$5 {\textbraceleft}x{\textbraceright} "
         r"{\textasciitilde} {\textasciicircum} {\textbackslash}")),
        ("“q” – — ‘s’", r"``q'' -- --- {\textquoteleft}s{\textquoteright}"),
        ("a--b ''", "a-{}-b '{}'"),
        ("李明 Ελλάδα", "李明 Ελλάδα"),
    ],
)  # fmt: skip
def test_encodes(text: str, value: str) -> None:
    assert encode(text) == value
    assert decode(value) == text


def test_without_accents_letters_stay() -> None:
    assert encode("Müller & Søn – 5", accents=False) == r"Müller \& Søn – 5"


@every_row(
    "markup",
    [
        "The <i>lac</i> operon",
        "CO<sub>2</sub> &amp; 4<sup>th</sup> &lt;x",
        r"$O(n^2)$ and $\alpha &lt; 1$",
        "<b>a <i>ü</i></b> <tt>x_y</tt> <sc>s</sc>",
        "&#36;5 <i>off</i>",
        "{0, 1}<i>x</i>",
    ],
)
def test_markup_comes_back(markup: str) -> None:
    assert decode_markup(encode_markup(markup))[1] == markup


# ----------------------------------------------------------------------------------- properties

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]))
SIGNS = st.text(st.sampled_from(list("ab19éß{}\\\\$^_~`'\"-%&#<>/!?.=cviuo ")), max_size=40)


@given(TEXT)
def test_what_is_encoded_is_decoded(text: str) -> None:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    assert decode(encode(plain)) == plain
    assert decode(encode(plain, accents=False)) == plain


@example("$^1$")
@example("at $m^1$ and $5, or $^a$")
@given(st.text(st.sampled_from(list("a-–—'`“”!?<>/&;#1{}$\\~^\"m ")), max_size=30))
def test_signs_that_mean_something_come_back(text: str) -> None:
    plain = " ".join(text.split())
    assert decode(encode(plain)) == plain


KNOWN = re.compile(
    r"\\(?:"
    + "|".join(
        sorted(
            {*tables.ACCENTS, *tables.LETTERS, *tables.SYMBOLS, *tables.OTHER_SYMBOLS}.union(
                tables.MARKUP, tables.SWITCHES, tables.TRANSPARENT, tables.INVISIBLE
            )
            - set("'`^~=.\"")
        )
    )
    + r")(?![A-Za-z])"
)


def letters(text: str) -> dict[str, int]:
    """How often each letter and digit occurs, accents and ligatures taken apart."""
    for sign, apart in {"ß": "ss", "ø": "o", "ł": "l", "ı": "i", "ȷ": "j"}.items():
        text = text.replace(sign, apart)
    counts: dict[str, int] = {}
    for char in unicodedata.normalize("NFKD", text):
        if char.isalnum():
            counts[char] = counts.get(char, 0) + 1
    return counts


@given(SIGNS)
def test_no_letter_or_digit_disappears(value: str) -> None:
    entities_aside = value.replace("&", "").replace("</", "")
    before = letters(KNOWN.sub("", entities_aside))
    after = letters(decode(entities_aside))
    assert {char: n for char, n in before.items() if after.get(char, 0) < n} == {}


@given(SIGNS)
def test_both_ways_of_decoding_agree(value: str) -> None:
    plain, markup = decode_markup(value)
    assert plain == decode(value)
    assert decode(plain) is not None
    assert len(re.findall(r"<[a-z]+>", markup)) == len(re.findall(r"</[a-z]+>", markup))


@pytest.mark.parametrize(
    "value",
    [
        "{" * 100_000 + "x" + "}" * 100_000,
        r"\emph{" * 50_000 + "x",
        r"\'{" * 50_000 + "e" + "}" * 50_000,
        r"\'{" * 50_000,
        "$" + "^{" * 50_000 + "x" + "}" * 50_000 + "$",
        "$x" * 100_000,
        r"\noopsort{" * 30_000,
        r"\frac{" * 30_000 + "}{}" * 30_000,
        r"\switchargs{" * 20_000 + "}{}" * 20_000,
        r"\texorpdfstring{" * 20_000 + "}{x}" * 20_000,
        r"\enquote{" * 30_000 + "}" * 30_000,
        r"\verb|" * 50_000,
        r"\raisebox{1}[" * 30_000,
        "{<i>" * 30_000 + "</i>}" * 30_000,
        "\\" * 100_001,
        "--" * 100_000 + "``" * 50_000,
    ],
    ids=lambda value: value[:8],
)
def test_deep_and_long_values_are_taken_in_one_pass(value: str) -> None:
    plain, _ = decode_markup(value)
    assert len(plain) <= 2 * len(value)
