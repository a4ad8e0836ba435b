"""What becomes of each topic of the outbox: one readable table, and nothing is sent that is not in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from portal.actions.telling import (
    availability,
    course,
    earlier,
    meetings,
    no_show,
    plan,
    tilbud,
    to_dfdg,
    wishes,
)
from portal.actions.telling.calendar_mail import calendar_mail
from portal.delivery.channel import Inside, Row
from portal.store.database import Session


def each(*works: Inside) -> Inside:
    """All of them, one after the other."""

    def work(session: Session, row: Row, now: datetime) -> None:
        for one in works:
            one(session, row, now)

    return work


INSIDE: Final[Mapping[str, Inside]] = {
    "booking.booked": each(meetings.booked, calendar_mail, to_dfdg.meeting),
    "booking.moved": each(meetings.moved, calendar_mail, to_dfdg.meeting),
    "booking.called_off": each(meetings.called_off, calendar_mail, to_dfdg.meeting),
    "booking.called": each(calendar_mail, to_dfdg.meeting),  # the summons itself is a letter, written with it
    "booking.reminded": meetings.reminded,
    "booking.form_changed": each(meetings.form_changed, to_dfdg.meeting),
    "booking.link_changed": each(meetings.link_changed, to_dfdg.meeting),
    "booking.room_changed": meetings.room_changed,
    "booking.worker_changed": meetings.worker_changed,
    "booking.uden_a_kasse": each(meetings.a_kasse_left, calendar_mail, to_dfdg.meeting),
    "booking.replacement_offered": meetings.replacement_offered,
    "deadline.suspended": course.deadline_suspended,
    "haendelse.sket": course.happened_to,
    "oenske.answered": wishes.answered,
    "indstilling.foreslaaet": tilbud.proposed,
    "indstilling.udloebet": tilbud.expired,
    "plan.changed": plan.changed,
    "raadighed.vurderet": availability.assessed,
    "summons.answered": wishes.summons_answered,
    "tid.ledig": earlier.time_free,
    "samtale.udeblevet": no_show.registered,
    "samtale.rettet": no_show.registered,
    "samtale.henvendt": no_show.got_in_touch,
    "valg.said": to_dfdg.choice,
}
"""Topics that are worked on inside the house: they become letters, messages and notices."""

KEPT: Final[Mapping[str, str]] = {
    "frist.set": "the deadline is a letter, written with it",
    "person.afmeldt": "the decision is a letter, written with it",
    "person.visiteret": "there is a letter about it, written with it",
    "sag.skridt": "the person finds the step in the case; those that bind are letters, written with them",
    "aktindsigt.asked": "a caseworker finds it on the list of those who want to see their file",
    "indstilling.sendt": "the person said yes, or hears of the offer; the jobcenter finds it in the inbox",
    "indstilling.uenig": "the person said so; the a-kasse finds it on its list",
    "indstilling.trukket": "whoever took it back did so; the jobcenter finds it in the inbox",
    "indstilling.afgjort": "the decision is a letter, written with it; the a-kasse has a reply in the inbox",
    "indstilling.genoptaget": "the letter on the complaint says so; both authorities see it in the inbox",
    "cv.checked": "the person finds it in Min Plan; what is missing is a letter, written with it",
    "oenske.asked": "a caseworker finds it on the list of wishes",
    "oenske.withdrawn": "it leaves the list of wishes",
    "samtale.afholdt": "the person was there, and finds it in Min Plan",
    "membership.changed": "the person hears of it when it has taken effect, as of what happens of itself",
    "agreement.worker_changed": "both sides see it in the calendar they share; planner systems read it",
    "agreement.step": "the other side sees it on its start page; planner systems read it",
    "kontrol.received": "the person hears of it in the summons that follows",
}
"""Topics that nobody needs to be told of: each with the reason, and where it is seen instead."""
