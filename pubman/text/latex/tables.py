r"""The commands of :mod:`pubman.text.latex` as data: accents, symbols, markup and invisible ones.

They come from the LaTeX kernel's definitions of the OT1, T1 and TS1 encodings (``latex/base``) and
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
"""The command of an accent -> its combining character."""

BARE_ACCENTS: Final[Mapping[str, str]] = {
    "`": "`", "'": "\u00b4", "^": "^", "~": "~", "=": "\u00af", '"': "\u00a8", ".": "\u02d9",
    "c": "\u00b8", "u": "\u02d8", "v": "\u02c7", "H": "\u02dd", "r": "\u02da", "k": "\u02db",
}  # fmt: skip
"""The sign that an accent without a letter (``\\~{}``) prints."""

OTHER_ACCENTS: Final[Mapping[str, str]] = {
    "cedilla": "\u0327", "ogonek": "\u0328", "polhk": "\u0328", "lfhook": "\u0326",
    "textdotbelow": "\u0323", "udot": "\u0323", "textsubdot": "\u0323", "U": "\u030e",
    "textvbaraccent": "\u030d", "textdoublegrave": "\u030f", "textdoublevbaraccent": "\u030e",
    "newtie": "\u0311", "textroundcap": "\u0311",
    "cyrbreve": "\u0306", "cyrflex": "\u0311", "cftil": "\u0302", "soft": "\u030c",
    "textsubring": "\u0325", "textsubumlaut": "\u0324", "textsubbar": "\u0331",
    "textsubtilde": "\u0330", "textsubcircum": "\u032d", "textsubbridge": "\u032a",
    "textsubwedge": "\u032c", "textsyllabic": "\u0329", "texttoptiebar": "\u0361",
    "textovercross": "\u033d", "textacutemacron": "\u0304\u0301", "textsuperimposetilde": "\u0334",
    "textgravedot": "\u0300\u0307", "textdotacute": "\u0307\u0301", "textcircumdot": "\u0302\u0307",
    "textbrevemacron": "\u0304\u0306", "textmacronbreve": "\u0306\u0304", "spreadlips": "\u034d",
    "capitalgrave": "\u0300", "capitalacute": "\u0301", "capitalcircumflex": "\u0302",
    "capitaltilde": "\u0303", "capitaldieresis": "\u0308", "capitalhungarumlaut": "\u030b",
    "capitalring": "\u030a", "capitalcaron": "\u030c", "capitalbreve": "\u0306",
    "capitalmacron": "\u0304", "capitaldotaccent": "\u0307", "capitalcedilla": "\u0327",
    "capitalogonek": "\u0328", "textcircled": "\u20dd", "circled": "\u20dd",
}  # fmt: skip
"""Accents of other packages (tipa, textcomp, the AMS's reviews). They are only read."""

ACCENT_CODES: Final[Mapping[int, str]] = {
    18: "`", 19: "'", 20: "v", 21: "u", 22: "=", 23: "r", 24: "c", 94: "^", 95: ".", 125: "H",
    126: "~", 127: '"',
}  # fmt: skip
"""The numbers of the accents in OT1 fonts, for ``\\accent 19 e``."""

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

OTHER_SYMBOLS: Final[Mapping[str, str]] = {
    "flqq": "«", "frqq": "»", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flq": "‹",
    "frq": "›", "og": "«", "fg": "»", "guilsinglright": "›", "EUR": "€", "EURO": "€", "EURtm": "€",
    "geneuro": "€", "ier": "er", "iere": "re", "ieme": "e", "iers": "ers", "ieres": "res",
    "iemes": "es", "no": "no", "No": "No", "nos": "nos", "Nos": "Nos", "primo": "1o",
    "secundo": "2o", "tertio": "3o", "quarto": "4o", "AmS": "AmS", "AMS": "AMS",
    "AmSTeX": "AmS-TeX", "AmSLaTeX": "AmS-LaTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX",
    "LuaLaTeX": "LuaLaTeX", "pdfTeX": "pdfTeX", "pdfLaTeX": "pdfLaTeX", "ConTeXt": "ConTeXt",
    "eTeX": "eTeX", "SliTeX": "SliTeX", "PlainTeX": "Plain TeX", "MF": "Metafont",
    "MP": "MetaPost", "METAFONT": "Metafont", "METAPOST": "MetaPost", "PS": "PostScript",
    "CTAN": "CTAN", "biblatex": "biblatex", "BibLaTeX": "BibLaTeX", "BIBTeX": "BibTeX",
    "Bibtex": "BibTeX", "MakeIndex": "MakeIndex", "KOMAScript": "KOMA-Script",
    "Cpp": "C++", "CPP": "C++", "lasp": "ʿ", "rasp": "ʾ", "cydot": "·", "dbar": "đ", "Dbar": "Đ",
    "hyp": "-", "hyphen": "-", "fshyp": "/", "bhyp": "-", "fh": "-", "hfil": " ",
    "hss": " ", "item": " ", "medspace": " ", "thickspace": " ", "textnumbersign": "#",
    "textpercent": "%", "textampersand": "&", "ampersand": "&", "textquotestraightbase": ",",
    "textquotestraightdblbase": ",,", "textcopyleft": "🄯", "textcircledP": "℗",
    "textservicemark": "℠", "textestimated": "℮", "textreferencemark": "※", "textsurd": "√",
    "textmho": "℧", "textdong": "₫", "textwon": "₩", "textlira": "₤", "textbaht": "฿",
    "textnaira": "₦", "textpeso": "₱", "textcolonmonetary": "₡", "textflorin": "ƒ",
    "textuparrow": "↑", "textdownarrow": "↓", "textopenbullet": "◦", "textmusicalnote": "♪",
    "textpertenthousand": "‱", "textfractionsolidus": "⁄", "textdegrees": "°", "degrees": "°",
    "textdblhyphen": "⹀", "textzerooldstyle": "0", "textbardbl": "‖", "textpipe": "|",
    "tripledash": "---", "figuredash": "‒", "bibsentence": "",
    "textesh": "ʃ", "textyogh": "ʒ", "textopeno": "ɔ", "textepsilon": "ɛ", "textipagamma": "ɣ",
    "textglotstop": "ʔ", "textrevglotstop": "ʕ", "textltailn": "ɲ", "texteng": "ŋ",
    "textbeltl": "ɬ", "textturna": "ɐ", "textturnv": "ʌ", "textturnr": "ɹ", "textturnh": "ɥ",
    "textturnm": "ɯ", "textscripta": "ɑ", "textbari": "ɨ", "textbaru": "ʉ", "textlengthmark": "ː",
    "textprimstress": "ˈ", "textsecstress": "ˌ", "textfishhookr": "ɾ", "textrtaild": "ɖ",
    "textrtailt": "ʈ", "textrtails": "ʂ", "textphi": "ɸ", "texttheta": "θ", "textchi": "χ",
    "textbeta": "β", "textgamma": "ɣ", "textreve": "ɘ", "textraiseglotstop": "ˀ",
    "meter": "m", "metre": "m", "second": "s", "gram": "g", "kilogram": "kg", "ampere": "A",
    "kelvin": "K", "mole": "mol", "candela": "cd", "hertz": "Hz", "newton": "N", "pascal": "Pa",
    "joule": "J", "watt": "W", "volt": "V", "coulomb": "C", "farad": "F", "tesla": "T",
    "henry": "H", "weber": "Wb", "siemens": "S", "sievert": "Sv", "becquerel": "Bq", "gray": "Gy",
    "lumen": "lm", "lux": "lx", "litre": "l", "liter": "L", "hour": "h", "minute": "min",
    "electronvolt": "eV", "bel": "B", "decibel": "dB", "percent": "%", "celsius": "°C",
    "degreeCelsius": "°C", "angstrom": "Å", "arcsec": "″", "arcsecond": "″", "arcmin": "′",
    "arcminute": "′", "dalton": "Da", "parsec": "pc", "bit": "bit", "byte": "B", "femto": "f",
    "pico": "p", "nano": "n", "milli": "m", "centi": "c", "deci": "d", "kilo": "k", "mega": "M",
    "giga": "G", "tera": "T", "peta": "P", "per": "/", "squared": "²", "cubed": "³",
    "bibnamedelima": " ", "bibnamedelimb": " ", "bibnamedelimc": " ", "bibnamedelimd": " ",
    "bibnamedelimi": " ", "bibinitdelim": " ", "bibinitperiod": ".", "bibinithyphendelim": ".-",
    "msun": "M⊙", "Msun": "M⊙", "sun": "⊙",
}  # fmt: skip
"""Commands of other packages (babel, csquotes, textcomp, tipa, siunitx, hologo). They are only
read."""

ESCAPES: Final[Mapping[str, str]] = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", " ": " ", "\n": " ", "\t": " ", "\\": " ",
    ",": " ", ";": " ", ":": " ", ">": " ", "!": "", "-": "", "/": "", "@": "", "|": "|",
}  # fmt: skip
"""A backslash and one sign -> text. ``\\-`` (a break allowed here) and ``\\/`` print nothing."""

