"""The front page counts who needs something done; each list shows them, and each row leads to doing it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text

from portal.policy import facts as f
from portal.policy.anmodning import OenskeArt
from portal.store import alarms, requests, tables
from portal.store.requests import NewOenske
from portal.store.tables import table_of
from portal.store.tables_case import Audit
from portal.store.tables_meeting import Booking
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of

Statements = Callable[[], AbstractContextManager[list[str]]]

HOME = "/sagsbehandler"
DAY = timedelta(days=1)
FIRST, DEADLINES, NO_TIMES = "foerste-samtale", "frister", "ingen-tider"


def liste(name: str, words: str = "") -> str:
    return f"/sagsbehandler/liste/{name}" + (f"?{words}" if words else "")


def named(facts: f.Facts, town: Town, name: str) -> int:
    person = town.person(facts)
    rename(town, person, name)
    return person


def rename(town: Town, person: int, name: str) -> None:
    mine = tables.Person.id == person
    town.database.write(lambda s: s.execute(tables.Person.__table__.update().where(mine).values(name=name)))


def with_deadline(day: date, facts: f.Facts | None = None) -> f.Facts:
    frist = f.Frist(f.Aktoer.A_KASSE, date(2024, 8, 19), day, vejledt=True)
    return replace(facts or in_the_a_kasse(), frister=(frist,))


def log(town: Town, action: str) -> list[dict[str, Any]]:
    """What is kept of the opening of lists."""
    query = select(Audit.details).where(Audit.action == action, Audit.person_id.is_(None)).order_by(Audit.id)
    return list(town.database.read(lambda s: s.execute(query).scalars().all()))


def test_an_a_kasse_s_front_page_counts_and_every_list_leads_to_the_act(town: Town, desk: Desk) -> None:
    new = named(new_in_the_a_kasse(date(2024, 8, 26)), town, "Ny Nielsen")
    late = named(with_deadline(date(2024, 8, 30)), town, "Sen Sørensen")
    young = f.Person(date(2002, 2, 1), erhvervskompetencegivende_uddannelse=False)
    target = named(replace(new_in_the_a_kasse(date(2024, 8, 26)), person=young), town, "Ung Udsen")
    hours = (f.Timer(date(2024, 8, 1), Decimal(300), date(2024, 8, 31)),)
    leaving = named(replace(in_the_a_kasse(date(2024, 7, 1)), forbrug=hours), town, "Over Olsen")
    moved = f.Samtale(
        0, f.Aktoer.A_KASSE, TEN, f.Samtaleform.TELEFON, f.Oprindelse.SELVBOOKET, f.SamtaleStatus.PLANLAGT,
        ombookninger=4,
    )  # fmt: skip
    signs = named(
        replace(in_the_a_kasse(), samtaler=(*in_the_a_kasse().samtaler, replace(moved, noegle=1))),
        town,
        "Flyt Friis",
    )
    browser = desk()

    home = browser.open(HOME)

    wanted = {
        "1 Første samtale mangler": (FIRST, new, "Ny Nielsen", "indkald"),
        "1 Visitation til jobcentret": ("visitation", target, "Ung Udsen", "visiter"),
        "1 Bookingfrister": (DEADLINES, late, "Sen Sørensen", "frist"),
        "1 Tegn på forkert brug": ("tegn", signs, "Flyt Friis", "fratag"),
    }
    for card, (name, person, who, below) in wanted.items():
        assert home.links()[card] == liste(name), card
        shown = home.follow(card)
        assert "1 borger" in shown.text
        assert shown.links()[who] == page_of(town, person)
        act = next(href for text, href in shown.links().items() if text.endswith(f" {who}"))
        assert act in (page_of(town, person, f"/{below}" if below else ""), page_of(town, person))
    assert "30. aug. 2024, overskredet" in browser.open(liste(DEADLINES)).text
    assert "Samme samtale flyttet 4 gange" in browser.open(liste("tegn")).text
    handed_over = browser.open(liste("overgange"))
    assert "Over Olsen 30. sep. 2024 (skøn)" in handed_over.text
    assert handed_over.links()["Se forløbet Over Olsen"] == page_of(town, leaving)
    assert {entry["liste"] for entry in log(town, "see_list")} == {name for name, *_ in wanted.values()} | {
        "overgange"
    }


def test_a_jobcenter_has_its_own_lists_and_sees_nobody_whom_the_a_kasse_holds(town: Town, desk: Desk) -> None:
    named(in_the_a_kasse(), town, "A Kassens")
    months = [date(2024, month, 1) for month in range(1, 9)]
    hours = tuple(f.Timer(m, Decimal("160.33"), m + timedelta(days=27)) for m in months)
    long = replace(with_the_jobcenter(date(2024, 1, 1)), forbrug=hours)
    named(long, town, "Lang Ledig")
    just = replace(with_the_jobcenter(date(2024, 5, 20)), forbrug=_hours(date(2024, 6, 1), 3))
    named(just, town, "Nys Kommet")
    browser = desk(town.jobcenter_worker)

    home = browser.open(HOME)

    assert "A Kassens" not in home.text
    assert "I kan vente at overtage 1 borger inden næste måneds udgang." in home.text
    assert "1 Overtaget for nylig" in home.text
    assert "Nys Kommet" in browser.open(liste("overtaget")).text
    assert "Lang Ledig" not in browser.open(liste("seksten-maaneder", "dage=120")).text
    assert "Lang Ledig" in browser.open(liste("seksten-maaneder", "dage=365")).text
    for name in (FIRST, DEADLINES, "tegn", NO_TIMES, "overtaget", "seksten-maaneder"):
        assert "A Kassens" not in browser.open(liste(name, "dage=alle")).text
    for name in ("visitation", "overgange", "tre-samtaler", "findes-ikke"):
        assert browser.open(liste(name)).status == 404


def _hours(first: date, months: int) -> tuple[f.Timer, ...]:
    found = []
    for _ in range(months):
        following = (first + timedelta(days=31)).replace(day=1)
        found.append(f.Timer(first, Decimal(150), following - DAY))
        first = following
    return tuple(found)


def test_a_list_is_narrowed_sorted_and_paged_in_its_address_and_never_by_a_person(
    town: Town, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        town_day = date(2024, 9, 3) + number * DAY
        named(with_deadline(town_day), town, f"Person {number}")
    named(with_deadline(date(2024, 11, 1)), town, "Langt Ude")
    far = named(with_deadline(date(2024, 9, 9)), town, "Aage Aa")
    town.book(far, town.jobcenter_slot(TEN + 60 * DAY))
    other = town.database.write(lambda s: town.caseworker(s, town.a_kasse, "Bente"))
    with_bente = named(with_deadline(date(2024, 9, 8)), town, "Hos Bente")
    town.database.write(
        lambda s: s.execute(
            text("UPDATE booking SET caseworker_id = :c WHERE person_id = :p"), {"c": other, "p": with_bente}
        )
    )
    bente = town.database.read(
        lambda s: s.execute(select(tables.Caseworker.public_id).where(tables.Caseworker.id == other)).scalar()
    )
    browser = desk()

    def names(words: str = "") -> list[str]:
        shown = browser.open(liste(DEADLINES, words))
        known = ("Person", "Langt", "Aage", "Hos Bente")
        return [text for text in shown.links() if text.startswith(known)]

    assert names() == ["Person 0", "Person 1", "Person 2", "Person 3", "Person 4", "Hos Bente", "Aage Aa"]
    assert names("dage=alle")[-1] == "Langt Ude"
    assert names("orden=navn")[:2] == ["Aage Aa", "Hos Bente"]
    assert names("orden=-dag")[0] == "Aage Aa"
    assert names(f"hos={bente}") == ["Hos Bente"]
    assert names("hos=x&kontor=y&form=z&side=0&orden=cpr&dage=9&navn=Person") == names()
    shown = browser.open(liste(DEADLINES, "dage=31")).press("Vis", hos="Bente")
    assert "1 borger" in shown.text
    assert shown.value("dage") == "31"

    monkeypatch.setattr("portal.web.caseworker.lists.show.ON_A_PAGE", 3)
    monkeypatch.setattr("portal.web.caseworker.lists.filters.ON_A_PAGE", 3)
    first = browser.open(liste(DEADLINES))
    assert "7 borgere" in first.text
    last = first.follow("Næste side").follow("Næste side")
    assert ("Aage Aa" in last.text, "Næste side" in last.text) == (True, False)
    assert "Person 0" in browser.open(liste(DEADLINES, "side=99")).text
    printed = browser.open(liste(DEADLINES, "udskriv=1"))
    assert ("Person 0" in printed.text, "Aage Aa" in printed.text, "Sæt ny frist" in printed.text) == (
        True, True, False,
    )  # fmt: skip
    assert log(town, "print_list") == [{"liste": DEADLINES, "antal": 7}]


def test_nobody_with_a_deadline_goes_without_free_times_unseen(town: Town, desk: Desk) -> None:
    named(with_deadline(date(2024, 9, 12)), town, "Uden Tider")
    leader = town.worker_with_role("administrator")

    home = desk(leader).open(HOME)
    assert "1 Ingen ledige tider inden fristen" in home.text
    assert "1 borger: Har en frist for at booke, og I har ingen ledige tider inden den" in home.text
    assert home.links()["1 borger"] == liste(NO_TIMES)
    assert "I har ingen ledige tider" not in desk().open(HOME).text
    assert "Uden Tider" in desk(leader).open(liste(NO_TIMES)).text

    town.slot(TEN, withdrawn_at=NOW)
    town.slot(TEN, capacity=1, free=0)
    town.slot(NOW - DAY)
    town.joint_slot(TEN)
    town.slot(TEN + 30 * DAY)
    assert "1 Ingen ledige tider inden fristen" in desk(leader).open(HOME).text

    town.slot(TEN)
    assert "0 Ingen ledige tider inden fristen" in desk(leader).open(HOME).text


def test_alarms_are_told_to_those_who_can_do_something_about_them(town: Town, desk: Desk) -> None:
    person = named(in_the_a_kasse(), town, "Alma Alarm")
    town.database.write(lambda s: alarms.raise_alarm(s, town.a_kasse, "ingen_tider", NOW, person_id=person))

    told = desk(town.worker_with_role("administrator")).open(HOME)

    assert told.links()["Alma Alarm"] == page_of(town, person)
    assert "Ingen ledige tider inden fristen, siden" in told.text
    assert "Alma Alarm" not in desk().open(HOME).text


def test_who_waits_for_an_answer_and_what_is_not_registered_is_listed(town: Town, desk: Desk) -> None:
    person = named(in_the_a_kasse(), town, "Tolke Trang")
    moved = named(with_the_jobcenter(), town, "Hos Jobcentret")
    for asks in (person, moved):
        wish = NewOenske(asks, OenskeArt.TOLK, NOW, sprog="Arabisk")
        town.database.write(lambda s, wish=wish: requests.ask(s, wish))
    over = town.book(person, town.slot(NOW - 3 * DAY))
    browser = desk()

    home = browser.open(HOME)

    assert "1 Venter på svar" in home.text
    assert "1 Samtaler uden registrering" in home.text
    shown = home.follow("1 Venter på svar")
    assert "Beder om tolk" in shown.text
    assert "Hos Jobcentret" not in shown.text
    missing = home.follow("1 Samtaler uden registrering")
    assert missing.links()["Registrér Tolke Trang"].startswith(page_of(town, person))
    assert str(over.public_id) in missing.links()["Registrér Tolke Trang"]
    assert str(over.public_id) in home.links()["Registrér Tolke Trang"]


def test_whoever_changed_since_is_reckoned_anew_before_the_list_is_shown(town: Town, desk: Desk) -> None:
    person = named(with_deadline(date(2024, 9, 6)), town, "Anden Aktør")
    browser = desk()
    assert "Anden Aktør" in browser.open(liste(DEADLINES)).text

    strangers = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden"))
    town.database.write(
        lambda s: s.add(
            tables.Membership(
                person_id=person, holder="a_kasse", organisation_id=strangers, fra=date(2024, 9, 1)
            )
        )
    )

    assert "Anden Aktør" not in browser.open(liste(DEADLINES)).text


def test_a_new_a_kasse_is_not_told_with_whom_the_old_one_met(town: Town, desk: Desk) -> None:
    strangers = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden"))
    theirs = town.worker_with_role("caseworker", strangers)
    moving = replace(in_the_a_kasse(), skift=(f.Skift(date(2024, 9, 1), a_kasse="AK2"),))
    person = named(moving, town, "Ny Hos")
    met = {"caseworker_id": town.a_kasse_worker, "office_id": town.a_kasse_office}
    town.database.write(
        lambda s: s.execute(table_of(Booking).update().where(Booking.person_id == person).values(**met))
    )

    shown = desk(theirs).open(liste("tre-samtaler", "dage=alle")).text

    assert "Ny Hos" in shown
    assert "Anna" not in shown
    assert "Kontoret" not in shown


def test_a_list_that_was_made_on_another_day_says_so_and_hides_whom_it_may_not_show(
    town: Town, desk: Desk, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(with_deadline(date(2024, 9, 6)), town, "Bliver Her")
    leaving = replace(with_deadline(date(2024, 9, 6)), udmeldt=date(2024, 9, 3))
    named(leaving, town, "Melder Sig Ud")
    browser = desk()
    assert {"Bliver Her", "Melder Sig Ud"} <= set(browser.open(liste(DEADLINES)).links())

    monkeypatch.setattr("portal.actions.refresh_overview.ON_OPENING", 0)
    clock.shift(timedelta(hours=14))
    tomorrow = desk().open(liste(DEADLINES))

    assert "Det ældste i listen er gjort op man. 2. sep. 2024 kl. 10.00." in tomorrow.text
    assert "Bliver Her" in tomorrow.text
    assert "Melder Sig Ud" not in tomorrow.text
    assert "1 borger mangler i listerne" in tomorrow.text


def test_every_page_asks_as_much_for_many_as_for_few(town: Town, desk: Desk, statements: Statements) -> None:
    browser, boss = desk(), desk(town.worker_with_role("administrator"))
    pages = [HOME, *(liste(name) for name in (
        FIRST, DEADLINES, NO_TIMES, "tre-samtaler", "visitation", "overgange", "tegn", "venter-paa-svar",
        "mangler-registrering",
    ))]  # fmt: skip

    def counted(who: Any) -> list[int]:
        found = []
        for page in pages if who is browser else [HOME]:
            # Something has changed each time, so that the reckoning is part of it.
            town.database.write(lambda s: s.execute(text("UPDATE overblik SET changed = changed + 1")))
            with statements() as sent:
                assert who.open(page).status == 200
            found.append(len(sent))
        return found

    waits = named(with_deadline(date(2024, 9, 6)), town, "En")
    town.database.write(lambda s: requests.ask(s, NewOenske(waits, OenskeArt.TOLK, NOW, sprog="Arabisk")))
    town.book(town.person(in_the_a_kasse()), town.slot(TEN))
    few = counted(browser), counted(boss)
    for number in range(8):
        asks = town.person(with_deadline(date(2024, 9, 6)))
        wish = NewOenske(asks, OenskeArt.TOLK, NOW, sprog="Arabisk")
        town.database.write(lambda s, wish=wish: requests.ask(s, wish))
        town.book(asks, town.slot(TEN + number * DAY, caseworker_id=None))

    assert (counted(browser), counted(boss)) == few
    assert max(few[0] + few[1]) <= 17, few


def test_figures_only_and_nobody_else_sees_no_list(town: Town, desk: Desk) -> None:
    watching = desk(town.worker_with_role("supervision"))

    assert watching.open(liste(DEADLINES)).status == 403
    assert watching.open(liste(DEADLINES) + ".csv").status == 403


@pytest.mark.parametrize("language", ["da", "en"])
def test_lists_are_read_in_both_languages(town: Town, desk: Desk, language: str) -> None:
    named(with_deadline(date(2024, 9, 6)), town, "En Person")
    named(new_in_the_a_kasse(), town, "Ny Person")
    browser = desk(language=language)

    for page in (HOME, liste(DEADLINES), liste(FIRST), liste("venter-paa-svar"), liste("tre-samtaler")):
        assert browser.open(page).status == 200
