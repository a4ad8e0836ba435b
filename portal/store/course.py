"""Writes a whole course into the tables, so that `facts.load` reads the same facts back.

For demo data and for tests: what the portal itself learns of a person comes row by row, from those who know
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, Facts, Samtale, Samtaleform
from portal.store import tables, tables_case, tables_meeting
from portal.store.cpr import Cpr, CprVault
from portal.store.tables import Base

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")

Organisations = Mapping[tuple[Aktoer, str], int]
"""The keys of the organisations that a course may name, by holder and code."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is reached, and what they have chosen."""

    phone: str | None = None
    email: str | None = None
    postcode: str | None = None
    street: str | None = None
    city: str | None = None
    digital_post: bool = True
    language: str | None = None
    preferred_form: Samtaleform | None = None


def store_facts(
    session: Session,
    facts: Facts,
    *,
    name: str,
    cpr: Cpr,
    vault: CprVault,
    organisations: Organisations,
    now: datetime,
    contact: Contact | None = None,
) -> int:
    """Writes the person and the course, meetings without a published time; gives the person's key.

    Rows come in the order of the facts. An empty code means that the person has no a-kasse. The holders'
    own limits are not written: they belong to the organisations. `now` (aware) is when the meetings are
    said to have been written. Raises KeyError for an organisation that is not in `organisations`.
    """
    person_id = _person(session, facts, name, cpr, vault, contact or Contact())
    writer = _Writer(session, facts, person_id, organisations)
    writer.memberships()
    writer.course()
    booking_ids = writer.meetings(now)
    writer.decisions(booking_ids)
    return person_id


def _person(session: Session, facts: Facts, name: str, cpr: Cpr, vault: CprVault, contact: Contact) -> int:
    person = facts.person
    statement = insert(tables.Person).values(
        public_id=uuid4(),
        cpr_encrypted=vault.encrypt(cpr),
        cpr_lookup=vault.lookup(cpr),
        name=name,
        foedselsdato=person.foedselsdato,
        maalgruppe=person.maalgruppe.value,
        forsikring=person.forsikring.value,
        erhvervskompetencegivende_uddannelse=person.erhvervskompetencegivende_uddannelse,
        forsoergerpligt=person.forsoergerpligt,
        opholdstilladelse=person.opholdstilladelse,
        a_kasseforsoeg=facts.a_kasseforsoeg,
        visiteret=facts.visiteret,
        udmeldt=facts.udmeldt,
        ydelse_fra=facts.ydelse_fra,
        henvendelse=facts.henvendelse,
        sygefravaer_fra=facts.sygefravaer_fra,
        phone=contact.phone,
        email=contact.email,
        postcode=contact.postcode,
        street=contact.street,
        city=contact.city,
        digital_post=contact.digital_post,
        language=contact.language,
        preferred_form=contact.preferred_form.value if contact.preferred_form else None,
    )
    return session.execute(statement.returning(tables.Person.id)).scalar_one()


