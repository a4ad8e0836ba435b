"""A person chooses how a planned meeting is held, and how they would rather hold meetings at all."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select, update

from portal.actions.change_samtaleform import ChangeSamtaleform, change_samtaleform
from portal.actions.outcome import Granted, Refused, UnknownBooking
from portal.actions.prefer_samtaleform import PreferSamtaleform, prefer_samtaleform
from portal.policy.facts import Oprindelse, Samtaleform
from portal.store import decisions, people
from portal.store.tables_case import Audit, Decision, Outbox
from portal.store.tables_meeting import Booking
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.actions.test_book_jobsamtale import codes, counts, limit
from tests.store.town import NOW, TEN, Town

IN_PERSON, PHONE, VIDEO = Samtaleform
LINK = "https://video.a-kassen.example/rum/7"


def planned(town: Town, form: Samtaleform = IN_PERSON, **slot: object) -> BookingView:
    person = town.person(in_the_a_kasse())
    return town.book(person, town.slot(**{"video_link": LINK} | slot), form)  # type: ignore[arg-type]


def change(
    town: Town, booking: BookingView, form: Samtaleform, phone: str | None = None
) -> Granted | Refused:
    command = ChangeSamtaleform(booking.person_id, booking.public_id, form, phone)
    return change_samtaleform(command, town.database, NOW)


def set_booking(town: Town, booking: BookingView, **values: object) -> None:
    changed = update(Booking).where(Booking.id == booking.id).values(**values)
    town.database.write(lambda session: session.execute(changed) and None)


def test_the_form_changes_and_the_meeting_is_not_moved(town: Town) -> None:
    booking = planned(town)

    outcome = change(town, booking, VIDEO)

    assert isinstance(outcome, Granted)
    changed = outcome.booking
    assert (changed.form, changed.video_link) == (VIDEO, LINK)
    assert (changed.start, changed.ombookninger, changed.sequence) == (TEN, 0, booking.sequence + 1)
    assert counts(town, Decision, Audit, Outbox) == [1, 1, 1]
    kept = town.database.read(lambda session: decisions.latest_of_booking(session, booking.id))
    assert kept == outcome.decision
    topic, told = town.database.read(
        lambda session: session.execute(select(Outbox.topic, Outbox.payload)).one()
    )
    assert (topic, told["form"], told["sequence"]) == ("booking.form_changed", "video", changed.sequence)
    assert LINK not in str(told)


def test_video_becomes_phone_with_its_number_and_loses_the_link(town: Town) -> None:
    booking = planned(town, VIDEO)

    outcome = change(town, booking, PHONE, "20 30 40 50")
    again = change(town, booking, PHONE, "20 30 40 50")

    assert isinstance(outcome, Granted)
    assert (outcome.booking.form, outcome.booking.phone, outcome.booking.video_link) == (
        PHONE,
        "20 30 40 50",
        None,
    )
    assert isinstance(again, Granted)
    assert again.repeated
    assert town.count(Outbox) == 1
    other = change(town, booking, PHONE, "21 31 41 51")
    assert isinstance(other, Granted)
    assert other.booking.sequence == outcome.booking.sequence + 1


def test_a_meeting_one_is_called_to_is_chosen_for_as_well(town: Town) -> None:
    booking = planned(town)
    set_booking(town, booking, oprindelse=Oprindelse.INDKALDT.value, art="kontrolsamtale")

    assert isinstance(change(town, booking, PHONE, "20 30 40 50"), Granted)


def test_the_first_meeting_stays_in_person(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    booking = town.book(person, town.slot(video_link=LINK))

    outcome = change(town, booking, VIDEO)

    assert codes(outcome) == {"foerste_samtale_fremmoede"}
    assert counts(town, Decision, Audit, Outbox) == [1, 1, 0]


def test_after_the_cut_off_the_form_stays(town: Town) -> None:
    limit(town, ombookning_senest_timer=24 * 9)

    assert codes(change(town, planned(town), VIDEO)) == {"form_for_sent"}


@pytest.mark.parametrize(
    ("slot", "form"),
    [({"telefon": False}, PHONE), ({"video_link": None}, VIDEO), ({"fremmoede": False}, IN_PERSON)],
)
def test_the_time_must_offer_the_form(town: Town, slot: dict[str, object], form: Samtaleform) -> None:
    booking = planned(town, VIDEO if form is not VIDEO else PHONE, **slot)

    assert codes(change(town, booking, form)) == {"form_ikke_i_tiden"}


@pytest.mark.parametrize(
    ("office", "link", "refused"),
    [(True, LINK, set()), (False, LINK, {IN_PERSON}), (True, None, {VIDEO})],
)
def test_outside_the_published_times_the_meeting_itself_says_what_can_be_had(
    town: Town, office: bool, link: str | None, refused: set[Samtaleform]
) -> None:
    booking = planned(town, PHONE)
    place = town.a_kasse_office if office else None
    set_booking(town, booking, slot_id=None, office_id=place, video_link=link)

    found = {form for form in (VIDEO, IN_PERSON) if isinstance(change(town, booking, form), Refused)}

    assert found == refused


def test_another_persons_meeting_and_none_at_all_are_not_found(town: Town) -> None:
    booking = planned(town)
    stranger = town.person(in_the_a_kasse())

    for who, which in ((stranger, booking.public_id), (booking.person_id, uuid4())):
        with pytest.raises(UnknownBooking):
            change_samtaleform(ChangeSamtaleform(who, which, PHONE), town.database, NOW)


def test_a_wish_is_kept_and_taken_back(town: Town) -> None:
    person = town.person(in_the_a_kasse())

    for wish in (VIDEO, None):
        prefer_samtaleform(PreferSamtaleform(person, wish), town.database, NOW)
        found = town.database.read(lambda session: people.by_id(session, person))
        assert found is not None
        assert found.preferred_form is wish
    assert town.count(Audit) == 2