MARKUP: Final[Mapping[str, str]] = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i",
    "textbf": "b", "mkbibbold": "b", "texttt": "tt", "textsc": "sc", "textsubscript": "sub",
    "textsuperscript": "sup", "mkbibsubscript": "sub", "mkbibsuperscript": "sup",
    "textsubscr": "sub", "textsuper": "sup", "up": "sup", "fup": "sup", "bsc": "sc",
    "sp": "sup", "sb": "sub", "mkbibsc": "sc", "textin": "sub", "ap": "sup", "ped": "sub",
}  # fmt: skip
"""Commands with an argument -> the element around it."""

SWITCHES: Final[Mapping[str, str]] = {
    "em": "i", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b",
    "tt": "tt", "ttfamily": "tt", "sc": "sc", "scshape": "sc",
}  # fmt: skip
"""Commands that act to the end of their group -> the element."""

TRANSPARENT: Final = frozenset(
    "mbox hbox fbox text textrm textsf textup textmd textnormal textlf uppercase lowercase "
    "textln textls textos textulc textssc textbfup underline uline uuline uwave ul hl dashuline "
    "mkbibacro mkbibnamefamily mkbibnamegiven mkbibnameprefix textipa tipaencoding num si unit ce "
    "chem cf ac acs acl acf acro acp gls Gls llap rlap clap smash mathrm mathit mathbf mathsf "
    "mathtt mathnormal boldsymbol bm operatorname IeC ensuretext singleletter centerline vbox "
    "MakeUppercase MakeLowercase MakeTextUppercase MakeTextLowercase nocase NoCaseChange "
    "bibstring path nolinkurl url natexlab textcyr bibcyr textcyrillic textgreek".split()
)
"""Commands whose argument is printed as it is."""