class _Writer:
    """One person's rows, table by table."""

    def __init__(self, session: Session, facts: Facts, person_id: int, organisations: Organisations) -> None:
        self._session = session
        self._facts = facts
        self._person_id = person_id
        self._organisations = organisations

    def memberships(self) -> None:
        person, rows = self._facts.person, []
        for holder, code in ((Aktoer.A_KASSE, person.a_kasse), (Aktoer.JOBCENTER, person.kommune)):
            if code:
                rows.append(self._membership(holder, code, None))
        for skift in self._facts.skift:
            for holder, new in ((Aktoer.A_KASSE, skift.a_kasse), (Aktoer.JOBCENTER, skift.kommune)):
                if new is not None:
                    rows.append(self._membership(holder, new, skift.dato))
        self._write(tables.Membership, rows)

    def course(self) -> None:
        facts = self._facts
        self._write(
            tables.Tilmelding,
            ({"fra": t.fra, "til": t.til, "aarsag": _word(t.aarsag)} for t in facts.tilmeldinger),
        )
        self._write(
            tables.Indplacering, ({"dato": i.dato, "loebende": i.loebende} for i in facts.indplaceringer)
        )
        self._write(
            tables.Timer,
            [
                *(
                    {"kind": "forbrug", "maaned": t.maaned, "timer": t.timer, "registreret": t.registreret}
                    for t in facts.forbrug
                ),
                *(
                    {"kind": "loentilskud", "maaned": t.maaned, "timer": t.timer, "registreret": None}
                    for t in facts.loentilskud
                ),
            ],
        )
        self._write(
            tables.MindreIntensiv,
            (
                {
                    "grund": m.grund.value,
                    "starter": m.starter,
                    "fra": m.fra,
                    "til": m.til,
                    "dokumenteret": m.dokumenteret,
                }
                for m in facts.mindre_intensiv
            ),
        )
        if facts.kontrol is not None:
            kontrol = {"meddelelse": facts.kontrol.meddelelse, "udland": facts.kontrol.udland}
            self._write(tables.Kontrol, [kontrol])
        valg = facts.valg
        if valg.a_kasse_med is not None or valg.a_kasse_fysisk or valg.sagt is not None:
            said = {
                "a_kasse_med": _word(valg.a_kasse_med),
                "a_kasse_fysisk": valg.a_kasse_fysisk,
                "sagt": valg.sagt,
            }
            self._write(tables.Valg, [said])
        self._write(
            tables_case.Frist,
            (
                {
                    "organisation_id": self._organisation(f.af, f.udstedt),
                    "af": f.af.value,
                    "udstedt": f.udstedt,
                    "frist": f.frist,
                    "vejledt": f.vejledt,
                    "tider_fandtes": f.tider_fandtes,
                    "driftsforstyrrelse": f.driftsforstyrrelse,
                }
                for f in facts.frister
            ),
        )

    def meetings(self, now: datetime) -> dict[int, int]:
        """Writes them and gives each one's key by its `noegle`."""
        keys = {}
        booking = tables_meeting.Booking
        for samtale in self._facts.samtaler:
            values = self._meeting(samtale, now)
            keys[samtale.noegle] = self._session.execute(
                insert(booking).values(public_id=uuid4(), **values).returning(booking.id)
            ).scalar_one()
        return keys

    def decisions(self, booking_ids: Mapping[int, int]) -> None:
        self._write(
            tables_case.Beslutning,
            (
                {
                    "public_id": uuid4(),
                    "organisation_id": self._organisation(b.af, b.dato),
                    "booking_id": booking_ids[b.samtale] if b.samtale is not None else None,
                    "art": b.art.value,
                    "af": b.af.value,
                    "dato": b.dato,
                    "ophaevet": b.ophaevet,
                }
                for b in self._facts.beslutninger
            ),
        )

    def _meeting(self, samtale: Samtale, now: datetime) -> dict[str, Any]:
        day = samtale.start.astimezone(_COPENHAGEN).date()
        a_kasse = self._organisation(Aktoer.A_KASSE, day) if samtale.a_kasse_deltager else None
        return {
            "person_id": self._person_id,
            "organisation_id": self._organisation(samtale.holder, day),
            "holder": samtale.holder.value,
            "art": samtale.art.value,
            "form": samtale.form.value,
            "oprindelse": samtale.oprindelse.value,
            "status": samtale.status.value,
            "start": samtale.start,
            "slut": samtale.slut,
            "a_kasse_id": a_kasse,
            "ombookninger": samtale.ombookninger,
            "booket": samtale.booket,
            "aflyst_af": _word(samtale.aflyst_af),
            "aflyst": samtale.aflyst,
            "updated_at": now,
        }

    def _membership(self, holder: Aktoer, code: str, fra: date | None) -> dict[str, Any]:
        return {"holder": holder.value, "organisation_id": self._organisations[holder, code], "fra": fra}

    def _organisation(self, holder: Aktoer, day: date) -> int:
        """The person's organisation of that kind on that day."""
        person = self._facts.person
        code = person.a_kasse if holder is Aktoer.A_KASSE else person.kommune
        for skift in sorted(self._facts.skift, key=lambda skift: skift.dato):
            new = skift.a_kasse if holder is Aktoer.A_KASSE else skift.kommune
            if skift.dato <= day and new is not None:
                code = new
        return self._organisations[holder, code]

    def _write(self, table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
        complete = [{"person_id": self._person_id, **row} for row in rows]
        if complete:
            self._session.execute(insert(table).values(complete))


def _word(value: Any) -> str | None:
    return None if value is None else value.value
