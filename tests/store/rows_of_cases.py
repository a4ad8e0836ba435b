"""Rows about decisions and what people are told: cases, letters on paper, notices, recommended offers."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store import (
    tables_afgoerelse,
    tables_aktindsigt,
    tables_case,
    tables_dfdg,
    tables_indstilling,
    tables_letters,
    tables_notice,
    tables_post,
)
from tests.store.town import NOW, TEN, Town


def heard(session: Session, town: Town, person: int) -> None:
    letter = session.scalars(select(tables_case.Letter.public_id)).first()
    session.add(
        tables_letters.Partshoering(
            person_id=person,
            organisation_id=town.a_kasse,
            caseworker_id=town.a_kasse_worker,
            emne="fratagelse",
            grundlag="anden_maade",
            baggrund="Du har flyttet samtalen fire gange.",
            sendt=NOW.date(),
            frist=TEN.date(),
            letter=letter,
            at=NOW,
        )
    )
    _a_case(session, town, person, letter)


def _a_case(session: Session, town: Town, person: int, letter: UUID | None) -> None:
    case = tables_afgoerelse.Afgoerelse(
        person_id=person,
        organisation_id=town.a_kasse,
        emne="fratagelse",
        af="a_kasse",
        grundlag="anden_maade",
        aabnet_at=NOW,
        trin="hoert",
        naeste="svaret",
        venter="person",
        frist=TEN.date(),
        snarest=False,
    )
    session.add(case)
    session.flush()
    step = {"afgoerelse_id": case.id, "dag": NOW.date(), "caseworker_id": town.a_kasse_worker, "at": NOW}
    session.add(tables_afgoerelse.AfgoerelseSkridt(nr=1, trin="aabnet", **step))
    session.add(
        tables_afgoerelse.AfgoerelseSkridt(nr=2, trin="hoert", frist=TEN.date(), letter=letter, **step)
    )
    asked = tables_aktindsigt.Aktindsigt(
        afgoerelse_id=case.id,
        asked_at=NOW,
        senest=TEN.date(),
        answered_at=NOW,
        granted=True,
        caseworker_id=town.a_kasse_worker,
        svar="delvis",
    )
    session.add(asked)
    session.flush()
    answered = tables_aktindsigt.AktindsigtSkridt(
        aktindsigt_id=asked.id, nr=1, trin="svaret", svar="delvis", dag=NOW.date(), at=NOW
    )
    session.add(answered)
    session.flush()
    session.add(
        tables_aktindsigt.AktindsigtUndtaget(
            skridt_id=answered.id, papir="forloeb", navn="Forløb", hensyn="aks_12_3", begrundelse="Derfor"
        )
    )


def printed(session: Session, town: Town) -> None:
    batch = tables_post.PrintBatch(organisation_id=town.a_kasse, made_at=NOW)
    session.add(batch)
    session.flush()
    letter = session.scalars(select(tables_case.Letter.id)).first()
    session.add(
        tables_post.PrintItem(
            organisation_id=town.a_kasse,
            letter_id=letter,
            address="Kim Jensen\nGaden 1\n1620 København V",
            queued_at=NOW,
            print_batch_id=batch.id,
        )
    )


def notices(session: Session, town: Town, person: int, booking: int) -> None:
    session.add_all(
        [
            tables_notice.PersonNotice(person_id=person, email="kim@borger.example", mail_news=True),
            tables_notice.CalendarMail(
                booking_id=booking,
                email="kim@borger.example",
                sequence=0,
                start=TEN,
                slut=TEN,
                called_off=False,
                told_at=NOW,
            ),
            tables_dfdg.DfdgIndkaldelse(
                booking_id=booking, organisation_id=town.a_kasse, indhold={"samtaleType": 7}, told_at=NOW
            ),
            tables_notice.Reminder(booking_id=booking, kind="days", start=TEN, way="sms", at=NOW),
        ]
    )


def recommended(session: Session, town: Town, person: int) -> None:
    asked = tables_indstilling.Indstilling(
        person_id=person,
        art="kontrolaktion_tilbud",
        status="sendt",
        a_kasse_id=town.a_kasse,
        jobcenter_id=town.jobcenter,
        caseworker_id=town.a_kasse_worker,
        hvorfor="Efter en kontrolaktion.",
        frist=date(2024, 4, 18),
        written_at=NOW,
        sent_at=NOW,
    )
    session.add(asked)
    session.flush()
    session.add(
        tables_indstilling.DialogBesked(
            indstilling_id=asked.id,
            art="kontrolaktion_tilbud",
            fra_id=town.a_kasse,
            til_id=town.jobcenter,
            caseworker_id=town.a_kasse_worker,
            tekst="Efter en kontrolaktion.",
            sent_at=NOW,
        )
    )
