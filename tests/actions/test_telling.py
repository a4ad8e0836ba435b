"""What is done with a meeting, or happens of itself, becomes a letter in the person's own language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from portal.actions.answer_summons import (
    AskForAnotherTime,
    RefuseAnotherTime,
    ask_for_another_time,
    refuse_another_time,
)
from portal.actions.call_off_jobsamtale import LawfulReason
from portal.actions.change_times import ChangeTimes, change_times
from portal.actions.daily import follow
from portal.actions.telling.course import WITHOUT_A_LETTER
from portal.actions.visiter import Visiter, visiter
from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import SamtaleArt, Samtaleform, SamtaleStatus
from portal.store import letters
from portal.store.database import Session
from portal.store.tables import Timer
from portal.store.tables_case import Outbox
from portal.wording.letters.letter import Kind, Letter, from_body
from portal.wording.letters.texts import CURRENT, text_of
from tests.actions.calling import called, controlled
from tests.actions.courses import in_the_a_kasse
from tests.actions.joint import Joint
from tests.actions.meetings import LATER, called_off, register
from tests.actions.test_book_jobsamtale import book
from tests.actions.test_daily import FIRST, arts, handed_over, meetings
from tests.actions.test_move_and_call_off import call_off, move
from tests.actions.test_people_in_acts import YOUNG
from tests.actions.test_requests import answer, asked
from tests.actions.test_require_fremmoede import REASON, require
from tests.actions.test_revoke_selvbooking import public_id
from tests.actions.test_times_withdraw import with_deadline, withdraw
from tests.delivery.outbox import drain
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)
PHONE = Samtaleform.TELEFON


@pytest.fixture
def database_kind() -> str:
    """The statements are the store's own, tried there on both."""
    return "sqlite"


def told(town: Town, person: int, now: datetime = NOW) -> list[Letter]:
    """Works on all that stays inside; gives the person's letters, the first one first."""
    drain(town.database, {}, now)

    def read(session: Session) -> list[Letter]:
        found = []
        for view in reversed(letters.of_person(session, person)):
            full = letters.get_own(session, person, view.public_id)
            assert full is not None
            found.append(from_body(view.kind, view.version, view.title, full.body, view.language))
        return found

    return town.database.read(read)


def text(letter: Letter) -> str:
    return "\n".join(block.text for block in letter.blocks)


def test_a_booking_is_told_in_a_receipt_in_the_persons_language(town: Town) -> None:
    person, english = town.person(in_the_a_kasse()), town.person(in_the_a_kasse(), language="en")
    book(town, person, town.slot())
    book(town, english, town.slot(TEN + DAY))

    (letter,) = told(town, person)
    (in_english,) = told(town, english)

    assert (letter.kind, letter.language, letter.title) == ("kvittering", "da", "Din samtale er booket")
    assert (letter.sender.name, letter.sender.signed_by) == ("A-kassen", "")
    for said in ("Din jobsamtale med A-kassen", "tirsdag den 10. september 2024 kl. 10.00", "12345678"):
        assert said in text(letter)
    assert "kan du ikke få dagpenge" in text(letter)
    assert (in_english.language, in_english.title) == ("en", "Your meeting is booked")
    assert "Your job meeting with A-kassen is booked." in text(in_english)
    waiting = town.database.read(
        lambda s: s.scalars(select(Outbox.topic).where(Outbox.sent_at.is_(None)).order_by(Outbox.id)).all()
    )
    assert waiting == ["letter.written", "dfdg.indkaldelse"] * 2


