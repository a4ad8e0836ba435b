"""Every text is in every language, and none was forgotten where nobody looks for it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import portal
from portal.wording.catalogues import LANGUAGES, reader_of

PORTAL = Path(portal.__file__).parent
ROOT = PORTAL.parent
NAMES = {"Selvbooking", "DOCTYPE", "doctype", "html"}
MARKERS = {"_", "gettext", "lazy_gettext", "ngettext", "N_"}
# What is said to nobody in these: data, the law's own words, the demo's people, and who runs the portal.
NOT_FOR_READERS = {"demo", "policy", "store", "cli.py", "settings.py", "translations"}


def test_the_catalogues_are_up_to_date_and_whole() -> None:
    """`python tools/translations.py` brings them up to date."""
    check = subprocess.run(
        [sys.executable, ROOT / "tools" / "translations.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert check.returncode == 0, check.stdout + check.stderr


def test_a_sentence_is_said_in_english_and_a_danish_one_stays() -> None:
    assert reader_of("en").gettext("Log af") == "Log out"
    assert reader_of("da").gettext("Log af") == "Log af"


def test_a_sentence_without_a_translation_stays_danish_unless_it_is_to_be_marked() -> None:
    assert reader_of("en").gettext("Findes ikke i noget katalog") == "Findes ikke i noget katalog"
    marking = reader_of("en", mark_missing=True)
    assert marking.gettext("Findes ikke i noget katalog") == "⟦Findes ikke i noget katalog⟧"
    assert marking.ngettext("én fugl her", "%(num)s fugle her", 2) == "⟦%(num)s fugle her⟧"


def test_a_language_nobody_speaks_is_refused() -> None:
    with pytest.raises(KeyError):
        reader_of("tlh")


def test_every_language_but_the_source_has_a_catalogue() -> None:
    found = {file.parent.name for file in PORTAL.glob("translations/*/messages.po")}

    assert found == set(LANGUAGES) - {"da"}


def test_every_marked_sentence_of_the_code_is_in_the_catalogue() -> None:
    """One that is marked inside an f-string is not found by whoever collects them."""
    inside = [
        f"{file.relative_to(PORTAL)}:{call.lineno}"
        for file in PORTAL.rglob("*.py")
        for string in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) in MARKERS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]

    assert inside == []


def _plain_text(template: str) -> str:
    """What a template shows as it stands, with everything that Jinja or HTML reads taken out."""
    template = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template, flags=re.DOTALL)
    return re.sub(r"<[^>]*>|&\w+;", " ", template)


def test_the_search_for_plain_text_finds_it() -> None:
    assert _plain_text('{# a #}<p class="b">{{ _("c") }} Glemt{% if x > y %}</p>{% endif %}').split() == [
        "Glemt"
    ]


@pytest.mark.parametrize(
    "template", sorted(PORTAL.glob("templates/**/*.html")), ids=lambda p: p.relative_to(PORTAL).as_posix()
)
def test_a_template_says_nothing_that_cannot_be_translated(template: Path) -> None:
    words = set(re.findall(r"[^\W\d_]{2,}", _plain_text(template.read_text(encoding="utf-8"))))

    assert words <= NAMES


def _danish_outside_catalogues(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    known: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in MARKERS:
                known |= set(ast.walk(node))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            known.add(node.value)  # a docstring
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in known else None
        if isinstance(text, str) and re.search(r"[æøåÆØÅ]", text):
            yield text


def test_the_search_for_danish_in_python_finds_it() -> None:
    source = '"""Får."""\na = _("Gå")\nb = "Stå"\nc = reader.ngettext("én", "få", 2)\n'

    assert list(_danish_outside_catalogues(source)) == ["Stå"]


def test_no_python_file_says_danish_that_is_in_no_catalogue() -> None:
    found = [
        f"{file.relative_to(PORTAL)}: {text!r}"
        for file in sorted(PORTAL.rglob("*.py"))
        if file.relative_to(PORTAL).parts[0] not in NOT_FOR_READERS
        for text in _danish_outside_catalogues(file.read_text(encoding="utf-8"))
    ]

    assert found == []