ARGUMENTS: Final[Mapping[str, str]] = {
    "foreignlanguage": "oh", "textlang": "oh", "bibinfo": "h", "bibfield": "h", "textcolor": "oh",
    "color": "oh", "colorbox": "oh", "fcolorbox": "ohoh", "selectlanguage": "h", "raisebox": "hoo",
    "scalebox": "ho", "resizebox": "hh", "rotatebox": "oh", "makebox": "oo", "framebox": "oo",
    "parbox": "oooh", "fontsize": "hh", "fontencoding": "h", "fontfamily": "h",
    "fontseries": "h", "fontshape": "h", "usefont": "hhhh", "begin": "h", "end": "h",
    "hspace": "b", "vspace": "b", "hskip": "d", "vskip": "d", "kern": "d", "mkern": "d",
    "mskip": "d", "raise": "d", "lower": "d", "penalty": "d", "linebreak": "o", "nolinebreak": "o",
    "pagebreak": "o", "nopagebreak": "o", "newline": "o", "discretionary": "hhh", "textls": "o",
    "smash": "o", "si": "o", "unit": "o", "num": "o", "ce": "o", "babelhyphen": "-", "href": "l",
    "texorpdfstring": "f", "printfirst": "f", "switchargs": "x", "SI": "o", "qty": "o",
}  # fmt: skip
"""Commands with arguments that print nothing. A letter tells the kind of each argument: ``h`` in
braces, ``o`` optional in brackets, ``b`` a length in braces, ``d`` a length or number without
braces. Of two in braces ``f`` prints the first, and ``x`` prints them in reverse order; ``-`` is a
hyphen."""

BLANKS: Final = frozenset("hspace vspace hskip vskip linebreak newline begin end".split())
"""The commands of ``ARGUMENTS`` that leave a blank."""

QUOTES: Final[Mapping[str, tuple[str, str]]] = {
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"), "textquote": ("“", "”"),
    "mkbibparens": ("(", ")"), "parentext": ("(", ")"), "mkbibbrackets": ("[", "]"),
    "brackettext": ("[", "]"), "ang": ("", "°"), "SI": ("", " "), "qty": ("", " "),
}  # fmt: skip
"""Commands that put their argument in quotation marks or brackets."""

