r"""The commands of :mod:`pubman.text.latex` as data: accents, symbols, markup and invisible ones.

Drawn from the LaTeX kernel's own definitions of the OT1, T1 and TS1 encodings (``latex/base``) and
from biblatex's manual, section 4.6.4 (``\mkbib...``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ACCENTS: Final[Mapping[str, str]] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c",
    "G": "\u030f", "d": "\u0323", "textcommabelow": "\u0326", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361", "textogonekcentered": "\u0328", "ocirc": "\u030a",
}  # fmt: skip
"""An accent's command -> the combining character it stands for."""

BARE_ACCENTS: Final[Mapping[str, str]] = {
    "`": "`", "'": "\u00b4", "^": "^", "~": "~", "=": "\u00af", '"': "\u00a8", ".": "\u02d9",
    "c": "\u00b8", "u": "\u02d8", "v": "\u02c7", "H": "\u02dd", "r": "\u02da", "k": "\u02db",
}  # fmt: skip
"""What an accent over nothing (``\\~{}``) prints."""

LETTERS: Final[Mapping[str, str]] = {
    "ss": "ß", "SS": "SS", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
    "textschwa": "ə", "textcrh": "ħ", "textcrH": "Ħ",
}  # fmt: skip
"""Letters that are commands."""

SYMBOLS: Final[Mapping[str, str]] = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "textless": "<",
    "textgreater": ">", "textbar": "|", "textquotedbl": '"', "textasciigrave": "`",
    "textquotesingle": "'", "textendash": "–", "textemdash": "—", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "lq": "‘",
    "rq": "’", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„",
    "quotesinglbase": "‚", "textregistered": "®", "texttrademark": "™", "textcopyright": "©",
    "copyright": "©", "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€",
    "textyen": "¥", "textcent": "¢", "textdegree": "°", "degree": "°", "S": "§", "P": "¶",
    "textsection": "§", "textparagraph": "¶", "dag": "†", "ddag": "‡", "textdagger": "†",
    "textdaggerdbl": "‡", "ldots": "…", "dots": "…", "textellipsis": "…", "textbullet": "•",
    "textperiodcentered": "·", "textasteriskcentered": "*", "textmu": "µ", "texttimes": "×",
    "textdiv": "÷", "textpm": "±", "textonehalf": "½", "textonequarter": "¼",
    "textthreequarters": "¾", "textonesuperior": "¹", "texttwosuperior": "²",
    "textthreesuperior": "³", "textordfeminine": "ª", "textordmasculine": "º",
    "textexclamdown": "¡", "textquestiondown": "¿", "textnumero": "№", "textcelsius": "℃",
    "textohm": "Ω", "textperthousand": "‰", "textrightarrow": "→", "textleftarrow": "←",
    "textasciimacron": "¯", "textasciidieresis": "¨", "textasciiacute": "´", "slash": "/",
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "XeTeX": "XeTeX",
    "textcyrsftsn": "ь", "cprime": "ʹ", "cdprime": "ʺ", "textprime": "′", "copy": "©",
    "bibrangedash": "–", "bibrangessep": ", ", "bibdatedash": "–", "textlangle": "⟨",
    "textrangle": "⟩", "textminus": "−", "textapprox": "≈", "textinterrobang": "‽",
    "textbrokenbar": "¦", "textlnot": "¬", "textcurrency": "¤", "dq": '"',
    "space": " ", "nobreakspace": " ", "quad": " ", "qquad": " ", "enspace": " ", "thinspace": " ",
    "hfill": " ", "newline": " ", "par": " ", "linebreak": " ", "addspace": " ", "nobreakdash": "",
}  # fmt: skip
"""Commands without an argument -> text."""

ESCAPES: Final[Mapping[str, str]] = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", " ": " ", "\n": " ", "\t": " ", "\\": " ",
    ",": " ", ";": " ", ":": " ", ">": " ", "!": "", "-": "", "/": "", "@": "", "|": "|",
}  # fmt: skip
"""A backslash and one sign -> text. ``\\-`` (a break allowed here) and ``\\/`` print nothing."""

MARKUP: Final[Mapping[str, str]] = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i",
    "textbf": "b", "mkbibbold": "b", "texttt": "tt", "textsc": "sc", "textsubscript": "sub",
    "textsuperscript": "sup", "mkbibsubscript": "sub", "mkbibsuperscript": "sup",
    "textsubscr": "sub", "textsuper": "sup",
}  # fmt: skip
"""Commands with an argument -> the element that carries it."""

SWITCHES: Final[Mapping[str, str]] = {
    "em": "i", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b",
    "tt": "tt", "ttfamily": "tt", "sc": "sc", "scshape": "sc",
}  # fmt: skip
"""Commands that hold to the end of their group -> the element."""

