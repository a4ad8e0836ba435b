"""However much there is, a page sends the same number of statements, and at most 16."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.indstilling import Art, Indhold, Indsats
from portal.store import indstillinger, plan
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.browser import Browser
from tests.web.citizen.conftest import Visit

AT_MOST = 16
DAY = timedelta(days=1)

Statements = Callable[[], AbstractContextManager[list[str]]]


def much(town: Town, browser: Browser) -> None:
    """Twenty planned meetings, thirty more times in ten offices, twenty offers, five more recommended."""
    for number in range(20):
        town.book(browser.person, town.slot(TEN + (30 + number) * DAY, caseworker_id=None), Samtaleform.VIDEO)
    for number in range(30):
        office = town.database.write(lambda session: town.office(session, town.a_kasse, "1000"))
        town.slot(TEN + number * DAY + timedelta(hours=3), caseworker_id=None, office_id=office)
    for number in range(20):
        entry = plan.NewPlanEntry(
            browser.person, "tilbud", f"Tilbud {number}", Aktoer.JOBCENTER, town.jobcenter, NOW
        )
        town.database.write(lambda session, entry=entry: plan.write(session, entry))
    for number in range(5):
        recommend(town, browser.person, f"Kursus {number}")


def recommend(town: Town, person: int, what: str) -> None:
    begins = NOW.date() + timedelta(days=10)
    offer = Indhold(Indsats.OPKVALIFICERING, what, "Aarhus", "Du mangler det.", begins)
    worker, art = town.a_kasse_worker, Art.FAELLES_INDSTILLING
    new = indstillinger.NewIndstilling(person, art, town.a_kasse, worker, offer, NOW)
    town.database.write(lambda session: indstillinger.write(session, new))


def test_every_page_sends_as_many_statements_for_much_as_for_little(
    visit: Visit, town: Town, statements: Statements
) -> None:
    browser = visit(in_the_a_kasse())
    booked = town.book(browser.person, town.slot(TEN - DAY), Samtaleform.VIDEO)
    slot, other = town.slot(), town.slot(TEN + DAY)
    office = town.database.write(lambda session: town.office(session, town.a_kasse, "1000"))
    town.slot(TEN + 2 * DAY, office_id=office, caseworker_id=None)
    recommend(town, browser.person, "Truckcertifikat")
    pages = (
        "/min-plan",
        "/find-tid",
        f"/find-tid/form?tid={slot}",
        f"/tjek-svar?tid={slot}&form=video",
        f"/samtale/{booked.public_id}",
        f"/samtale/{booked.public_id}/kvittering",
        f"/samtale/{booked.public_id}/flyt",
        f"/samtale/{booked.public_id}/flyt/form?tid={other}",
        f"/samtale/{booked.public_id}/flyt/tjek?tid={other}&form=video",
        f"/samtale/{booked.public_id}/aflys",
        f"/samtale/{booked.public_id}/form",
        "/samtaleform",
        "/a-kassen-med",
        "/oensker",
        "/oensker/nyt?art=samtale",
        "/hvem-har-set",
        "/sager",
        "/indstillinger",
        "/min-plan/historik",
        "/min-plan.pdf",
    )

    def counted() -> dict[str, int]:
        found = {}
        for page in pages:
            with statements() as sent:
                assert browser.client.get(page).status_code == 200
            found[page] = len(sent)
        return found

    little = counted()
    much(town, browser)

    assert counted() == little
    assert max(little.values()) <= AT_MOST, little


def test_a_refusal_is_explained_with_what_was_known_when_it_was_refused(
    visit: Visit, town: Town, statements: Statements
) -> None:
    browser = visit(in_the_a_kasse())
    slot = town.slot()
    town.slot(TEN + DAY)
    check = browser.open(f"/tjek-svar?tid={slot}&form=video")
    town.book(town.person(in_the_a_kasse()), slot)

    with statements() as sent:
        refused = check.press("Book samtalen")

    assert refused.status == 409
    assert len(sent) <= AT_MOST
