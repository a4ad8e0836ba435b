"""The catalogues: `python tools/translations.py` brings them up to date, `--check` only looks.

Bringing up to date adds what is new, with an empty translation to fill in, and takes away what no
source says any more. A check fails where that would change anything, where a translation is missing, or
where it holds other placeholders than its source.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

PORTAL = Path(__file__).resolve().parent.parent / "portal"
TRANSLATIONS = PORTAL / "translations"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def main(arguments: list[str]) -> int:
    checking = arguments == ["--check"]
    if arguments and not checking:
        print(__doc__)
        return 2
    source = sources()
    problems = []
    for file in sorted(TRANSLATIONS.glob("*/messages.po")):
        catalogue = read(file)
        catalogue.update(source, no_fuzzy_matching=True)
        text = written(catalogue)
        name = file.relative_to(PORTAL.parent)
        if text != file.read_text(encoding="utf-8"):
            if checking:
                problems.append(f"{name}: stale; run python tools/translations.py and fill in what is empty")
            else:
                file.write_text(text, encoding="utf-8")
        problems += [f"{name}: {problem}" for problem in faults(catalogue)]
    print("\n".join(problems) or "Every text is translated.")
    return 1 if problems and checking else 0


def sources() -> Catalog:
    """Every text that the Python files and the templates say, by the file that says it."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for name, line, message, _comments, context in extract_from_dir(PORTAL, methods, options, KEYWORDS):
        found.add(message, locations=[(f"portal/{name}", line)], context=context)
    return found


def read(file: Path) -> Catalog:
    return read_po(io.BytesIO(file.read_bytes()), locale=file.parent.name)


def written(catalogue: Catalog) -> str:
    """Without line numbers and dates, so that a change shows what was changed and nothing else."""
    out = io.BytesIO()
    write_po(
        out,
        catalogue,
        width=110,
        sort_output=True,
        include_lineno=False,
        ignore_obsolete=True,
        omit_header=True,
    )
    return out.getvalue().decode().strip() + "\n"


def faults(catalogue: Catalog) -> Iterator[str]:
    for message in catalogue:
        if not message.id:
            continue
        sentence = message.id if isinstance(message.id, str) else message.id[0]
        if message.fuzzy or not all(_strings(message)):
            yield f"not translated: {sentence!r}"
        elif _wrong_placeholders(message):
            yield f"other placeholders than its source: {sentence!r}"


def _wrong_placeholders(message: Message) -> bool:
    """One and several each have those of their own source; languages with more forms have the last one's."""
    sources = (message.id,) if isinstance(message.id, str) else message.id
    return any(
        _placeholders(text) != _placeholders(sources[min(number, len(sources) - 1)])
        for number, text in enumerate(_strings(message))
    )


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string or "",) if isinstance(message.id, str) else tuple(message.string or ("",))


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
