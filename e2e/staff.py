"""Everywhere somebody who works for an organisation can come to; `everywhere.py` has the citizens' walks."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from e2e.bringing_in import who_brings_people_in
from e2e.everywhere import each_of_them
from e2e.file_access import who_gives_a_file_in_part
from e2e.meetings_held import who_registers_meetings
from e2e.own_cases import who_answers_for_a_file
from e2e.searching import FIND, finds
from e2e.staff_agreement_page import who_looks_at_agreements
from e2e.staff_agreements import who_proposes_and_answers_joint_times
from e2e.staff_cases import who_goes_through_a_case, who_upholds_a_duty
from e2e.staff_conflicts import who_finds_a_way_out_of_a_conflict
from e2e.staff_cv import who_looks_at_cvs_and_availability
from e2e.staff_desk import WORKER, comes_in_at_a_desk
from e2e.staff_letters import who_hears_somebody, who_reads_every_letter
from e2e.staff_notices import who_closes_a_notice
from e2e.staff_offers import who_recommends_an_offer
from e2e.staff_paper import who_puts_letters_in_the_post
from e2e.staff_plan import who_writes_in_a_plan
from e2e.staff_supervision import who_looks_at_the_supervision
from e2e.staff_times import who_publishes_times
from e2e.staff_undelivered import who_sees_to_what_was_not_delivered
from e2e.visitor import Visitor
from e2e.what_happened import who_strikes_somebody_off
from portal import clock
from portal.demo.cpr import cpr_of_nobody

LEADER = ("0461-108", "Pia Frederiksen")
LISTS = "/sagsbehandler/liste"
ADMINISTRATION = "/administration"


def who_has_a_calendar(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.looks_at("/sagsbehandler/kalender")
    visitor.sends("/sagsbehandler/kalender")
    visitor.looks_at("/sagsbehandler/kalender")
    visitor.sends("/sagsbehandler/kalender/luk")


def who_gives_back_the_right_to_book(visitor: Visitor) -> None:
    """A caseworker, who finds a citizen that cannot book, and asks for a meeting in person."""
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.looks_at("/sagsbehandler", FIND)
    visitor.sends(FIND, med="cpr", cpr="x")
    visitor.sends(FIND, med="cpr", cpr=cpr_of_nobody(date(1990, 2, 1), 7))
    visitor.sends(FIND, med="navn", navn="")
    visitor.changes("UPDATE booking SET form = 'telefon' WHERE status = 'planlagt'")
    person = finds(visitor, "viktor-ravn")
    visitor.looks_at(f"{person}/fratag", person)
    visitor.looks_at(*visitor.addresses(f"main a[href^='{person}/brev/']:not([href$='/pdf'])")[:1])
    _asks_for_a_meeting_in_person(visitor, person)
    _gives_back(visitor, person)


def who_revokes_the_right_to_book(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", LEADER[0], LEADER[1])
    _revokes(visitor, finds(visitor, "poul-dalsgaard"))


def _gives_back(visitor: Visitor, person: str) -> None:
    visitor.looks_at(f"{person}/ophaev")
    visitor.sends(f"{person}/ophaev")
    visitor.sends(f"{person}/ophaev", begrundelse="Vi har aftalt, hvordan du booker.")
    visitor.looks_at(f"{person}/ophaev")


def _revokes(visitor: Visitor, person: str) -> None:
    visitor.looks_at(f"{person}/fratag")
    visitor.sends(f"{person}/fratag")
    visitor.opens(f"{person}/fratag")
    answers = {
        "grundlag": visitor.first_choice("grundlag"),
        "begrundelse": "Du aflyste tre samtaler i træk.",
        "hoering": "undtaget",
        "undtaget": visitor.last_choice("undtaget"),
        "undtaget_fordi": "Du har selv bedt om det.",
    }
    visitor.sends(f"{person}/fratag", **answers)
    visitor.sends(f"{person}/fratag/afgoer", **answers)


def _asks_for_a_meeting_in_person(visitor: Visitor, person: str) -> None:
    visitor.looks_at(person)
    for meeting in visitor.addresses("main a[href$='/fremmoede']")[:1]:
        visitor.looks_at(meeting)
        visitor.sends(meeting)
        visitor.sends(meeting, begrundelse="Et længere forløb skal planlægges.")


def who_sets_the_organisation_up(visitor: Visitor) -> None:
    """An administrator: every page empty, filled in, wrong, and older than what somebody else saved."""
    comes_in_at_a_desk(visitor, "0751-administrator")
    visitor.looks_at(ADMINISTRATION, f"{ADMINISTRATION}/historik", "/tal", "/tal/aftaler")
    visitor.looks_at(*visitor.addresses("main a[href*='/tal/aftaler?med=']")[:1])
    wrong = {"phone": "x", "video_hosts": "x", "mindst_dage_mellem": "x"}
    for page in ("kontakt", "graenser", "faelles"):
        visitor.looks_at(f"{ADMINISTRATION}/{page}")
        visitor.sends(f"{ADMINISTRATION}/{page}", **wrong)
        visitor.sends(f"{ADMINISTRATION}/{page}", som_vist="older", faelles="selvbooking")
    for page in ("kontor", "team", "medarbejder"):
        visitor.looks_at(f"{ADMINISTRATION}/{page}")
        visitor.sends(f"{ADMINISTRATION}/{page}")
    _opens_an_office(visitor)
    _makes_a_team(visitor)
    _takes_somebody_in(visitor)
    visitor.looks_at(f"{ADMINISTRATION}/historik")
    comes_in_at_a_desk(visitor, "0751-supervision")
    visitor.looks_at("/sagsbehandler", ADMINISTRATION)


def _opens_an_office(visitor: Visitor) -> None:
    address = {"address": "Gaden 1", "postcode": "8000", "city": "Aarhus C", "kommune_code": "0751"}
    visitor.looks_at(f"{ADMINISTRATION}/kontorer")
    known = visitor.addresses(f"main a[href^='{ADMINISTRATION}/kontor/']")
    used = known[0]
    visitor.looks_at(used, f"{used}/luk")
    visitor.sends(f"{used}/luk")
    visitor.opens(f"{ADMINISTRATION}/kontor")
    visitor.sends(f"{ADMINISTRATION}/kontor", name="Havnen", **address)
    now = visitor.addresses(f"main a[href^='{ADMINISTRATION}/kontor/']")
    (new,) = [one for one in now if one not in known]
    visitor.looks_at(new)
    visitor.sends(new, name="Et andet navn", **address)
    visitor.looks_at(f"{new}/luk")
    visitor.sends(f"{new}/luk")
    visitor.looks_at(new, f"{new}/luk")
    visitor.sends(f"{new}/aabn")


def _makes_a_team(visitor: Visitor) -> None:
    visitor.opens(f"{ADMINISTRATION}/team")
    visitor.sends(f"{ADMINISTRATION}/team", name="Det nye team")
    visitor.looks_at(f"{ADMINISTRATION}/teams")
    team = visitor.addresses(f"main a[href^='{ADMINISTRATION}/team/']")[0]
    visitor.looks_at(team)
    visitor.sends(team, name="Holdet")
    visitor.looks_at(f"{team}/luk")
    visitor.sends(f"{team}/luk")


def _takes_somebody_in(visitor: Visitor) -> None:
    visitor.opens(f"{ADMINISTRATION}/medarbejder")
    visitor.sends(f"{ADMINISTRATION}/medarbejder", subject="ny-1", name="Aase Ny", role="caseworker")
    people = visitor.addresses(f"main a[href^='{ADMINISTRATION}/medarbejder/']")
    for worker in people[:2]:
        visitor.looks_at(worker, f"{worker}/fjern-adgang")
    visitor.sends(people[0], name="Aase Ny", role="caseworker")
    visitor.opens(f"{people[0]}/fjern-adgang")
    mark = str(visitor.main.locator("input[name=som_vist]").get_attribute("value"))
    visitor.sends(f"{people[0]}/fjern-adgang", som_vist=mark)
    visitor.sends(f"{people[0]}/fjern-adgang", som_vist="older", bekraeft="ja")
    visitor.sends(f"{people[0]}/fjern-adgang", som_vist=mark, bekraeft="ja")
    visitor.looks_at(people[0], f"{people[0]}/fjern-adgang")
    visitor.sends(f"{people[0]}/giv-adgang")


def who_answers_a_citizen(visitor: Visitor) -> None:
    """A caseworker, to whom wishes come: written down, answered, an exemption lifted, a deadline set."""
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    person = finds(visitor, "oliver-bruun")
    wishes = f"{person}/oensker"
    visitor.looks_at(wishes)
    (waiting,) = visitor.addresses(f"main table a[href^='{wishes}/']")
    visitor.looks_at(waiting)
    visitor.sends(waiting, svaret="nej")
    visitor.sends(waiting, svaret="ja", begrundelse="Tolken er bestilt.")
    visitor.looks_at(*(f"{wishes}/nyt?art={art}" for art in ("tilgaengelighed", "fritagelse")))
    visitor.sends(f"{wishes}/nyt", art="fritagelse")
    visitor.sends(f"{wishes}/nyt", art="fritagelse", grund="it_kundskaber", ord="Ringede i dag.")
    asked = visitor.path
    visitor.sends(asked, svaret="nej", begrundelse="Du har booket før.", bygger_paa="hoert")
    _sets_a_deadline(visitor, person)
    visitor.opens(asked)
    visitor.sends(asked, svaret="ja", grund="it_kundskaber")
    visitor.looks_at(person, f"{person}/frist", f"{wishes}/nyt?art=fritagelse", f"{person}/fritagelse")
    visitor.sends(f"{person}/fritagelse", ophoer="grund_bortfaldet")
    visitor.sends(f"{person}/fritagelse", ophoer="anmodning", begrundelse="Du vil selv booke.")
    visitor.looks_at(f"{person}/fritagelse")


def _sets_a_deadline(visitor: Visitor, person: str) -> None:
    page = f"{person}/frist"
    visitor.looks_at(page)
    visitor.sends(page, frist="2024-01-01", vejledt="2099-01-01")
    visitor.opens(page)
    first = str(visitor.main.locator("input[name=frist]").get_attribute("value"))
    visitor.sends(page, frist=first, vejledt="2024-01-01")
    visitor.sends(f"{page}/saet", frist=first, vejledt="2024-01-01")


def who_calls_somebody_in(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak02-223", "Hassan Jensen")
    person = finds(visitor, "freja-lindholm")
    page = f"{person}/indkald"
    asked = {"art": "jobsamtale", "form": "fremmoede", "indsendelse": str(uuid4())}
    visitor.looks_at(page, f"{page}?art=raadighedssamtale&form=telefon", f"{page}?form=video&kort=ja")
    visitor.sends(page, **asked, fra="x")
    visitor.opens(page)
    visitor.sends(page, **asked, tid="egen", dag="x", kl="x", lokale="x" * 101)
    visitor.opens(page)
    chosen = {**asked, "tid": visitor.first_choice("tid"), "besked": "Tag dit cv med."}
    visitor.sends(page, **chosen)
    visitor.sends(f"{page}/send", **chosen)
    visitor.opens(page)
    visitor.sends(f"{page}/send", **chosen | {"indsendelse": str(uuid4())})
    _follows_a_kontrolaktion(visitor, finds(visitor, "adam-nour"))


def _follows_a_kontrolaktion(visitor: Visitor, person: str) -> None:
    visitor.looks_at(f"{person}/kontrol")
    visitor.sends(f"{person}/kontrol", meddelelse="x")
    visitor.opens(f"{person}/kontrol")
    visitor.sends(f"{person}/kontrol", meddelelse="2099-01-01", udland="ja")
    visitor.opens(person)
    (wish,) = visitor.addresses("main a[href*='/indkaldelse/']")
    visitor.looks_at(wish)
    visitor.sends(wish)
    (another,) = visitor.addresses("main a[href*='i_stedet=']")
    visitor.looks_at(another)
    visitor.opens(wish)
    visitor.sends(wish, begrundelse="Fristen er en uge.")
    visitor.looks_at(wish)
    visitor.changes(
        "UPDATE booking SET status = 'aflyst', aflyst_af = 'myndighed', aflyst = updated_at"
        " WHERE status = 'planlagt'"
    )
    visitor.looks_at(f"{person}/kontrol", f"{person}/indkald")
    visitor.opens(f"{person}/kontrol")
    visitor.sends(f"{person}/kontrol", meddelelse=str(clock.today()))


def who_books_for_somebody_on_the_telephone(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak02-223", "Hassan Jensen")
    visitor.looks_at(f"{finds(visitor, 'freja-lindholm')}/book")
    person = finds(visitor, "adam-nour")
    page = f"{person}/book"
    visitor.looks_at(page, f"{page}?form=telefon", f"{page}?fra=x")
    visitor.sends(page, form="telefon", telefon="x")
    visitor.opens(f"{page}?form=telefon")
    # The last one is not so near that it cannot be moved any more.
    latest = str(visitor.main.locator("input[name=tid]").last.get_attribute("value"))
    chosen = {"form": "telefon", "telefon": "20 30 40 50", "tid": latest}
    visitor.sends(page, **chosen)
    visitor.sends(f"{page}/gem", **chosen, indsendelse=str(uuid4()))
    visitor.opens(page)
    moves, (call_off, *_) = (visitor.addresses(f"main a[href$='/{end}']") for end in ("flyt", "afbud"))
    visitor.looks_at(*moves)
    for move in moves:
        visitor.opens(f"{move}?form=telefon")
        if visitor.main.locator("input[name=tid]").count():
            break
    chosen["tid"] = visitor.first_choice("tid")
    visitor.sends(move, **chosen)
    visitor.sends(f"{move}/gem", **chosen)
    visitor.looks_at(call_off)
    visitor.sends(call_off)
    visitor.sends(call_off, grund="arbejde")
    visitor.looks_at(person)


def who_works_through_the_lists(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.looks_at(
        "/sagsbehandler",
        f"{LISTS}/frister",
        f"{LISTS}/frister?dage=alle&orden=-navn&udskriv=1",
        f"{LISTS}/foerste-samtale?vis=alle",
        f"{LISTS}/tegn",
        f"{LISTS}/tre-samtaler?dage=7&form=video",
        f"{LISTS}/venter-paa-svar",
        f"{LISTS}/mangler-registrering",
        f"{LISTS}/findes-ikke",
    )
    _does_for_many(visitor, "frister", {"frist": "2024-01-01"})
    _does_for_many(visitor, "foerste-samtale", {})


def _does_for_many(visitor: Visitor, name: str, wrong: dict[str, str]) -> None:
    """Chooses nobody, then somebody; does it, and takes it back."""
    page = f"{LISTS}/{name}"
    visitor.opens(page)
    chosen = {"person": visitor.first_choice("person")}
    visitor.sends(f"{page}/flere")
    visitor.sends(f"{page}/flere", **chosen)
    fields = visitor.main.locator("form input:not([type=date])")
    for number in range(fields.count()):
        field = fields.nth(number)
        chosen[str(field.get_attribute("name"))] = str(field.get_attribute("value"))
    del chosen["csrf_token"]
    day = visitor.main.locator("input[name=frist]")
    right = {"frist": str(day.get_attribute("value"))} if day.count() else {}
    if wrong:
        visitor.sends(f"{page}/flere/goer", **chosen | wrong)
    visitor.sends(f"{page}/flere/goer", **chosen | right)
    visitor.sends(f"{visitor.path}/fortryd")
    visitor.looks_at(page)


def who_opens_what_is_a_citizens(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.looks_at("/min-plan", "/findes-ikke")


def everybody(visitor: Visitor) -> None:
    each_of_them(visitor, "sagsbehandler", ("/sagsbehandler",))


WITH_PEOPLE = (
    who_gives_back_the_right_to_book,
    who_hears_somebody,
    who_revokes_the_right_to_book,
    who_answers_a_citizen,
    who_registers_meetings,
    who_writes_in_a_plan,
    who_calls_somebody_in,
    who_books_for_somebody_on_the_telephone,
    who_strikes_somebody_off,
    who_brings_people_in,
    who_closes_a_notice,
    who_recommends_an_offer,
    who_looks_at_cvs_and_availability,
    who_sees_to_what_was_not_delivered,
    who_goes_through_a_case,
    who_upholds_a_duty,
    who_answers_for_a_file,
    who_gives_a_file_in_part,
)

WITH_THE_HOUSE = (
    who_has_a_calendar,
    who_sets_the_organisation_up,
    who_looks_at_the_supervision,
    who_reads_every_letter,
    who_puts_letters_in_the_post,
    who_works_through_the_lists,
    who_publishes_times,
    who_proposes_and_answers_joint_times,
    who_looks_at_agreements,
    who_finds_a_way_out_of_a_conflict,
    who_opens_what_is_a_citizens,
    everybody,
)
