"""Every address of the portal, and who may call it.

An endpoint is its view: `citizen.plan.show` is the function `show` of `portal/web/citizen/plan.py`. A
view answers only to whom its row names; nothing else has to be written in the view for that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any, Final

from flask import Flask
from flask_login import current_user

from portal.web.signed_in import allow_citizen, allow_roles, allow_signed_in


class Who(Enum):
    """Who may call an address. Those who work for an organisation are told apart by their role there."""

    ANYBODY = "anybody"
    CITIZEN = "citizen"
    SIGNED_IN = "citizen or staff"
    STAFF = "staff"  # whoever works for an organisation
    CASEWORKER = "caseworker"  # all of them who look at people
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    FIGURES = "figures"  # who sees the organisation's figures; supervision sees nothing else


ROLES: Final[dict[Who, tuple[str, ...]]] = {
    Who.STAFF: ("caseworker", "team_leader", "administrator", "supervision"),
    Who.CASEWORKER: ("caseworker", "team_leader", "administrator"),
    Who.LEADER: ("team_leader", "administrator"),
    Who.ADMINISTRATOR: ("administrator",),
    Who.FIGURES: ("team_leader", "administrator", "supervision"),
}
"""The roles of an organisation that open an address."""


@dataclass(frozen=True)
class Address:
    """`takes_file`: what is sent may be as large as a file."""

    rule: str
    endpoint: str
    who: Who
    methods: tuple[str, ...] = ("GET",)
    takes_file: bool = False


_GUARDS: Final[dict[Who, Callable[[Any], Any]]] = {
    Who.ANYBODY: lambda view: view,
    Who.CITIZEN: allow_citizen,
    Who.SIGNED_IN: allow_signed_in,
    **{who: allow_roles(*roles) for who, roles in ROLES.items()},
}

POST: Final = ("POST",)
PERSON: Final = "/sagsbehandler/person/<uuid:person>"
SAG: Final = f"{PERSON}/sag/<uuid:sag>"
ANMODNING: Final = f"{SAG}/aktindsigt/<uuid:anmodning>"
OFFICE: Final = "/administration/kontor/<uuid:kontor>"
TEAM: Final = "/administration/team/<uuid:team>"
BREV: Final = "/administration/breve/<art>/<version>/<sprog>"
AFTALE: Final = "/sagsbehandler/aftale/<uuid:aftale>"
WORKER: Final = "/administration/medarbejder/<uuid:sagsbehandler>"

ADDRESSES: Final = (
    Address("/", "public.pages.start", Who.ANYBODY),
    Address("/logget-af", "public.pages.signed_out", Who.ANYBODY),
    Address("/cookies", "public.pages.privacy", Who.ANYBODY),
    Address("/was", "public.pages.accessibility_statement", Who.ANYBODY),
    Address("/regler", "public.regler.show", Who.ANYBODY),
    Address("/regler/<emne>", "public.regler.topic", Who.ANYBODY),
    Address("/sprog", "public.language.choose", Who.ANYBODY, POST),
    Address("/helbred", "public.health.check", Who.ANYBODY),
    Address("/log-ind", "signin.choose", Who.ANYBODY),
    Address("/log-ind/borger", "signin.start_citizen", Who.ANYBODY),
    Address("/log-ind/borger/retur", "signin.finish_citizen", Who.ANYBODY),
    Address("/log-ind/sagsbehandler", "signin.start_caseworker", Who.ANYBODY),
    Address("/log-ind/sagsbehandler/retur", "signin.finish_caseworker", Who.ANYBODY),
    Address("/log-af", "signin.sign_out", Who.ANYBODY, POST),
    Address("/bliv-logget-ind", "staying.stay", Who.SIGNED_IN, POST),
    Address("/min-plan", "citizen.plan.show", Who.CITIZEN),
    Address("/min-plan/historik", "citizen.min_plan.history", Who.CITIZEN),
    Address("/min-plan.pdf", "citizen.min_plan.file", Who.CITIZEN),
    Address("/min-plan/set", "citizen.min_plan.confirm", Who.CITIZEN, POST),
    Address("/find-tid", "citizen.find_time.show", Who.CITIZEN),
    Address("/a-kassen-med", "citizen.a_kasse_med.show", Who.CITIZEN),
    Address("/a-kassen-med", "citizen.a_kasse_med.save", Who.CITIZEN, POST),
    Address("/a-kassen-med/<uuid:samtale>", "citizen.a_kasse_skift.show", Who.CITIZEN),
    Address("/a-kassen-med/<uuid:samtale>/behold", "citizen.a_kasse_skift.keep", Who.CITIZEN, POST),
    Address("/find-tid/besked", "citizen.earlier.looking", Who.CITIZEN),
    Address("/find-tid/besked", "citizen.earlier.save_looking", Who.CITIZEN, POST),
    Address("/tidligere/<uuid:oenske>/tag-tilbage", "citizen.earlier.withdraw", Who.CITIZEN, POST),
    Address("/find-tid/form", "citizen.book.choose_form", Who.CITIZEN),
    Address("/tjek-svar", "citizen.book.check", Who.CITIZEN),
    Address("/tjek-svar", "citizen.book.hold", Who.CITIZEN, POST),
    Address("/tjek-svar/laengere", "citizen.book.hold_longer", Who.CITIZEN, POST),
    Address("/book", "citizen.book.book", Who.CITIZEN, POST),
    Address("/samtale/<uuid:samtale>", "citizen.samtale.show", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/kvittering", "citizen.samtale.receipt", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/flyt", "citizen.move.find_time", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/flyt/form", "citizen.move.choose_form", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/flyt/tjek", "citizen.move.check", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/flyt/tjek", "citizen.move.hold", Who.CITIZEN, POST),
    Address("/samtale/<uuid:samtale>/flyt/tjek/laengere", "citizen.move.hold_longer", Who.CITIZEN, POST),
    Address("/samtale/<uuid:samtale>/flyt", "citizen.move.move", Who.CITIZEN, POST),
    Address("/samtale/<uuid:samtale>/tidligere", "citizen.earlier.of_meeting", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/tidligere", "citizen.earlier.save_of_meeting", Who.CITIZEN, POST),
    Address("/samtale/<uuid:samtale>/aflys", "citizen.call_off.show", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/aflys", "citizen.call_off.confirm", Who.CITIZEN, POST),
    Address("/samtale/<uuid:samtale>/aflys/bekraeft", "citizen.call_off.call_off", Who.CITIZEN, POST),
    Address("/samtale/<uuid:samtale>/kalender.ics", "citizen.calendar.file", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/bekraeft", "citizen.summons.confirm", Who.CITIZEN, POST),
    Address("/samtale/<uuid:samtale>/anden-tid", "citizen.summons.ask", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/anden-tid", "citizen.summons.send_wish", Who.CITIZEN, POST),
    Address("/samtale/<uuid:samtale>/form", "citizen.samtaleform.show", Who.CITIZEN),
    Address("/samtale/<uuid:samtale>/form", "citizen.samtaleform.change", Who.CITIZEN, POST),
    Address("/ny-tid/<uuid:tilbud>", "citizen.replacement.show", Who.CITIZEN),
    Address("/ny-tid/<uuid:tilbud>", "citizen.replacement.accept", Who.CITIZEN, POST),
    Address("/samtaleform", "citizen.preferred_form.show", Who.CITIZEN),
    Address("/samtaleform", "citizen.preferred_form.save", Who.CITIZEN, POST),
    Address("/breve", "citizen.letters.show_all", Who.CITIZEN),
    Address("/breve/selvbooking", "citizen.letters.about_selvbooking", Who.CITIZEN),
    Address("/breve/<uuid:brev>", "citizen.letters.show", Who.CITIZEN),
    Address("/breve/<uuid:brev>/pdf", "citizen.letters.file", Who.CITIZEN),
    Address("/oensker", "citizen.oensker.show", Who.CITIZEN),
    Address("/oensker/nyt", "citizen.oensker.ask", Who.CITIZEN),
    Address("/oensker/nyt", "citizen.oensker.send", Who.CITIZEN, POST),
    Address("/oensker/<uuid:oenske>/tag-tilbage", "citizen.oensker.withdraw", Who.CITIZEN, POST),
    Address("/sager", "citizen.sager.show_all", Who.CITIZEN),
    Address("/sager/<uuid:sag>", "citizen.sager.show", Who.CITIZEN),
    Address("/sager/<uuid:sag>/akter.pdf", "citizen.sager.file", Who.CITIZEN),
    Address("/sager/<uuid:sag>/svar", "citizen.sag_svar.show", Who.CITIZEN),
    Address("/sager/<uuid:sag>/svar", "citizen.sag_svar.send", Who.CITIZEN, POST),
    Address("/sager/<uuid:sag>/klage", "citizen.sag_klage.show", Who.CITIZEN),
    Address("/sager/<uuid:sag>/klage", "citizen.sag_klage.send", Who.CITIZEN, POST),
    Address("/sager/<uuid:sag>/klage/traek", "citizen.sag_traek.show", Who.CITIZEN),
    Address("/sager/<uuid:sag>/klage/traek", "citizen.sag_traek.send", Who.CITIZEN, POST),
    Address("/sager/<uuid:sag>/papirer", "citizen.sag_papirer.show", Who.CITIZEN),
    Address("/sager/<uuid:sag>/papirer", "citizen.sag_papirer.send", Who.CITIZEN, POST),
    Address(
        "/sager/<uuid:sag>/papirer/<uuid:anmodning>/klage", "citizen.sag_papirer_klage.show", Who.CITIZEN
    ),
    Address(
        "/sager/<uuid:sag>/papirer/<uuid:anmodning>/klage",
        "citizen.sag_papirer_klage.send",
        Who.CITIZEN,
        POST,
    ),
    Address("/indstillinger", "citizen.indstillinger.show", Who.CITIZEN),
    Address("/indstilling/<uuid:indstilling>/svar", "citizen.indstillinger.answer", Who.CITIZEN, POST),
    Address("/indstilling/<uuid:indstilling>/traek", "citizen.indstillinger.withdraw", Who.CITIZEN, POST),
    Address("/nyt", "citizen.news.show", Who.CITIZEN),
    Address("/nyt/laest", "citizen.news.mark_read", Who.CITIZEN, POST),
    Address("/hvem-har-set", "citizen.who_looked.show", Who.CITIZEN),
    Address("/beskeder", "citizen.notices.show", Who.CITIZEN),
    Address("/beskeder/mail", "citizen.notices.set_address", Who.CITIZEN, POST),
    Address("/beskeder/mail/kode", "citizen.notices.confirm", Who.CITIZEN, POST),
    Address("/beskeder/valg", "citizen.notices.choose", Who.CITIZEN, POST),
    Address("/kalender", "citizen.calendar.show", Who.CITIZEN),
    Address("/kalender", "citizen.calendar.renew", Who.CITIZEN, POST),
    Address("/kalender/sted", "citizen.calendar.choose_place", Who.CITIZEN, POST),
    Address("/kalender/luk", "citizen.calendar.close", Who.CITIZEN, POST),
    # A calendar program cannot sign in: the token is what opens this, and it opens nothing else.
    Address("/kalender/<token>.ics", "calendar_feed.read", Who.ANYBODY),
    Address("/sagsbehandler", "caseworker.home.show", Who.STAFF),
    Address("/sagsbehandler/liste/<liste>", "caseworker.lists.show.show", Who.CASEWORKER),
    Address("/sagsbehandler/liste/<liste>.csv", "caseworker.lists.show.export", Who.CASEWORKER),
    Address("/sagsbehandler/liste/<liste>/flere", "caseworker.lists.batches.check", Who.CASEWORKER, POST),
    Address("/sagsbehandler/liste/<liste>/flere/goer", "caseworker.lists.batches.do", Who.CASEWORKER, POST),
    Address("/sagsbehandler/flere/<uuid:batch>", "caseworker.lists.batches.show", Who.CASEWORKER),
    Address(
        "/sagsbehandler/flere/<uuid:batch>/fortryd", "caseworker.lists.batches.undo", Who.CASEWORKER, POST
    ),
    Address("/sagsbehandler/find-borger", "caseworker.people.search", Who.CASEWORKER),
    Address("/sagsbehandler/find-borger", "caseworker.people.find", Who.CASEWORKER, POST),
    Address("/sagsbehandler/ny-borger", "caseworker.ny_borger.show", Who.CASEWORKER),
    Address("/sagsbehandler/ny-borger", "caseworker.ny_borger.bring_in", Who.CASEWORKER, POST),
    Address("/sagsbehandler/skift", "caseworker.skift.show_all", Who.CASEWORKER),
    Address("/sagsbehandler/skift.csv", "caseworker.skift.export", Who.CASEWORKER),
    Address("/sagsbehandler/uleveret", "caseworker.uleveret.show_all", Who.CASEWORKER),
    Address("/sagsbehandler/uleveret.csv", "caseworker.uleveret.export", Who.CASEWORKER),
    Address("/sagsbehandler/uleveret/<uuid:besked>", "caseworker.uleveret.show", Who.CASEWORKER),
    Address("/sagsbehandler/uleveret/<uuid:besked>", "caseworker.uleveret.settle", Who.CASEWORKER, POST),
    Address("/sagsbehandler/import", "caseworker.people_import.show", Who.LEADER),
    Address("/sagsbehandler/import", "caseworker.people_import.upload", Who.LEADER, POST, takes_file=True),
    Address("/sagsbehandler/import/eksempel.csv", "caseworker.people_import.example_csv", Who.LEADER),
    Address("/sagsbehandler/import/eksempel.json", "caseworker.people_import.example_json", Who.LEADER),
    Address("/sagsbehandler/import/<uuid:koersel>", "caseworker.people_import.run", Who.LEADER),
    Address("/sagsbehandler/import/<uuid:koersel>.csv", "caseworker.people_import.export", Who.LEADER),
    Address(
        "/sagsbehandler/import/<uuid:koersel>/bekraeft", "caseworker.people_import.confirm", Who.LEADER, POST
    ),
    Address("/sagsbehandler/import/<uuid:koersel>/drop", "caseworker.people_import.cancel", Who.LEADER, POST),
    Address(PERSON, "caseworker.person.show", Who.CASEWORKER),
    Address(f"{PERSON}/fratag", "caseworker.fratagelse.show", Who.CASEWORKER),
    Address(f"{PERSON}/fratag", "caseworker.fratagelse.check", Who.CASEWORKER, POST),
    Address(f"{PERSON}/fratag/afgoer", "caseworker.fratagelse.revoke", Who.CASEWORKER, POST),
    Address("/sagsbehandler/sager", "caseworker.sager.show_all", Who.CASEWORKER),
    Address("/sagsbehandler/sager.csv", "caseworker.sager.export", Who.CASEWORKER),
    Address(SAG, "caseworker.sag.show", Who.CASEWORKER),
    Address(f"{SAG}/akter.pdf", "caseworker.sag.file", Who.CASEWORKER),
    Address(f"{SAG}/aktindsigt/ny", "caseworker.aktindsigt_ny.show", Who.CASEWORKER),
    Address(f"{SAG}/aktindsigt/ny", "caseworker.aktindsigt_ny.note", Who.CASEWORKER, POST),
    Address(ANMODNING, "caseworker.aktindsigt.show", Who.CASEWORKER),
    Address(ANMODNING, "caseworker.aktindsigt.answer", Who.CASEWORKER, POST),
    Address(f"{ANMODNING}/akter.pdf", "caseworker.aktindsigt.file", Who.CASEWORKER),
    Address(f"{ANMODNING}/dele", "caseworker.aktindsigt_dele.show", Who.CASEWORKER),
    Address(f"{ANMODNING}/dele", "caseworker.aktindsigt_dele.answer", Who.CASEWORKER, POST),
    Address(f"{ANMODNING}/klage/<skridt>", "caseworker.aktindsigt_klage.show", Who.CASEWORKER),
    Address(f"{ANMODNING}/klage/<skridt>", "caseworker.aktindsigt_klage.take", Who.CASEWORKER, POST),
    Address(f"{SAG}/<trin>", "caseworker.sag_skridt.show", Who.CASEWORKER),
    Address(f"{SAG}/<trin>", "caseworker.sag_skridt.take", Who.CASEWORKER, POST),
    Address(f"{PERSON}/fasthold", "caseworker.fastholdelse.show", Who.CASEWORKER),
    Address(f"{PERSON}/fasthold", "caseworker.fastholdelse.check", Who.CASEWORKER, POST),
    Address(f"{PERSON}/fasthold/afgoer", "caseworker.fastholdelse.uphold", Who.CASEWORKER, POST),
    Address(f"{PERSON}/fasthold/ophaev", "caseworker.fastholdelse.show_lift", Who.CASEWORKER),
    Address(f"{PERSON}/fasthold/ophaev", "caseworker.fastholdelse.lift", Who.CASEWORKER, POST),
    Address(f"{PERSON}/hoering/<emne>", "caseworker.hoering.show", Who.CASEWORKER),
    Address(f"{PERSON}/hoering/<emne>", "caseworker.hoering.check", Who.CASEWORKER, POST),
    Address(f"{PERSON}/hoering/<emne>/send", "caseworker.hoering.send", Who.CASEWORKER, POST),
    Address(f"{PERSON}/indkald", "caseworker.indkald.show", Who.CASEWORKER),
    Address(f"{PERSON}/indkald", "caseworker.indkald.check", Who.CASEWORKER, POST),
    Address(f"{PERSON}/indkald/send", "caseworker.indkald.send", Who.CASEWORKER, POST),
    Address(f"{PERSON}/book", "caseworker.phone.show", Who.CASEWORKER),
    Address(f"{PERSON}/book", "caseworker.phone.check", Who.CASEWORKER, POST),
    Address(f"{PERSON}/book/gem", "caseworker.phone.book", Who.CASEWORKER, POST),
    Address(f"{PERSON}/samtale/<uuid:samtale>/flyt", "caseworker.phone.show_move", Who.CASEWORKER),
    Address(f"{PERSON}/samtale/<uuid:samtale>/flyt", "caseworker.phone.check_move", Who.CASEWORKER, POST),
    Address(f"{PERSON}/samtale/<uuid:samtale>/flyt/gem", "caseworker.phone.move", Who.CASEWORKER, POST),
    Address(f"{PERSON}/samtale/<uuid:samtale>/afbud", "caseworker.phone_afbud.show", Who.CASEWORKER),
    Address(
        f"{PERSON}/samtale/<uuid:samtale>/afbud", "caseworker.phone_afbud.call_off", Who.CASEWORKER, POST
    ),
    Address(f"{PERSON}/kontrol", "caseworker.kontrol.show", Who.CASEWORKER),
    Address(f"{PERSON}/kontrol", "caseworker.kontrol.register", Who.CASEWORKER, POST),
    Address(f"{PERSON}/indkaldelse/<uuid:samtale>", "caseworker.indkaldelse.show", Who.CASEWORKER),
    Address(f"{PERSON}/indkaldelse/<uuid:samtale>", "caseworker.indkaldelse.refuse", Who.CASEWORKER, POST),
    Address(f"{PERSON}/ophaev", "caseworker.ophaevelse.show", Who.CASEWORKER),
    Address(f"{PERSON}/ophaev", "caseworker.ophaevelse.lift", Who.CASEWORKER, POST),
    Address(f"{PERSON}/frist", "caseworker.frist.show", Who.CASEWORKER),
    Address(f"{PERSON}/frist", "caseworker.frist.check", Who.CASEWORKER, POST),
    Address(f"{PERSON}/frist/saet", "caseworker.frist.issue", Who.CASEWORKER, POST),
    Address(f"{PERSON}/afmeld", "caseworker.afmeld.show", Who.CASEWORKER),
    Address(f"{PERSON}/afmeld", "caseworker.afmeld.strike_off", Who.CASEWORKER, POST),
    Address(f"{PERSON}/fritagelse", "caseworker.fritagelse.show", Who.CASEWORKER),
    Address(f"{PERSON}/fritagelse", "caseworker.fritagelse.lift", Who.CASEWORKER, POST),
    Address(f"{PERSON}/oensker", "caseworker.oensker.show_all", Who.CASEWORKER),
    Address(f"{PERSON}/oensker/nyt", "caseworker.oensker.note_form", Who.CASEWORKER),
    Address(f"{PERSON}/oensker/nyt", "caseworker.oensker.note", Who.CASEWORKER, POST),
    Address(f"{PERSON}/oensker/<uuid:oenske>", "caseworker.oensker.show", Who.CASEWORKER),
    Address(f"{PERSON}/oensker/<uuid:oenske>", "caseworker.oensker.answer", Who.CASEWORKER, POST),
    Address(f"{PERSON}/tilbud", "caseworker.tilbud.ny.show_all", Who.CASEWORKER),
    Address(f"{PERSON}/tilbud/ny", "caseworker.tilbud.ny.show", Who.CASEWORKER),
    Address(f"{PERSON}/tilbud/ny", "caseworker.tilbud.ny.propose", Who.CASEWORKER, POST),
    Address(f"{PERSON}/tilbud/kontrol", "caseworker.tilbud.ny.show_kontrol", Who.CASEWORKER),
    Address(f"{PERSON}/tilbud/kontrol", "caseworker.tilbud.ny.ask", Who.CASEWORKER, POST),
    Address(f"{PERSON}/tilbud/<uuid:indstilling>", "caseworker.tilbud.en.show", Who.CASEWORKER),
    Address(f"{PERSON}/tilbud/<uuid:indstilling>/svar", "caseworker.tilbud.en.note", Who.CASEWORKER, POST),
    Address(
        f"{PERSON}/tilbud/<uuid:indstilling>/afgoer", "caseworker.tilbud.en.decide", Who.CASEWORKER, POST
    ),
    Address(
        f"{PERSON}/tilbud/<uuid:indstilling>/traek", "caseworker.tilbud.en.withdraw", Who.CASEWORKER, POST
    ),
    Address("/sagsbehandler/dialog", "caseworker.tilbud.dialog.show", Who.CASEWORKER),
    Address("/sagsbehandler/dialog.csv", "caseworker.tilbud.dialog.export", Who.CASEWORKER),
    Address(f"{PERSON}/brev/<uuid:brev>", "caseworker.letters.show", Who.CASEWORKER),
    Address(f"{PERSON}/plan", "caseworker.plan.show", Who.CASEWORKER),
    Address(f"{PERSON}/plan.pdf", "caseworker.plan.file", Who.CASEWORKER),
    Address(f"{PERSON}/plan/historik", "caseworker.plan.history", Who.CASEWORKER),
    Address(f"{PERSON}/plan/<felt>", "caseworker.plan_felt.new", Who.CASEWORKER),
    Address(f"{PERSON}/plan/<felt>", "caseworker.plan_felt.add", Who.CASEWORKER, POST),
    Address(f"{PERSON}/plan/<felt>/<uuid:punkt>", "caseworker.plan_felt.show", Who.CASEWORKER),
    Address(f"{PERSON}/plan/<felt>/<uuid:punkt>", "caseworker.plan_felt.change", Who.CASEWORKER, POST),
    Address(f"{PERSON}/plan/<felt>/<uuid:punkt>/afslut", "caseworker.plan_slut.show", Who.CASEWORKER),
    Address(f"{PERSON}/plan/<felt>/<uuid:punkt>/afslut", "caseworker.plan_slut.end", Who.CASEWORKER, POST),
    Address(f"{PERSON}/forloeb", "caseworker.forloeb.show", Who.CASEWORKER),
    Address(f"{PERSON}/skift", "caseworker.skift.show", Who.CASEWORKER),
    Address(f"{PERSON}/cv", "caseworker.cv.show", Who.CASEWORKER),
    Address(f"{PERSON}/cv", "caseworker.cv.save", Who.CASEWORKER, POST),
    Address(f"{PERSON}/visiter", "caseworker.visiter.show", Who.CASEWORKER),
    Address(f"{PERSON}/visiter", "caseworker.visiter.send_on", Who.CASEWORKER, POST),
    Address(f"{PERSON}/forloeb/historik", "caseworker.forloeb.history", Who.CASEWORKER),
    Address(f"{PERSON}/forloeb/ret/<felt>", "caseworker.forloeb_ret.show", Who.CASEWORKER),
    Address(f"{PERSON}/forloeb/ret/<felt>", "caseworker.forloeb_ret.correct", Who.CASEWORKER, POST),
    Address(f"{PERSON}/brev/<uuid:brev>/pdf", "caseworker.letters.file", Who.CASEWORKER),
    Address(f"{PERSON}/samtale/<uuid:samtale>/fremmoede", "caseworker.samtaleform.show", Who.CASEWORKER),
    Address(
        f"{PERSON}/samtale/<uuid:samtale>/fremmoede", "caseworker.samtaleform.require", Who.CASEWORKER, POST
    ),
    Address(f"{PERSON}/samtale/<uuid:samtale>", "caseworker.samtale.show", Who.CASEWORKER),
    Address(f"{PERSON}/samtale/<uuid:samtale>", "caseworker.samtale.register", Who.CASEWORKER, POST),
    Address(f"{PERSON}/samtale/<uuid:samtale>/ret", "caseworker.samtale_ret.show", Who.CASEWORKER),
    Address(f"{PERSON}/samtale/<uuid:samtale>/ret", "caseworker.samtale_ret.check", Who.CASEWORKER, POST),
    Address(f"{PERSON}/samtale/<uuid:samtale>/ret/gem", "caseworker.samtale_ret.save", Who.CASEWORKER, POST),
    Address(f"{PERSON}/samtale/<uuid:samtale>/raadighed", "caseworker.raadighed.show", Who.CASEWORKER),
    Address(
        f"{PERSON}/samtale/<uuid:samtale>/raadighed", "caseworker.raadighed.say_why", Who.CASEWORKER, POST
    ),
    Address(
        f"{PERSON}/samtale/<uuid:samtale>/raadighed/vurder",
        "caseworker.raadighed.assess",
        Who.CASEWORKER,
        POST,
    ),
    Address(f"{PERSON}/samtale/<uuid:samtale>/henvendt", "caseworker.henvendt.show", Who.CASEWORKER),
    Address(f"{PERSON}/samtale/<uuid:samtale>/henvendt", "caseworker.henvendt.save", Who.CASEWORKER, POST),
    Address("/sagsbehandler/raadighedssamtaler", "caseworker.raadighedssamtaler.show_all", Who.CASEWORKER),
    Address("/sagsbehandler/raadighedssamtaler.csv", "caseworker.raadighedssamtaler.export", Who.CASEWORKER),
    Address("/sagsbehandler/underretninger", "caseworker.underretninger.show_all", Who.CASEWORKER),
    Address("/sagsbehandler/underretninger.csv", "caseworker.underretninger.export", Who.CASEWORKER),
    Address(f"{PERSON}/underretning/<uuid:underretning>", "caseworker.underretning.show", Who.CASEWORKER),
    Address(
        f"{PERSON}/underretning/<uuid:underretning>/luk",
        "caseworker.underretning.close",
        Who.CASEWORKER,
        POST,
    ),
    Address(
        f"{PERSON}/underretning/<uuid:underretning>/skriv",
        "caseworker.underretning.write",
        Who.CASEWORKER,
        POST,
    ),
    Address("/sagsbehandler/tider", "caseworker.times.week.show", Who.CASEWORKER),
    Address("/sagsbehandler/tider/valgte", "caseworker.times.chosen.choose", Who.CASEWORKER, POST),
    Address("/sagsbehandler/tider/ret", "caseworker.times.chosen.check", Who.CASEWORKER, POST),
    Address("/sagsbehandler/tider/ret/bekraeft", "caseworker.times.chosen.change", Who.CASEWORKER, POST),
    Address("/sagsbehandler/tider/traek", "caseworker.times.chosen.withdraw", Who.CASEWORKER, POST),
    Address("/sagsbehandler/tider/udgiv", "caseworker.times.publish.show", Who.CASEWORKER),
    Address("/sagsbehandler/tider/udgiv", "caseworker.times.publish.check", Who.CASEWORKER, POST),
    Address("/sagsbehandler/tider/udgiv/bekraeft", "caseworker.times.publish.publish", Who.CASEWORKER, POST),
    Address("/sagsbehandler/tider/fil", "caseworker.times.bring_in.show", Who.CASEWORKER),
    Address(
        "/sagsbehandler/tider/fil", "caseworker.times.bring_in.read", Who.CASEWORKER, POST, takes_file=True
    ),
    Address("/sagsbehandler/tider/fil/eksempel.csv", "caseworker.times.bring_in.example", Who.CASEWORKER),
    Address(
        "/sagsbehandler/tider/fil/<uuid:kladde>", "caseworker.times.bring_in.confirm", Who.CASEWORKER, POST
    ),
    Address("/sagsbehandler/fravaer", "caseworker.times.absence.show", Who.CASEWORKER),
    Address("/sagsbehandler/fravaer", "caseworker.times.absence.check", Who.CASEWORKER, POST),
    Address("/sagsbehandler/fravaer/bekraeft", "caseworker.times.absence.save", Who.CASEWORKER, POST),
    Address(
        "/sagsbehandler/fravaer/<uuid:fravaer>/slet", "caseworker.times.absence.remove", Who.CASEWORKER, POST
    ),
    Address("/sagsbehandler/aftaler/ny", "caseworker.aftaler.foreslaa.show", Who.LEADER),
    Address("/sagsbehandler/aftaler/ny", "caseworker.aftaler.foreslaa.check", Who.LEADER, POST),
    Address("/sagsbehandler/aftaler/ny/send", "caseworker.aftaler.foreslaa.send", Who.LEADER, POST),
    Address(f"{AFTALE}/aendr", "caseworker.aftaler.foreslaa.change", Who.LEADER),
    Address(f"{AFTALE}/svar", "caseworker.aftaler.svar.show", Who.LEADER),
    Address(f"{AFTALE}/svar", "caseworker.aftaler.svar.check", Who.LEADER, POST),
    Address(f"{AFTALE}/svar/send", "caseworker.aftaler.svar.send", Who.LEADER, POST),
    Address("/sagsbehandler/aftaler", "caseworker.aftaler.oversigt.show_all", Who.CASEWORKER),
    Address("/sagsbehandler/aftaler/konflikter", "caseworker.aftaler.konflikter.show", Who.CASEWORKER),
    Address("/sagsbehandler/aftaler/konflikter.csv", "caseworker.aftaler.konflikter.export", Who.CASEWORKER),
    Address("/sagsbehandler/aftaler/konflikt/<uuid:tid>", "caseworker.aftaler.konflikt.show", Who.LEADER),
    Address(
        "/sagsbehandler/aftaler/konflikt/<uuid:tid>", "caseworker.aftaler.konflikt.send", Who.LEADER, POST
    ),
    Address(AFTALE, "caseworker.aftaler.aftale.show", Who.CASEWORKER),
    Address(f"{AFTALE}/traek", "caseworker.aftaler.aftale.withdraw", Who.LEADER, POST),
    Address(f"{AFTALE}/afslut", "caseworker.aftaler.afslut.show", Who.LEADER),
    Address(f"{AFTALE}/afslut", "caseworker.aftaler.afslut.check", Who.LEADER, POST),
    Address(f"{AFTALE}/afslut/bekraeft", "caseworker.aftaler.afslut.end", Who.LEADER, POST),
    Address(f"{AFTALE}/kalender", "caseworker.aftaler.kalender.show", Who.CASEWORKER),
    Address("/sagsbehandler/alarm/<uuid:alarm>/luk", "caseworker.times.alarm.close", Who.LEADER, POST),
    Address("/sagsbehandler/papirpost", "caseworker.papirpost.show", Who.LEADER),
    Address("/sagsbehandler/papirpost", "caseworker.papirpost.gather", Who.LEADER, POST),
    Address("/sagsbehandler/papirpost/<uuid:bunke>/pdf", "caseworker.papirpost.file", Who.LEADER),
    Address("/sagsbehandler/papirpost/<uuid:bunke>/afsendt", "caseworker.papirpost.posted", Who.LEADER, POST),
    Address("/sagsbehandler/kalender", "caseworker.calendar.show", Who.STAFF),
    Address("/sagsbehandler/kalender", "caseworker.calendar.renew", Who.STAFF, POST),
    Address("/sagsbehandler/kalender/luk", "caseworker.calendar.close", Who.STAFF, POST),
    Address("/tal", "admin.figures.show", Who.FIGURES),
    Address("/tal/aftaler", "admin.agreement_figures.show", Who.FIGURES),
    Address("/tal/aftaler.csv", "admin.agreement_figures.export", Who.FIGURES),
    Address("/tal/tilsyn", "admin.supervision.show", Who.FIGURES),
    Address("/tal/tilsyn.csv", "admin.supervision.export", Who.FIGURES),
    Address("/tal/tilsyn.json", "admin.supervision.data", Who.FIGURES),
    Address("/tal/tilsyn/borgere", "admin.supervision_people.show", Who.LEADER),
    Address("/administration", "admin.home.show", Who.ADMINISTRATOR),
    Address("/administration/kontakt", "admin.contact.show", Who.ADMINISTRATOR),
    Address("/administration/kontakt", "admin.contact.save", Who.ADMINISTRATOR, POST),
    Address("/administration/graenser", "admin.limits.show", Who.ADMINISTRATOR),
    Address("/administration/graenser", "admin.limits.save", Who.ADMINISTRATOR, POST),
    Address("/administration/faelles", "admin.joint.show", Who.ADMINISTRATOR),
    Address("/administration/faelles", "admin.joint.save", Who.ADMINISTRATOR, POST),
    Address("/administration/kontorer", "admin.offices.show_all", Who.ADMINISTRATOR),
    Address("/administration/kontor", "admin.offices.new", Who.ADMINISTRATOR),
    Address("/administration/kontor", "admin.offices.add", Who.ADMINISTRATOR, POST),
    Address(OFFICE, "admin.offices.show", Who.ADMINISTRATOR),
    Address(OFFICE, "admin.offices.save", Who.ADMINISTRATOR, POST),
    Address(f"{OFFICE}/aabningstider", "admin.opening_hours.show", Who.ADMINISTRATOR),
    Address(f"{OFFICE}/aabningstider", "admin.opening_hours.save", Who.ADMINISTRATOR, POST),
    Address(f"{OFFICE}/luk", "admin.offices.closing", Who.ADMINISTRATOR),
    Address(f"{OFFICE}/luk", "admin.offices.close", Who.ADMINISTRATOR, POST),
    Address(f"{OFFICE}/aabn", "admin.offices.reopen", Who.ADMINISTRATOR, POST),
    Address("/administration/teams", "admin.teams.show_all", Who.ADMINISTRATOR),
    Address("/administration/team", "admin.teams.new", Who.ADMINISTRATOR),
    Address("/administration/team", "admin.teams.add", Who.ADMINISTRATOR, POST),
    Address(TEAM, "admin.teams.show", Who.ADMINISTRATOR),
    Address(TEAM, "admin.teams.save", Who.ADMINISTRATOR, POST),
    Address(f"{TEAM}/luk", "admin.teams.closing", Who.ADMINISTRATOR),
    Address(f"{TEAM}/luk", "admin.teams.close", Who.ADMINISTRATOR, POST),
    Address("/administration/medarbejdere", "admin.staff.show_all", Who.ADMINISTRATOR),
    Address("/administration/medarbejder", "admin.staff.new", Who.ADMINISTRATOR),
    Address("/administration/medarbejder", "admin.staff.add", Who.ADMINISTRATOR, POST),
    Address(WORKER, "admin.staff.show", Who.ADMINISTRATOR),
    Address(WORKER, "admin.staff.save", Who.ADMINISTRATOR, POST),
    Address(f"{WORKER}/fjern-adgang", "admin.staff.leaving", Who.ADMINISTRATOR),
    Address(f"{WORKER}/fjern-adgang", "admin.staff.deactivate", Who.ADMINISTRATOR, POST),
    Address(f"{WORKER}/giv-adgang", "admin.staff.activate", Who.ADMINISTRATOR, POST),
    Address("/administration/breve", "admin.letters.show_all", Who.ADMINISTRATOR),
    Address(BREV, "admin.letters.show", Who.ADMINISTRATOR),
    Address(f"{BREV}/pdf", "admin.letters.file", Who.ADMINISTRATOR),
    Address("/administration/historik", "admin.history.show", Who.ADMINISTRATOR),
)

TAKE_FILES: Final = frozenset(address.endpoint for address in ADDRESSES if address.takes_file)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(may_open=may_open)
    for address in ADDRESSES:
        app.add_url_rule(address.rule, address.endpoint, _guarded(address), methods=address.methods)


def may_open(endpoint: str) -> bool:
    """Whether the role of who is signed in for an organisation opens the page: for links to it."""
    role = getattr(current_user, "role", None)
    return any(address.endpoint == endpoint and role in ROLES.get(address.who, ()) for address in ADDRESSES)


def _guarded(address: Address) -> Any:
    module, _, function = address.endpoint.rpartition(".")
    view = getattr(import_module(f"portal.web.{module}"), function)
    return _GUARDS[address.who](view)
