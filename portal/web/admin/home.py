"""The administrator's first page: what can be set, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, url_for

from portal.policy.facts import Aktoer
from portal.store import organisations
from portal.store.organisations import SettingsView
from portal.web.admin import page
from portal.web.locale import _
from portal.web.signed_in import caseworker


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be set: a link, and what it is in a sentence. `missing`: what is not there yet."""

    text: str
    href: str
    about: str
    missing: str = ""


def show() -> str:
    settings = page.read(lambda session: organisations.settings(session, page.own()))
    return render_template(
        "admin/home.html",
        organisation=caseworker().organisation,
        things=_things(settings),
        saved=page.was_saved(),
    )


def _things(settings: SettingsView) -> list[Thing]:
    things = [
        Thing(
            _("Kontakt og brevhoved"),
            url_for("admin.contact.show"),
            _("Telefon, mail, hjemmeside, det øverste i breve, og hvor videosamtaler holdes."),
            _("Der mangler et telefonnummer.") if settings.phone is None else "",
        ),
        Thing(
            _("Jeres egne grænser"),
            url_for("admin.limits.show"),
            _("Dage mellem samtaler, antal planlagte samtaler, og hvor sent en samtale kan flyttes."),
        ),
    ]
    if settings.holder is Aktoer.JOBCENTER:
        text = _("Om borgerne selv booker de fælles samtaler, eller om I indkalder til dem.")
        things.append(Thing(_("Fælles samtaler"), url_for("admin.joint.show"), text))
    with_whom = _("a-kasser") if settings.holder is Aktoer.JOBCENTER else _("jobcentre")
    agreed = _("Hvilke tider I har aftalt med {hvem}, og hvad der venter på svar.").format(hvem=with_whom)
    where = url_for("caseworker.aftaler.oversigt.show_all")
    things.append(Thing(_("Aftaler om fælles tider"), where, agreed))
    return [
        *things,
        Thing(
            _("Kontorer"), url_for("admin.offices.show_all"), _("Adresser, adgangsforhold og åbningstider.")
        ),
        Thing(_("Teams"), url_for("admin.teams.show_all"), _("Hvem der er i hvilket team.")),
        Thing(
            _("Medarbejdere"),
            url_for("admin.staff.show_all"),
            _("Hvem der har adgang, og hvilken rolle de har."),
        ),
        Thing(
            _("Breve"),
            url_for("admin.letters.show_all"),
            _("Hvad der står i dem, på begge sprog og i alle versioner."),
        ),
        Thing(
            _("Ændringer"),
            url_for("admin.history.show"),
            _("Hvem der har ændret hvad, fra hvad til hvad, og hvornår."),
        ),
    ]
