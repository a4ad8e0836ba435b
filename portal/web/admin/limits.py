"""The organisation's own limits on booking: what each does, where it gives way, on which rule it rests."""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import administer, set_local_limits
from portal.actions.administer import Outdated
from portal.actions.set_local_limits import FIELDS, SetLocalLimits
from portal.policy import sources
from portal.store.organisations import SettingsView
from portal.web.admin import page
from portal.web.admin import settings as saved
from portal.web.admin.fields import Reading
from portal.web.admin.page import Form, Pairs
from portal.web.context import database
from portal.web.locale import _
from portal.web.signed_in import caseworker
from portal.wording.explain import citation_links

MOST_DAYS, MOST_MEETINGS, MOST_HOURS = 60, 20, 168


def show() -> str:
    settings = saved.own()
    return _page(Form(saved.values(settings, FIELDS), _mark(settings)))


def save() -> Response | tuple[str, int]:
    reading = page.reading()
    command = _command(reading)
    if reading.errors:
        return _again(Form(reading.typed, reading.mark, reading.errors))
    outcome = page.acted(lambda: set_local_limits.set_local_limits(command, database(), clock.now()))
    if isinstance(outcome, Outdated):
        settings = saved.own()
        return _again(Form(reading.typed, _mark(settings), saved_now=_told(settings)))
    return page.saved("admin.home.show")


def _command(reading: Reading) -> SetLocalLimits:
    return SetLocalLimits(
        caseworker_id=caseworker().id,
        seen=reading.mark,
        mindst_dage_mellem=reading.number("mindst_dage_mellem", 1, MOST_DAYS),
        hoejst_planlagte=reading.number("hoejst_planlagte", 1, MOST_MEETINGS),
        ombookning_senest_timer=reading.number("ombookning_senest_timer", 1, MOST_HOURS),
    )


def _mark(settings: SettingsView) -> str:
    return administer.settings_mark(settings, FIELDS)


def _told(settings: SettingsView) -> Pairs:
    labels = {
        "mindst_dage_mellem": _("Dage mellem samtaler"),
        "hoejst_planlagte": _("Planlagte samtaler ad gangen"),
        "ombookning_senest_timer": _("Timer før samtalen"),
    }
    return saved.told(settings, labels, _("Ingen grænse"))


def _again(form: Form) -> tuple[str, int]:
    return _page(form), form.status


def _page(form: Form) -> str:
    return render_template(
        "admin/limits.html",
        form=form,
        about_booking=citation_links((sources.LAB_34, sources.LAB_35)),
        about_giving_way=citation_links((sources.LAB_32_1,)),
        about_moving=citation_links((sources.BAB_44_4,)),
    )
