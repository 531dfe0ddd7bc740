"""Examples for the help of every command: a line to type, and what it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Example = tuple[str, str]

EXAMPLES: Final[Mapping[str, tuple[Example, ...]]] = {
    "init": (
        ("pubman init", "Asks for your name, and for your dblp page or ORCID."),
        ('pubman init --name "Bo Zhao" --dblp 94/4810-19', "Asks nothing."),
    ),
    "import": (
        ("pubman import citations.csv own.bib", ""),
        ("pubman import --dry-run thesis.ris", "Shows what would change."),
        ("pubman import --mine cv.bib", "Every entry of the file is yours."),
    ),
    "sync": (
        ("pubman sync", ""),
        ("pubman sync --dblp --from-file 94_4810-19.xml", "Reads a page that you have saved."),
    ),
    "add": (
        ("pubman add 10.1145/3694715.3695975", "Fetches one paper by its DOI."),
        ('pubman add --title "FlexMoE" --author "Bo Zhao" --status submitted', ""),
    ),
    "move-in": (
        ("pubman move-in publications.html", "Keeps its order, sections and links."),
        ("pubman move-in --plan cv.tex", "Shows what would change."),
    ),
    "complete": (
        ("pubman complete --dry-run", ""),
        ("pubman complete wagenlander2024tenplex --abstracts", ""),
    ),
    "tour": (("pubman tour", "Works in a temporary folder; your own store is not touched."),),
    "list": (
        ("pubman list", ""),
        ("pubman list year:2021.. kind:article", ""),
        ("pubman list --json > publications.json", ""),
    ),
    "search": (
        ("pubman search elastic training", ""),
        ("pubman search author:weidlich year:2019..2021 -survey", "Leaves out surveys."),
        ('pubman search "event stream"', "Finds the two words next to each other."),
    ),
    "show": (
        ("pubman show wagenlander2024tenplex", ""),
        ("pubman show 10.1145/3694715.3695975 --bibtex", ""),
    ),
    "why": (
        ("pubman why wagenlander2024tenplex", "Shows its records and their sources."),
        ("pubman why wagenlander2024tenplex title", "Shows every value of one field."),
        ("pubman why r3 r18", "Compares two records."),
    ),
    "status": (("pubman status", ""), ("pubman status --json", "")),
    "log": (("pubman log --limit 5", ""),),
    "review": (
        ("pubman review", "Asks one question at a time."),
        ("pubman review --cause preprint --answer same", "Answers all questions of one cause."),
        ("pubman review --format csv > questions.csv", "Answer in a spreadsheet ..."),
        ("pubman review --answers questions.csv", "... and read the answers."),
    ),
    "serve": (
        ("pubman serve", "Opens your list in the browser."),
        ("pubman serve --read-only", "Shows everything and changes nothing."),
    ),
    "same": (("pubman same wagenlander2024tenplex wagenlander2024changing", ""),),
    "apart": (
        ("pubman apart zhao2020load zhao2020shedding", ""),
        ("pubman apart r18", "Splits record r18 off its publication."),
    ),
    "extends": (("pubman extends zhao2023journal zhao2021conference", ""),),
    "mine": (
        ("pubman mine zhao2019survey", ""),
        ("pubman mine --source own", "Everything that came from own.bib."),
    ),
    "keep": (("pubman keep zhao2018complex", ""),),
    "hide": (("pubman hide zhao2019survey", ""), ("pubman search survey | pubman hide -", "")),
    "unhide": (("pubman unhide zhao2019survey", ""),),
    "edit": (("pubman edit wagenlander2024tenplex", ""), ("EDITOR=nano pubman edit r18", "")),
    "set": (
        ('pubman set wagenlander2024tenplex award "Best Paper Award"', ""),
        ("pubman set liu2024scalpel year 2024", ""),
        ('pubman set liu2023turbostencil authors.3 "Zhenyuan Zhang"', "Changes one author."),
        ('pubman set liu2024scalpel note ""', "Empties the note, even if the sources have one."),
    ),
    "unset": (("pubman unset liu2024scalpel status", ""),),
    "tag": (
        ("pubman tag wagenlander2024tenplex liu2024scalpel selected", "The tag comes last."),
        ("pubman search tenplex | pubman tag - selected", ""),
    ),
    "untag": (("pubman untag liu2024scalpel selected", ""),),
    "mark": (('pubman mark zhao2020eires equal "Bo Zhao" "Han van der Aa"', ""),),
    "unmark": (('pubman unmark zhao2020eires equal "Bo Zhao"', ""),),
    "link": (
        ("pubman link wagenlander2024tenplex code https://example.org/tenplex", ""),
        ("pubman link wagenlander2024tenplex pdf papers/tenplex.pdf", ""),
    ),
    "unlink": (("pubman unlink wagenlander2024tenplex code", ""),),
    "export": (
        ("pubman export", "Writes every list of pubman.toml."),
        ("pubman export -o publications.html --open", ""),
        ("pubman export --format bibtex year:2021.. > recent.bib", ""),
        ("pubman export --format docx --style apa --limit 10 -o grant.docx", ""),
    ),
    "check": (
        ("pubman check", ""),
        ("pubman check --fix status --dry-run", "Shows what one fix for all would change."),
        ("pubman check --accept raman2022adaptive:doi", "Accepts this finding as it is."),
    ),
    "stats": (("pubman stats --by venue", ""), ("pubman stats --format svg -o years.svg", "")),
    "dedupe": (
        ("pubman dedupe scopus.ris pubmed.nbib -o all.bib", ""),
        ("pubman dedupe *.ris -o all.ris --groups groups.csv --ask ask.csv", "Also writes why."),
        ("pubman dedupe *.ris -o all.ris --decisions ask.csv", "Uses your answers."),
    ),
    "convert": (
        ("pubman convert old.bib --to ris -o old.ris", ""),
        ("pubman convert citations.csv -o citations.bib", ""),
    ),
    "undo": (
        ("pubman undo", "Undoes the latest change; again, the one before."),
        ("pubman undo 41", "Undoes change 41 of pubman log."),
    ),
    "redo": (("pubman redo", ""),),
    "backup": (("pubman backup", ""), ("pubman backup -o ~/pubs-2026.db", "")),
    "restore": (
        ("pubman restore --list", ""),
        ("pubman restore", "Restores the newest backup."),
    ),
    "doctor": (("pubman doctor", ""), ("pubman doctor --fix", "Repairs what can be repaired.")),
    "dump": (("pubman dump publications", ""),),
    "load": (
        ("pubman load publications", "Reads a folder that pubman dump wrote."),
        ('pubman load "pubs (conflicted copy).db"', "Adds what another store knows."),
    ),
    "query": (
        ('pubman query "select key, title from bibliography where year = ?" 2024', ""),
        ('pubman query --csv "select * from bibliography"', ""),
    ),
    "schema": (("pubman schema", ""), ("pubman schema bibliography", "Explains its columns.")),
    "rebuild": (("pubman rebuild --dry-run", ""),),
    "config": (
        ("pubman config", ""),
        ("pubman config --help-keys", "Explains every key of pubman.toml."),
        ("pubman config --account orcid 0000-0002-1825-0097", "Adds your ORCID to pubman.toml."),
    ),
    "docs": (
        ("pubman docs", "Lists all pages."),
        ("pubman docs cv", "How to write a CV."),
        ("pubman docs review", "Explains the command review."),
    ),
    "completion": (
        ('eval "$(pubman completion bash)"', "In ~/.bashrc; the same with zsh in ~/.zshrc."),
        ("pubman completion fish > ~/.config/fish/completions/pubman.fish", ""),
    ),
}
