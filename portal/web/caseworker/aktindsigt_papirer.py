"""The papers of a case's file, to choose from what is held back: which, which pieces, by which paragraph, and
why. Part of the form that answers in part, and of the one that looks at an answer again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from portal.actions.sager.step import Open
from portal.policy.aktindsigt import Undtaget
from portal.store.database import Session
from portal.web import case_file
from portal.web.caseworker.aktindsigt import LONGEST, ground
from portal.web.locale import _, reader
from portal.web.typed import unwritable
from portal.wording.letters import akter
from portal.wording.letters.akter import Papir
from portal.wording.letters.glyphs import tidied

ALT: Final = "alt"
DEL: Final = "del"
_SHOWN: Final = 200
"""So many characters of a piece are shown, to know it by."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper in the form, with what was chosen and typed. `pieces`: (key, its first words)."""

    key: str
    name: str
    pieces: list[tuple[str, str]]
    what: str
    chosen: tuple[str, ...]
    ground: str
    why: str
    touched: bool


Values = MultiDict[str, str]


def papers(session: Session, of: Open) -> tuple[Papir, ...]:
    """Every paper of the case's file."""
    _between, found = case_file.gathered(session, of.sag, of.seen.person.person, of.now)
    return akter.papirer(found)


def choices(known: Sequence[Papir], values: Values, errors: Mapping[str, str]) -> list[Choice]:
    return [_choice(one, values, errors) for one in known]


def from_held(held: Sequence[Undtaget]) -> Values:
    """The form as it is filled in with what is held back already."""
    values: Values = MultiDict()
    for one in held:
        values.add(f"hvad-{one.papir}", DEL if one.dele else ALT)
        values.setlist(f"dele-{one.papir}", list(one.dele))
        values.add(f"hensyn-{one.papir}", one.hensyn.value if one.hensyn else "")
        values.add(f"grund-{one.papir}", one.begrundelse or "")
    return values


def chosen(known: Sequence[Papir], values: Values) -> tuple[Undtaget, ...]:
    """What is to be held back."""
    return tuple(_held(one, values) for one in known if values.get(f"hvad-{one.key}") in (ALT, DEL))


def errors_in(known: Sequence[Papir], values: Values) -> dict[str, str]:
    """What cannot be read of it, by field."""
    found = {}
    for one in known:
        what = values.get(f"hvad-{one.key}", "")
        if what == DEL and not _pieces(one, values):
            found[f"dele-{one.key}"] = _("Vælg, hvilke dele af »{papir}« der holdes tilbage.").format(
                papir=one.navn
            )
        if what not in (ALT, DEL) and _typed(one, values):
            found[f"hvad-{one.key}"] = _("Vælg, om »{papir}« holdes tilbage.").format(papir=one.navn)
        if wrong := unwritable(values.get(f"grund-{one.key}", ""), LONGEST, reader()):
            found[f"grund-{one.key}"] = wrong
    return found


def in_order(known: Sequence[Papir], errors: Mapping[str, str], *last: str) -> dict[str, str]:
    """The errors in the order of the form. What is about no paper of its own stands at the first one."""
    first = f"hvad-{known[0].key}"
    said = {first if name == "svaret" else name: text for name, text in errors.items()}
    names = [f"{field}-{one.key}" for one in known for field in ("hvad", "dele", "hensyn", "grund")]
    return {name: said[name] for name in (*names, *last) if name in said}


def _choice(one: Papir, values: Values, errors: Mapping[str, str]) -> Choice:
    wrong = any(name.endswith(one.key) for name in errors)
    return Choice(
        key=one.key,
        name=one.navn,
        pieces=[(key, _short(text)) for key, text in one.dele],
        what=values.get(f"hvad-{one.key}", ""),
        chosen=tuple(values.getlist(f"dele-{one.key}")),
        ground=values.get(f"hensyn-{one.key}", ""),
        why=values.get(f"grund-{one.key}", ""),
        touched=wrong or bool(values.get(f"hvad-{one.key}")),
    )


def _held(one: Papir, values: Values) -> Undtaget:
    part = values.get(f"hvad-{one.key}") == DEL
    return Undtaget(
        papir=one.key,
        navn=one.navn,
        hensyn=ground(values.get(f"hensyn-{one.key}", "")),
        begrundelse=tidied(values.get(f"grund-{one.key}", "")) or None,
        dele=_pieces(one, values) if part else (),
    )


def _pieces(one: Papir, values: Values) -> tuple[str, ...]:
    given = set(values.getlist(f"dele-{one.key}"))
    return tuple(key for key, _text in one.dele if key in given)


def _typed(one: Papir, values: Values) -> bool:
    return bool(
        _pieces(one, values) or values.get(f"hensyn-{one.key}") or tidied(values.get(f"grund-{one.key}", ""))
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
