"""A row in every table, so that a migration meets data wherever it goes."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.policy import facts as law
from portal.policy.law import Citation, Decision, Finding, Outcome
from portal.store import (
    decisions,
    holds,
    tables,
    tables_afgoerelse,
    tables_agreement,
    tables_aktindsigt,
    tables_calling,
    tables_case,
    tables_daily,
    tables_dfdg,
    tables_earlier,
    tables_feed,
    tables_held,
    tables_indstilling,
    tables_letters,
    tables_meeting,
    tables_notice,
    tables_overview,
    tables_people,
    tables_post,
    tables_raadighed,
    tables_requests,
    tables_session,
    tables_signs,
    tables_tilsyn,
    tables_times,
    tables_underretning,
)
from tests.store.town import NOW, TEN, Town

FACTS = law.Facts(
    person=law.Person(date(1988, 5, 6), kommune="0101"),
    tilmeldinger=(law.Tilmelding(date(2024, 3, 1)),),
    indplaceringer=(law.Indplacering(date(2024, 3, 1)),),
    forbrug=(law.Timer(date(2024, 3, 1), Decimal("160.33"), date(2024, 3, 31)),),
    mindre_intensiv=(law.MindreIntensiv(law.MindreIntensivGrund.JOB, True, starter=date(2024, 10, 1)),),
    kontrol=law.Kontrol(date(2024, 4, 1), udland=True),
    valg=law.Valg(law.AKasseMed.JA, sagt=NOW),
    frister=(law.Frist(law.Aktoer.A_KASSE, date(2024, 8, 1), date(2024, 8, 20), vejledt=True),),
    samtaler=(
        law.Samtale(
            0,
            law.Aktoer.A_KASSE,
            NOW - timedelta(days=30),
            law.Samtaleform.FREMMOEDE,
            law.Oprindelse.INDKALDT,
            law.SamtaleStatus.AFHOLDT,
        ),
    ),
    beslutninger=(law.Beslutning(law.BeslutningArt.FRATAGELSE, law.Aktoer.A_KASSE, date(2024, 8, 1)),),
)

DECISION = Decision(
    "book", (Finding("foerste_samtale_indkaldes", Outcome.NOT_MET, (Citation("LAB", "§ 34, stk. 2"),)),)
)


def fill(town: Town) -> int:
    """Fills every table, and gives the key of the person it is all about."""
    person = town.person(FACTS)
    booking = town.book(person, town.joint_slot(), submission=uuid4())
    held = town.database.read(lambda session: session.get_one(tables_meeting.Booking, booking.id).slot_id)

    def work(session: Session) -> None:
        assert held is not None
        holds.put(session, person, held, law.Samtaleform.TELEFON, TEN)
        decision = decisions.save(session, person, DECISION, booking.id, NOW)
        session.execute(update(tables_case.Beslutning).values(decision_id=decision))
        session.add_all(
            [
                tables.Team(organisation_id=town.a_kasse, name="Hold 1"),
                tables_tilsyn.TreMaaneder(
                    person_id=person,
                    dag=date(2024, 5, 31),
                    maaned=date(2024, 5, 1),
                    a_kasse_id=town.a_kasse,
                    holdt=2,
                    mindst=3,
                ),
                tables_case.PlanEntry(
                    person_id=person,
                    felt="jobmaal",
                    text="Tømrer",
                    details={"by": "Odense"},
                    af="a_kasse",
                    organisation_id=town.a_kasse,
                    written_at=NOW,
                ),
                tables_case.Letter(
                    person_id=person,
                    organisation_id=town.a_kasse,
                    kind="indkaldelse",
                    version=1,
                    language="da",
                    title="Indkaldelse",
                    body="Kom.",
                    written_at=NOW,
                ),
                tables_case.Outbox(
                    person_id=person,
                    topic="t",
                    payload={},
                    created_at=NOW,
                    next_attempt_at=NOW,
                    gave_up_at=NOW,
                    organisation_id=town.a_kasse,
                ),
                tables_case.Audit(
                    at=NOW, actor_kind="system", action="a", outcome="allowed", decision_id=decision
                ),
                tables_session.SigninSession(
                    person_id=person, key_hash=b"k" * 32, created_at=NOW, last_seen_at=NOW
                ),
                tables_requests.Oenske(person_id=person, art="tolk", sprog="Arabisk", asked_at=NOW),
                tables_feed.CalendarFeed(
                    person_id=person, token_hash=b"t" * 32, language="da", created_at=NOW
                ),
            ]
        )

    town.database.write(work)
    town.database.write(lambda session: _batch(session, town, person))
    town.database.write(lambda session: _called(session, town, person, booking.id))
    town.database.write(lambda session: _people_in(session, town, person))
    town.database.write(lambda session: _held(session, town, person, booking.id))
    town.database.write(lambda session: _times(session, town, person, booking.id, held))
    town.database.write(lambda session: _happened(session, person, booking.id))
    town.database.write(lambda session: _waiting(session, town, person, booking.id, held))
    town.database.write(lambda session: _noticed(session, town, person, booking.id))
    town.database.write(lambda session: session.add(tables_signs.SignOfLife(what="worker", at=NOW)))
    town.database.write(lambda session: _notices(session, town, person, booking.id))
    town.database.write(lambda session: _printed(session, town))
    town.database.write(lambda session: _heard(session, town, person))
    town.database.write(lambda session: _recommended(session, town, person))
    town.database.write(lambda session: _agreed(session, town))
    return person


def _called(session: Session, town: Town, person: int, booking: int) -> None:
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


def _people_in(session: Session, town: Town, person: int) -> None:
    of = {"person_id": person, "organisation_id": town.a_kasse}
    session.add_all(
        [
            tables_people.Vejledning(**of, dato=date(2024, 3, 1), skriftlig=True),
            tables_people.CvTjek(**of, dato=date(2024, 3, 10), fyldestgoerende=False, mangler="Uddannelse."),
            tables_people.Fuldmagt(
                **of, navn="Ida Jensen", mail="ida@borger.example", omfang="alt", fra=date(2024, 3, 1)
            ),
            tables_people.ImportRun(
                organisation_id=town.a_kasse,
                caseworker_id=town.a_kasse_worker,
                kind="csv",
                filename="f.csv",
                state="gemt",
                facts_all=1,
                people_all=1,
                people_done=1,
                people_new=0,
                people_changed=1,
                created_at=NOW,
                updated_at=NOW,
            ),
            tables_people.Rettelse(**of, felt="forsoergerpligt", efter={"vaerdi": True}, at=NOW),
        ]
    )
    session.flush()
    run = session.execute(select(tables_people.ImportRun.id)).scalars().first()
    session.add(
        tables_people.ImportChange(
            import_run_id=run, person_id=person, number=1, affected=True, content=b"sealed"
        )
    )


def _times(session: Session, town: Town, person: int, booking: int, slot: int | None) -> None:
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


def _held(session: Session, town: Town, person: int, booking: int) -> None:
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


def _batch(session: Session, town: Town, person: int) -> None:
    batch = tables_overview.Batch(
        organisation_id=town.a_kasse,
        caseworker_id=town.a_kasse_worker,
        act="saet_frist",
        liste="frister",
        details={},
        submission=uuid4(),
        created_at=NOW,
        undo_until=TEN,
    )
    session.add(batch)
    session.flush()
    session.add(tables_overview.BatchItem(batch_id=batch.id, person_id=person, outcome="done", refs={}))


def _happened(session: Session, person: int, booking: int) -> None:
    session.add(
        tables_daily.Haendelse(
            person_id=person,
            art="samtale_bortfaldet",
            noegle="1",
            dag=NOW.date(),
            oplysninger={"start": TEN.isoformat()},
            citations=[["LAB", "§ 27"]],
            booking_id=booking,
            done_at=NOW,
        )
    )


def _heard(session: Session, town: Town, person: int) -> None:
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


def _printed(session: Session, town: Town) -> None:
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


def _notices(session: Session, town: Town, person: int, booking: int) -> None:
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


def _waiting(session: Session, town: Town, person: int, booking: int, slot: int) -> None:
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


def _noticed(session: Session, town: Town, person: int, booking: int) -> None:
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


def _agreed(session: Session, town: Town) -> None:
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


def _recommended(session: Session, town: Town, person: int) -> None:
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