def test_of_several_changes_at_once_the_last_one_is_told(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    outcome = book(town, person, town.slot())
    move(town, outcome.booking, town.slot(TEN + DAY))
    (moved,) = told(town, person)
    call_off(town, outcome.booking, LawfulReason.SYGDOM)
    _moved, gone = told(town, person)

    assert (moved.kind, gone.kind) == ("flytning", "afbud")
    assert "onsdag den 11. september 2024 kl. 10.00" in text(moved)
    assert gone.title == "Du har aflyst din samtale"
    assert "Din a-kasse afgør, om du havde en lovlig grund" in text(gone)
    assert "Husk også at melde dig syg på jobnet.dk" in text(gone)
    assert "sygdom" not in text(gone)


def test_what_the_organisation_calls_off_or_holds_instead_is_told(town: Town) -> None:
    person, taken, _other = town.person(with_deadline()), town.slot(), town.slot(TEN + DAY)
    booking = town.book(person, taken, PHONE)
    withdraw(town, taken, call_off=(booking.public_id,))

    gone, held = told(town, person)

    assert (gone.kind, gone.title, held.kind) == ("afbud", "Din samtale er aflyst", "tilbudt_tid")
    assert "Det tæller ikke imod dig.\nDu skal ikke komme." in text(gone)
    assert "Der er ikke skrevet en grund." in text(gone)
    assert "Vi holder en anden tid til dig" in text(gone)
    assert "onsdag den 11. september 2024 kl. 10.00" in text(held)
    assert "Sig ja til den i Selvbooking senest tirsdag den 10. september 2024 kl. 23.59" in text(held)


def test_that_a_deadline_holds_nobody_any_more_is_told(town: Town) -> None:
    person, taken = town.person(with_deadline()), town.slot()
    booking = town.book(person, taken, PHONE)
    withdraw(town, taken, call_off=(booking.public_id,))

    gone, suspended = told(town, person)

    assert "Se i Min Plan i Selvbooking" in text(gone)
    assert suspended.title == "Du skal ikke booke inden din frist"
    assert "10. september 2024" in text(suspended)


def test_another_form_link_or_room_is_told_with_the_reason_where_it_was_decided(town: Town) -> None:
    person, slot = town.person(in_the_a_kasse()), town.slot(video_link="https://video.example/1")
    booking = town.book(person, slot, Samtaleform.VIDEO)
    change_times(ChangeTimes(town.a_kasse_worker, frozenset({slot}), room="12"), town.database, NOW)
    assert told(town, person) == []

    require(town, person, booking.public_id)
    change_times(ChangeTimes(town.a_kasse_worker, frozenset({slot}), room="14"), town.database, NOW)
    form, room = told(town, person)

    assert (form.kind, room.kind) == ("aendring", "aendring")
    assert "§ 33, stk. 2" in text(form)
    assert REASON in text(form)
    assert "i et andet lokale" in text(room)
    assert "Lokale: 14" in text(room)


def test_that_somebody_else_comes_is_told_whichever_side_sends_them(town: Town) -> None:
    joint = Joint(town)
    person, slot = joint.person(), town.joint_slot()
    town.book(person, slot)
    told(town, person)

    joint.send(joint.a_kasses, slot, joint.bo)
    joint.send(joint.jobcenters, slot, joint.jette)

    first, second = told(town, person)[-2:]
    assert first.title == second.title == "Din samtale er ændret"
    assert "en anden fra din a-kasse, der er med" in text(first)
    assert "en anden fra Jobcenter København, du skal tale med" in text(second)
    assert "Du skal tale med Jette" in text(second)


def test_the_handover_is_told_by_the_jobcenter_and_what_falls_away_with_it(town: Town) -> None:
    person = handed_over(town)
    follow(town.database, FIRST)

    by_kind = {letter.kind: letter for letter in told(town, person, FIRST)}

    assert set(by_kind) == {"overgang", "afbud", "nyt"}
    assert by_kind["overgang"].sender.name == "Jobcenter København"
    assert "Din a-kasses sidste dag var onsdag den 31. juli 2024" in text(by_kind["overgang"])
    assert "din a-kasse er med til den første samtale" in text(by_kind["overgang"])
    assert "§ 27, stk. 1 og 2, og § 31, stk. 1, i lov om en aktiv" in text(by_kind["overgang"])
    assert "§ 27, stk. 3" not in text(by_kind["overgang"])
    assert "ikke længere har ansvaret for dine samtaler" in text(by_kind["afbud"])
    assert "Der er ikke skrevet en grund." not in text(by_kind["afbud"])
    assert by_kind["nyt"].title == "En beslutning gælder ikke længere"
    assert "at du ikke selv kan booke samtaler" in text(by_kind["nyt"])


def test_an_answer_to_a_wish_is_told_unless_a_decision_tells_it(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    wish = asked(town, person)
    answer(town, person, wish, ja=False, begrundelse="Du taler godt dansk.")

    (letter,) = told(town, person)

    assert letter.kind == "svar"
    assert "Du bad mandag den 2. september 2024 om en tolk" in text(letter)
    assert "Vi siger nej." in text(letter)
    assert "Du taler godt dansk." in text(letter)


def test_whatever_can_happen_has_its_title_and_words_or_a_reason_for_having_none() -> None:
    words = text_of(Kind.NYT, CURRENT[Kind.NYT])
    for art in set(Haendelsesart) - set(WITHOUT_A_LETTER) - {Haendelsesart.OVERGANG}:
        passages = [one.block.text for one in words.passages if art.value in one.naar]
        assert len(passages) >= 2, art
        assert words.title({art.value}) != words.title(set()), art
    assert all(WITHOUT_A_LETTER.values())


def test_a_meeting_called_off_after_its_hour_is_told_with_the_reason(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())
    register(town, person, booking, called_off("Din sagsbehandler er syg."))

    (gone,) = told(town, person, LATER)

    assert "Din sagsbehandler er syg." in text(gone)
    assert "Der er ikke skrevet en grund." not in text(gone)
    assert "Du får ikke automatisk en ny tid." in text(gone)
    assert "melde dig syg" not in text(gone)
    assert "Du skal ikke komme" not in text(gone)


def test_a_summons_in_place_of_another_is_told_as_such(town: Town) -> None:
    person, old = controlled(town)
    called(
        town,
        person,
        town.slot(),
        art=SamtaleArt.KONTROLSAMTALE,
        instead_of=old.booking.public_id,
        at=NOW + DAY,
    )

    (gone,) = [one for one in told(town, person, NOW + DAY) if one.kind == "afbud"]

    assert "Du er i stedet indkaldt til en ny samtale." in text(gone)
    assert "Der er ikke skrevet en grund." not in text(gone)
    assert "får du en ny indkaldelse" not in text(gone)


def test_whoever_was_sent_on_has_one_letter_about_it(town: Town) -> None:
    person = town.person(YOUNG)
    visiter(Visiter(town.a_kasse_worker, public_id(town, person)), town.database, NOW)
    follow(town.database, NOW + DAY)

    assert [letter.kind for letter in told(town, person, NOW + DAY)] == ["visiteret"]


def test_that_a_time_stays_although_another_was_asked_for_is_told(town: Town) -> None:
    person, summoned = controlled(town)
    booking = summoned.booking.public_id
    ask_for_another_time(AskForAnotherTime(person, booking, "Jeg skal til tandlæge."), town.database, NOW)
    assert [letter.kind for letter in told(town, person)] == ["indkaldelse"]
    no = RefuseAnotherTime(town.a_kasse_worker, public_id(town, person), booking, "Der er ingen andre tider.")
    refuse_another_time(no, town.database, NOW)

    _summons, answer_ = told(town, person)

    assert "om en anden tid til din jobsamtale" in text(answer_)
    assert "Der er ingen andre tider." in text(answer_)
    assert "du skal komme til samtalen" in text(answer_)


def test_a_handover_that_is_corrected_away_is_told_once_to_whoever_had_a_meeting_called_off(
    town: Town,
) -> None:
    person = handed_over(town)
    follow(town.database, FIRST)
    told(town, person, FIRST)
    town.database.write(lambda session: session.execute(delete(Timer)) and None)

    for late in range(1, 4):
        follow(town.database, FIRST + timedelta(days=late))

    assert arts(town, person).count(Haendelsesart.AFLYSNING_RETTET) == 1
    (off,) = [one for one in meetings(town, person) if one.start.date() == date(2024, 8, 9)]
    assert off.status is SamtaleStatus.AFLYST, "its time may be somebody else's by now"
    at = FIRST + timedelta(days=4)
    found = [one for one in told(town, person, at) if "Det er ændret" in text(one)]
    assert [one.title for one in found] == ["Vi har ansvaret for dine samtaler"]
    assert "Din samtale med os fredag den 9. august 2024 blev aflyst" in text(found[0])
    assert found[0].sender.name == "A-kassen"