STARRED: Final = frozenset("enquote textquote hspace vspace linebreak verb".split())
"""Commands with a starred variant; after any other command a star is text."""

HIDDEN: Final = frozenset(
    "noopsort SortNoop NoopSort sortnoop Noopsort nosort sortas noop nop phantom vphantom "
    "hphantom".split()
)
"""Commands that print nothing, not even their argument: blanks, and the usual names of the command
that only affects sorting."""

INVISIBLE: Final = frozenset(
    "relax protect xspace allowbreak newblock nobreak break noindent unskip ignorespaces rm sf "
    "rmfamily sffamily upshape mdseries normalfont normalsize small footnotesize large Large "
    "upright mathversion sloppy raggedright penalty hyphenation leavevmode null empty "
    "autocap textcompwordmark tiny scriptsize LARGE huge Huge strut selectfont negthinspace "
    "boldmath unboldmath mathstrut displaystyle textstyle centering bgroup egroup "
    "noexpand expandafter unpenalty endgraf".split()
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
    "lnot": "¬", "lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|", "varnothing": "∅",
    "sharp": "♯", "flat": "♭", "natural": "♮", "rightleftharpoons": "⇌", "iff": "⟺", "implies": "⟹",
    "hookrightarrow": "↪", "leadsto": "⇝", "oint": "∮", "iint": "∬", "complement": "∁",
    "vartriangle": "△", "odot": "⊙", "ominus": "⊖", "sqcup": "⊔", "sqsubseteq": "⊑", "lhd": "⊲",
    "rhd": "⊳", "ltimes": "⋉", "rtimes": "⋊", "land": "∧", "lor": "∨", "arcsin": "arcsin",
    "arccos": "arccos", "arctan": "arctan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh",
    "cot": "cot", "sec": "sec", "csc": "csc", "limsup": "lim sup", "liminf": "lim inf",
    "hom": "hom", "lg": "lg", "less": "<", "greater": ">",
    "slash": "/", "varGamma": "Γ", "textmu": "µ", "AA": "Å", "micro": "µ", "ohm": "Ω",
    "lesssim": "≲", "gtrsim": "≳", "leqslant": "≤", "geqslant": "≥", "degree": "°",
}  # fmt: skip
"""Maths commands -> the character a plain title shows."""

MATHS_ACCENTS: Final[Mapping[str, str]] = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
    "bar": "\u0304", "overline": "\u0305", "dot": "\u0307", "ddot": "\u0308",
    "vec": "\u20d7", "acute": "\u0301", "grave": "\u0300", "check": "\u030c",
    "breve": "\u0306", "underline": "\u0332", "mathring": "\u030a", "dddot": "\u20db",
    "overrightarrow": "\u20d7", "overleftarrow": "\u20d6", "underbar": "\u0332",
    "not": "\u0338", "widebar": "\u0304",
}  # fmt: skip
"""Accents in maths -> the combining character over a single letter."""

MATHS_TRANSPARENT: Final = frozenset(
    "mathrm mathit mathbf mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal boldsymbol bm "
    "text textrm textit textbf textsf texttt mbox hbox operatorname left right big Big bigl bigr "
    "Bigl Bigr limits displaystyle textstyle rm it bf sf tt cal ensuremath mathop mathord mathbin "
    "mathrel mathopen mathclose nolimits bold roman italic".split()
)
"""Maths commands that only change the look of their argument."""

FRACTIONS: Final = frozenset("frac tfrac dfrac cfrac nicefrac sfrac textfrac xfrac".split())
"""Commands that put one argument above another."""

MATHS_ALPHABETS: Final = frozenset("mathbb Bbb mathcal mathfrak mathscr cal".split())
"""Alphabets of maths that are also used outside maths."""

BLACKBOARD: Final = str.maketrans("CHNPQRZ", "ℂℍℕℙℚℝℤ")
"""The letters for sets of numbers that Unicode has as characters."""

RAISED: Final = frozenset("* ∗ ′ ″ † ‡ ∘ ° th st nd rd".split())
"""Signs that are raised by their nature, so plain text needs no ``^`` before them."""

SUPERSCRIPTS: Final = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
SUBSCRIPTS: Final = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
