"""Rows about meetings and times: called, held, waited for, missed, agreed on by two."""

from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store import (
    tables_agreement,
    tables_calling,
    tables_case,
    tables_earlier,
    tables_held,
    tables_raadighed,
    tables_times,
    tables_underretning,
)
from tests.store.town import NOW, TEN, Town


def called(session: Session, town: Town, person: int, booking: int) -> None:
    letter = session.scalars(select(tables_case.Letter.id)).first()
    session.add_all(
        [
            tables_calling.Indkaldelse(
                booking_id=booking,
                person_id=person,
                organisation_id=town.a_kasse,
                caseworker_id=town.a_kasse_worker,
                letter_id=letter,
                grund="foerste",
                written_at=NOW,
                oensket=NOW,
                oenske="Hellere torsdag.",
            ),
            tables_calling.PhoneAct(
                booking_id=booking, caseworker_id=town.a_kasse_worker, act="book", at=NOW
            ),
        ]
    )


def times(session: Session, town: Town, person: int, booking: int, slot: int | None) -> None:
    worker = town.a_kasse_worker
    session.add_all(
        [
            tables_times.OpeningHours(office_id=town.a_kasse_office, weekday=0, fra=540, til=900),
            tables_times.Absence(
                caseworker_id=worker,
                kind="fravaer",
                start=NOW,
                slut=TEN,
                entered_by=worker,
                entered_at=NOW,
            ),
            tables_times.ImportedTime(slot_id=slot, caseworker_id=worker, uid="u", recurrence=""),
            tables_times.TimesRun(id=uuid4(), caseworker_id=worker, act="publish", count=1, at=NOW),
            tables_times.TimesDraft(caseworker_id=worker, payload={}, created_at=NOW),
            tables_times.TimesPattern(caseworker_id=worker, answers={}),
            tables_times.TilbudtTid(
                booking_id=booking,
                person_id=person,
                slot_id=slot,
                form="telefon",
                offered_at=NOW,
                expires_at=TEN,
            ),
            tables_times.Alarm(organisation_id=town.a_kasse, kind="ingen_tider", person_id=person, since=NOW),
        ]
    )


def held(session: Session, town: Town, person: int, booking: int) -> None:
    of = {"booking_id": booking, "caseworker_id": town.jobcenter_worker, "at": NOW}
    session.add_all(
        [
            tables_raadighed.RaadighedAarsag(**of, aarsag="tvivl", anledning="Søger for få job."),
            tables_raadighed.Raadighedsvurdering(
                **of, vurdering="frist", begrundelse="Søger to job.", frist=date(2024, 6, 1)
            ),
            tables_held.Registrering(**of, aftaler="Søg to job."),
            tables_held.Deltager(booking_id=booking, rolle="tolk", navn="Aisha", form="telefon"),
            tables_held.Emneraekke(booking_id=booking, emne="repatriering", udfoert=True),
            tables_held.Rettelse(
                **of,
                organisation_id=town.jobcenter,
                fra_status="planlagt",
                til_status="afholdt",
                kommentar="Forkert samtale.",
                foer={},
                efter={},
            ),
            tables_held.Henvendelse(**of, dato=NOW.date()),
            tables_held.Uddannelsestrin(
                person_id=person,
                organisation_id=town.jobcenter,
                caseworker_id=town.jobcenter_worker,
                tekst="Søg optagelse.",
                written_at=NOW,
            ),
        ]
    )


def waiting(session: Session, town: Town, person: int, booking: int, slot: int) -> None:
    wish = tables_earlier.EarlierWish(
        person_id=person,
        booking_id=booking,
        start_then=TEN,
        art="jobsamtale",
        jobcenter_id=town.jobcenter,
        telefon=True,
        until=TEN.date(),
        told_by="mail",
        asked_at=NOW,
    )
    session.add(wish)
    session.flush()
    session.add_all(
        [
            tables_earlier.EarlierPlace(wish_id=wish.id, office_id=town.jobcenter_office),
            tables_earlier.FreedSlot(slot_id=slot),
            tables_earlier.EarlierOffer(
                wish_id=wish.id,
                person_id=person,
                slot_id=slot,
                form="telefon",
                told_at=NOW,
                told_on=NOW.date(),
            ),
        ]
    )


def noticed(session: Session, town: Town, person: int, booking: int) -> None:
    letter = session.scalars(select(tables_case.Letter.public_id)).first()
    notice = tables_underretning.Underretning(
        person_id=person,
        booking_id=booking,
        jobcenter_id=town.jobcenter,
        a_kasse_id=town.a_kasse,
        dag=TEN.date(),
        form="telefon",
        letter=letter,
        told_at=NOW,
    )
    session.add(notice)
    session.flush()
    session.add(
        tables_underretning.UnderretningBesked(
            underretning_id=notice.id, art="underretning", letter=letter, at=NOW, received_at=NOW
        )
    )


def agreed(session: Session, town: Town) -> None:
    interval = tables_agreement.AgreementInterval(
        agreement_id=town.agreement,
        by_side="jobcenter",
        status="agreed",
        start=TEN,
        slut=TEN + timedelta(hours=2),
        minutes=60,
        pause=0,
        office_id=town.jobcenter_office,
        a_kasse_form="fremmoede",
        travel_before=30,
        travel_after=0,
        fremmoede=True,
        telefon=False,
        video=False,
        caseworker_id=town.jobcenter_worker,
        a_kasse_caseworker_id=town.a_kasse_worker,
        settled_at=NOW,
    )
    session.add(interval)
    session.flush()
    town.add_slot(
        session,
        TEN + timedelta(hours=1),
        organisation_id=town.jobcenter,
        office_id=town.jobcenter_office,
        caseworker_id=town.jobcenter_worker,
        agreement_id=town.agreement,
        a_kasse_id=town.a_kasse,
        a_kasse_caseworker_id=town.a_kasse_worker,
        a_kasse_form="fremmoede",
        interval_id=interval.id,
    )
    session.add_all(
        [
            tables_times.Absence(
                caseworker_id=town.a_kasse_worker,
                kind="optaget",
                start=TEN - timedelta(minutes=30),
                slut=TEN,
                interval_id=interval.id,
                entered_by=town.a_kasse_worker,
                entered_at=NOW,
            ),
            tables_agreement.AgreementStep(
                agreement_id=town.agreement,
                number=1,
                side="jobcenter",
                act="proposed",
                message="Passer det?",
                details={"intervals": 1},
                caseworker_id=town.jobcenter_worker,
                at=NOW,
            ),
            tables_agreement.AgreementSeen(
                agreement_id=town.agreement, organisation_id=town.a_kasse, number=1
            ),
        ]
    )
