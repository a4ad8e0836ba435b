"""What Digital Post answers, read as XML that somebody else wrote; and the words that each way uses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from lxml import etree
from requests import Response

from portal.delivery.channel import NotNow, Undeliverable
from portal.delivery.post.ports import NotRegistered

_ERROR_NAMES: Final = ("fejlid", "fejlkode", "errorcode", "code")
_CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,60}")


@dataclass(frozen=True, slots=True)
class Words:
    """What refusals are called. `addresses`: everything else the file says."""

    not_registered: frozenset[str]
    taken_before: frozenset[str]
    later: frozenset[str]
    addresses: Mapping[str, str]


def words(way: str) -> Words:
    """The words and addresses of `sf1601` or `own`."""
    file = resources.files(__package__) / f"{way}.toml"
    found: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Words(
        not_registered=frozenset(found.pop("not_registered")),
        taken_before=frozenset(found.pop("taken_before")),
        later=frozenset(found.pop("later")),
        addresses=found,
    )


def taken(answer: Response, known: Words) -> str | None:
    """What the receiver calls the message, where it took it, now or before. Raises NotRegistered,
    Undeliverable with the receiver's own code, NotNow.
    """
    said = _values(answer.content)
    refused = answer.status_code >= 400 or said.get("result", "true").lower() != "true"
    if not refused:
        return said.get("transmissionid")
    code = next((said[name] for name in _ERROR_NAMES if name in said), "")
    if code in known.taken_before:
        return said.get("transmissionid")
    if code in known.not_registered:
        raise NotRegistered
    if code in known.later:
        raise NotNow(code)
    # A code names what was wrong; anything longer might quote what was sent.
    raise Undeliverable(f"refused_{code}" if _CODE.fullmatch(code) else f"http_{answer.status_code}")


def parsed(content: bytes) -> etree._Element | None:
    """The root; None for what is no XML. Nothing outside it is read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _values(content: bytes) -> dict[str, str]:
    """Each element's text by its name in small letters, whatever namespace it stands in."""
    root = parsed(content)
    if root is None:
        return {}
    return {
        etree.QName(found).localname.lower(): found.text.strip()
        for found in root.iter(etree.Element)
        if found.text and found.text.strip()
    }
