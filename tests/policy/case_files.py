"""Where the law cases lie: those that the rule book tells are a part of the portal, the others are tests."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
FOLDERS: Final = (ROOT / "portal" / "policy" / "eksempler", ROOT / "tests" / "policy" / "cases")


def name_of(file: Path) -> str:
    """`egne/krav/en-sag`: the same name wherever the case lies."""
    folder = next(folder for folder in FOLDERS if file.is_relative_to(folder))
    return file.relative_to(folder).with_suffix("").as_posix()


FILES: Final = sorted((file for folder in FOLDERS for file in folder.rglob("*.yaml")), key=name_of)
"""Every law case, by its name."""
