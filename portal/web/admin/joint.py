"""Whether a jobcenter's joint meetings are booked by the citizens or called (LAB § 34, stk. 1, 2. pkt.)."""

from __future__ import annotations

from flask import abort, render_template
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import administer, set_joint_meetings
from portal.actions.administer import Outdated
from portal.actions.set_joint_meetings import FIELDS, SetJointMeetings
from portal.policy import sources
from portal.policy.facts import Aktoer, FaellesMaade
from portal.store.organisations import SettingsView
from portal.web.admin import page
from portal.web.admin import settings as saved
from portal.web.admin.page import Form, Pairs
from portal.web.context import database
from portal.web.locale import _
from portal.web.signed_in import caseworker
from portal.wording.administration_words import FAELLES
from portal.wording.explain import citation_links


def show() -> str:
    settings = _settings()
    return _page(Form({"faelles": settings.faelles.value}, _mark(settings)))


def save() -> Response | tuple[str, int]:
    reading = page.reading()
    chosen = reading.choice("faelles", list(FaellesMaade), _("Vælg, hvordan fælles samtaler aftales."))
    if reading.errors:
        _settings()
        form = Form(reading.typed, reading.mark, reading.errors)
        return _page(form), form.status
    command = SetJointMeetings(caseworker().id, reading.mark, FaellesMaade(chosen))
    outcome = page.acted(lambda: set_joint_meetings.set_joint_meetings(command, database(), clock.now()))
    if isinstance(outcome, Outdated):
        settings = _settings()
        form = Form(reading.typed, _mark(settings), saved_now=_told(settings))
        return _page(form), form.status
    return page.saved("admin.home.show")


def _settings() -> SettingsView:
    """A jobcenter's; an a-kasse has no such choice."""
    settings = saved.own()
    return settings if settings.holder is Aktoer.JOBCENTER else abort(404)


def _mark(settings: SettingsView) -> str:
    return administer.settings_mark(settings, FIELDS)


def _told(settings: SettingsView) -> Pairs:
    return [(_("Fælles samtaler"), dict(_ways())[settings.faelles.value])]


def _ways() -> Pairs:
    return [(way, _(text)) for way, text in FAELLES.items()]


def _page(form: Form) -> str:
    hints = {
        FaellesMaade.SELVBOOKING.value: _("Borgerne vælger mellem de tider, I og a-kasserne har aftalt."),
        FaellesMaade.INDKALDELSE.value: _("Borgerne kan ikke booke en fælles samtale. I indkalder til den."),
    }
    return render_template(
        "admin/joint.html",
        form=form,
        ways=[(value, text, hints[value]) for value, text in _ways()],
        citations=citation_links((sources.LAB_34_1_2, sources.DBK_21)),
    )
