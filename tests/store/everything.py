"""A row in every table, so that a migration meets data wherever it goes."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.policy import facts as law
from portal.policy.law import Citation, Decision, Finding, Outcome
from portal.store import (
    decisions,
    holds,
    tables,
    tables_case,
    tables_daily,
    tables_feed,
    tables_meeting,
    tables_overview,
    tables_people,
    tables_requests,
    tables_session,
    tables_signs,
    tables_tilsyn,
)
from tests.store import rows_of_cases, rows_of_meetings
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
    town.database.write(lambda session: rows_of_meetings.called(session, town, person, booking.id))
    town.database.write(lambda session: _people_in(session, town, person))
    town.database.write(lambda session: rows_of_meetings.held(session, town, person, booking.id))
    town.database.write(lambda session: rows_of_meetings.times(session, town, person, booking.id, held))
    town.database.write(lambda session: _happened(session, person, booking.id))
    town.database.write(lambda session: rows_of_meetings.waiting(session, town, person, booking.id, held))
    town.database.write(lambda session: rows_of_meetings.noticed(session, town, person, booking.id))
    town.database.write(lambda session: session.add(tables_signs.SignOfLife(what="worker", at=NOW)))
    town.database.write(lambda session: rows_of_cases.notices(session, town, person, booking.id))
    town.database.write(lambda session: rows_of_cases.printed(session, town))
    town.database.write(lambda session: rows_of_cases.heard(session, town, person))
    town.database.write(lambda session: rows_of_cases.recommended(session, town, person))
    town.database.write(lambda session: rows_of_meetings.agreed(session, town))
    return person


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
