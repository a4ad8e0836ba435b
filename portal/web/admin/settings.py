"""The organisation's own settings, as the forms on some of them show what is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.store import organisations
from portal.store.organisations import SettingsView
from portal.web.admin import page
from portal.web.admin.fields import as_typed
from portal.web.admin.page import Pairs


def own() -> SettingsView:
    """Of the administrator's organisation."""
    return page.read(lambda session: organisations.settings(session, page.own()))


def values(settings: SettingsView, fields: Iterable[str]) -> dict[str, str]:
    """What is saved, as it stands in these fields."""
    return as_typed({name: getattr(settings, name) for name in fields})


def told(settings: SettingsView, labels: Mapping[str, str], nothing: str) -> Pairs:
    """What is saved, each by its label. `nothing`: what is said of a field that is empty."""
    saved = values(settings, labels)
    return [(label, saved[name] or nothing) for name, label in labels.items()]