TRANSPARENT: Final = frozenset(
    "mbox hbox fbox text textrm textsf textup textmd textnormal textlf uppercase lowercase "
    "MakeUppercase MakeLowercase MakeTextUppercase MakeTextLowercase nocase NoCaseChange "
    "bibstring path nolinkurl url mathrm natexlab textcyr bibcyr textcyrillic textgreek".split()
)
"""Commands whose argument is printed as it stands."""

LATTER: Final = frozenset("foreignlanguage textcolor textlang bibinfo bibfield".split())
"""Commands of which the second argument is printed."""

QUOTES: Final = frozenset({"enquote", "mkbibquote", "textquote"})
"""Commands that put their argument in quotation marks."""

HIDDEN: Final = frozenset("noopsort SortNoop NoopSort noop phantom vphantom hphantom".split())
"""Commands that print nothing, their argument included: blanks, and the customary names of the one
that only sorts."""

INVISIBLE: Final = frozenset(
    "relax protect xspace allowbreak newblock nobreak break noindent unskip ignorespaces rm sf "
    "rmfamily sffamily upshape mdseries normalfont normalsize small footnotesize large Large "
    "upright mathversion sloppy raggedright penalty hyphenation leavevmode null empty "
    "autocap textcompwordmark".split()
)
"""Commands without an argument that print nothing."""

MATHS: Final[Mapping[str, str]] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "varpi": "ϖ", "rho": "ρ",
    "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "times": "×", "cdot": "·", "pm": "±",
    "mp": "∓", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠",
    "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "cong": "≅", "propto": "∝",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒",
    "Leftarrow": "⇐", "Leftrightarrow": "⇔", "longrightarrow": "⟶", "mapsto": "↦",
    "uparrow": "↑", "downarrow": "↓", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆",
    "supset": "⊃", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃",
    "neg": "¬", "wedge": "∧", "vee": "∨", "oplus": "⊕", "otimes": "⊗", "sum": "∑",
    "prod": "∏", "int": "∫", "partial": "∂", "nabla": "∇", "sqrt": "√", "ell": "ℓ",
    "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "circ": "∘", "bullet": "•", "star": "⋆",
    "ast": "∗", "dagger": "†", "ddagger": "‡", "prime": "′", "langle": "⟨", "rangle": "⟩",
    "ldots": "…", "dots": "…", "cdots": "⋯", "lbrace": "{", "rbrace": "}", "mid": "|",
    "vert": "|", "Vert": "‖", "parallel": "∥", "perp": "⊥", "angle": "∠", "triangle": "△",
    "square": "□", "Box": "□", "diamond": "⋄", "setminus": "∖", "backslash": "\\",
    "div": "÷", "ll": "≪", "gg": "≫", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈",
    "rceil": "⌉", "models": "⊨", "vdash": "⊢", "top": "⊤", "bot": "⊥", "deg": "deg",
    "log": "log", "ln": "ln", "exp": "exp", "min": "min", "max": "max", "sin": "sin",
    "cos": "cos", "tan": "tan", "lim": "lim", "sup": "sup", "inf": "inf", "det": "det",
    "dim": "dim", "ker": "ker", "gcd": "gcd", "Pr": "Pr", "arg": "arg", "mod": "mod",
    "quad": " ", "qquad": " ", "lt": "<", "gt": ">", "colon": ":", "checkmark": "✓",
    "slash": "/", "varGamma": "Γ", "textmu": "µ", "AA": "Å", "micro": "µ", "ohm": "Ω",
    "lesssim": "≲", "gtrsim": "≳", "leqslant": "≤", "geqslant": "≥", "degree": "°",
}  # fmt: skip
"""Maths commands -> the character a plain title shows."""

MATHS_ACCENTS: Final[Mapping[str, str]] = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
    "bar": "\u0304", "overline": "\u0305", "dot": "\u0307", "ddot": "\u0308",
    "vec": "\u20d7", "acute": "\u0301", "grave": "\u0300", "check": "\u030c",
    "breve": "\u0306", "underline": "\u0332",
}  # fmt: skip
"""Accents in maths -> the combining character, over a single letter."""

MATHS_TRANSPARENT: Final = frozenset(
    "mathrm mathit mathbf mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal boldsymbol bm "
    "text textrm textit textbf textsf texttt mbox hbox operatorname left right big Big limits "
    "displaystyle textstyle rm it bf cal ensuremath mathop mathord mathbin".split()
)
"""Maths commands that only change how their argument looks."""

SUPERSCRIPTS: Final = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
SUBSCRIPTS: Final = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
