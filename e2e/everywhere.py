"""Everywhere one can come to in the portal, and every state a page can be in there.

Each function is one walk by one kind of visitor; `CITIZENS` holds those of citizens and of whoever is not
signed in, `staff.py` those of caseworkers. A new page that a link leads to,
and the form on it sent as it stands, are found by themselves (`everybody`); what has to
be filled in to be seen gets a line in a walk here. `NO_PAGE`: what shows none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from e2e.citizen_min_plan import who_reads_what_is_new_in_the_plan
from e2e.citizen_offers import who_answers_what_the_a_kasse_recommends
from e2e.earlier_times import who_waits_for_an_earlier_time
from e2e.file_access import who_complains_of_papers
from e2e.own_cases import who_has_a_case
from e2e.visitor import LONG_AGO, NARROW, Visitor
from e2e.what_happened import who_reads_what_happened
from portal import clock
from portal.demo.cpr import cpr_of_nobody
from portal.demo.identity import SUBSTANTIAL
from portal.demo.wsgi import people

SARA, NOAH, THOMAS = "Sara Kjeldsen", "Noah Damgaard", "Thomas Vinding"
UNKNOWN = "11111111-1111-4111-8111-111111111111"
DOORS = {"citizen": "borger", "caseworker": "sagsbehandler"}
"""Which way each comes in."""

LINKS = "main a[href^='/']"

NO_PAGE = {
    "GET /helbred": "tells a machine how the portal is",
    "GET /log-ind/sagsbehandler/retur": "the same page as /log-ind/borger/retur",
    "GET /was": "leads to another site; see tests/web/test_public_pages.py",
    "POST /bliv-logget-ind": "answers a script; see test_session_warning.py",
    "POST /log-af": "leads to the identity provider; see test_signing_in_and_out.py",
}


def before_signing_in(visitor: Visitor) -> None:
    visitor.looks_at("/", "/log-ind", "/log-ind?naeste=/find-tid", "/logget-af", "/cookies")
    visitor.looks_at("/findes-ikke", "/book")
    visitor.opens("/")
    visitor.sends("/sprog", token="of another", sprog="da")
    visitor.opens("/")
    visitor.sends("/sprog", sprog="klingon")
    visitor.opens("/")
    visitor.sends("/sprog", sprog="x" * 70_000)
    visitor.opens("/")
    visitor.sends("/sprog", sprog=visitor.seat.language)
    visitor.opens("/")
    visitor.opens_the_menu()
    visitor.stops("with its menu open", NARROW)


def who_reads_the_rules(visitor: Visitor) -> None:
    visitor.looks_at(
        "/regler", "/regler/overgangsregler", "/regler/tilsyn", "/regler/tilbud", "/regler/findes-ikke"
    )
    visitor.opens("/regler/fratagelse")
    visitor.page.locator("details").evaluate_all("(every) => every.forEach((one) => { one.open = true; })")
    visitor.stops("with every example open", NARROW)


def who_does_not_get_in(visitor: Visitor) -> None:
    visitor.looks_at(
        "/log-ind/borger/retur?state=of-nothing&code=x", "/log-ind/borger/retur?error=access_denied"
    )
    for number, wrong in enumerate(_strangers()):
        visitor.begins_anew()
        visitor.demo.know(f"stranger-{number}", wrong)
        visitor.signs_in_as_somebody_else(f"stranger-{number}")
        visitor.stops()
    visitor.begins_anew()
    visitor.opens("/log-ind/sagsbehandler")
    button = visitor.page.get_by_role("button").first
    button.evaluate("(button) => { button.value = 'stranger-0'; }")
    visitor.follows(button)
    visitor.stops()


def _strangers() -> Iterator[dict[str, str]]:
    """Unknown; of too low an assurance; with another kind of login; without a CPR number."""
    known = {
        "name": "Ukendt Person",
        "dk.cpr": cpr_of_nobody(datetime(1971, 5, 6, tzinfo=clock.COPENHAGEN).date(), 7),
        "loa": SUBSTANTIAL,
        "idp": "mitid",
        "identity_type": "private",
    }
    yield known
    yield known | {"loa": SUBSTANTIAL.replace("Substantial", "Low")}
    yield known | {"identity_type": "professional"}
    yield {name: value for name, value in known.items() if name != "dk.cpr"}


def whose_session_is_over(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "sara-kjeldsen", SARA)
    visitor.opens("/a-kassen-med")
    visitor.stays_away()
    visitor.looks_at("/find-tid")
    visitor.comes_in_as("borger", "sara-kjeldsen", SARA)
    visitor.stays_away()
    visitor.sends("/book")


def who_books_moves_and_calls_off(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "sara-kjeldsen", SARA)
    visitor.looks_at(
        "/find-tid?fra=2040-01-01", "/find-tid?fra=i+morgen&til=x", "/find-tid?mangler=tid", "/find-tid"
    )
    other, taken, chosen = visitor.free_times()[-3:]
    visitor.looks_at(
        f"/find-tid/form?tid={chosen}",
        f"/find-tid/form?tid={chosen}&mangler=form",
        f"/tjek-svar?tid={chosen}&form=telefon",
        f"/tjek-svar?tid={UNKNOWN}&form=telefon",
    )
    visitor.opens(f"/tjek-svar?tid={chosen}&form=telefon")
    visitor.sends("/tjek-svar", tid=chosen, form="telefon")
    visitor.sends("/tjek-svar/laengere", tid=chosen, form="telefon", telefon="1")
    visitor.sends("/book", tid=chosen, form="telefon", telefon="1")
    visitor.sends("/book", tid=chosen, form="telefon", telefon="22 33 44 55")
    booked = visitor.page.url.split("/samtale/")[1].split("/")[0]
    # What overlaps with a meeting, and what somebody else was faster to take.
    visitor.sends("/tjek-svar", tid=chosen, form="video")
    visitor.opens(f"/tjek-svar?tid={taken}&form=fremmoede")
    visitor.changes("UPDATE slot SET free = 0 WHERE public_id = ?", taken.replace("-", ""))
    visitor.sends("/book", tid=taken, form="fremmoede")
    visitor.looks_at("/min-plan", f"/samtale/{booked}", "/find-tid")
    visitor.looks_at(f"/samtale/{booked}/form")
    visitor.sends(f"/samtale/{booked}/form")
    visitor.sends(f"/samtale/{booked}/form", form="video")
    _moves(visitor, booked, other)
    _calls_off(visitor, booked)


def _moves(visitor: Visitor, booked: str, other: str) -> None:
    visitor.looks_at(
        f"/samtale/{booked}/flyt",
        f"/samtale/{booked}/flyt/form?tid={other}",
        f"/samtale/{booked}/flyt/tjek?tid={other}&form=fremmoede",
    )
    visitor.sends(f"/samtale/{booked}/flyt/tjek", tid=other, form="video")
    visitor.sends(f"/samtale/{booked}/flyt/tjek/laengere", tid=other, form="video")
    visitor.sends(f"/samtale/{booked}/flyt", tid=other, form="telefon", telefon="x")
    visitor.sends(f"/samtale/{booked}/flyt", tid=other, form="video")


def _calls_off(visitor: Visitor, booked: str) -> None:
    visitor.looks_at(f"/samtale/{booked}/aflys")
    visitor.sends(f"/samtale/{booked}/aflys")
    visitor.sends(f"/samtale/{booked}/aflys", grund="sygdom")
    visitor.sends(f"/samtale/{booked}/aflys/bekraeft", grund="sygdom")
    visitor.looks_at(f"/samtale/{booked}", f"/samtale/{booked}/aflys", f"/samtale/{UNKNOWN}", "/min-plan")


def who_wants_the_a_kasse_along(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "thomas-vinding", THOMAS)
    visitor.looks_at("/a-kassen-med")
    visitor.sends("/a-kassen-med")
    visitor.sends("/a-kassen-med", a_kasse_med="ja", a_kasse_fysisk="ja")
    _changes_her_mind(visitor)


def _changes_her_mind(visitor: Visitor) -> None:
    """With a meeting planned, to the a-kasse and from it again; and where no time is as she wants it."""
    visitor.comes_in_as("borger", "vibeke-lund", "Vibeke Lund")
    visitor.looks_at("/min-plan")
    planned = visitor.addresses("main a[href^='/a-kassen-med/']")[0].rpartition("/")[2]
    visitor.looks_at(f"/a-kassen-med/{planned}")
    visitor.looks_at(f"/samtale/{planned}", f"/samtale/{planned}/flyt", f"/a-kassen-med/{UNKNOWN}")
    visitor.sends("/a-kassen-med", a_kasse_med="ja", a_kasse_fysisk="ja")
    visitor.changes("UPDATE slot SET free = 0 WHERE a_kasse_id IS NOT NULL")
    visitor.looks_at(f"/a-kassen-med/{planned}", f"/samtale/{planned}/flyt")
    taken = "SELECT slot_id FROM place"
    visitor.changes(f"UPDATE slot SET free = 1 WHERE a_kasse_id IS NOT NULL AND id NOT IN ({taken})")
    visitor.sends("/a-kassen-med", a_kasse_med="ja")
    visitor.looks_at(f"/samtale/{planned}/flyt")
    visitor.sends(f"/samtale/{planned}/flyt", tid=visitor.free_times()[0], form="fremmoede")
    visitor.sends("/a-kassen-med", a_kasse_med="nej")
    visitor.sends(f"/a-kassen-med/{planned}/behold")


def who_has_a_calendar(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "noah-damgaard", NOAH)
    visitor.looks_at("/kalender")
    visitor.sends("/kalender", vis_sted="ja")
    visitor.looks_at("/kalender")
    visitor.sends("/kalender/sted")
    visitor.sends("/kalender/luk")


def who_wants_mail_and_text_messages(visitor: Visitor) -> None:
    """Without an address, with one that is none, with one that waits for its code, and with one's own."""
    visitor.comes_in_as("borger", "noah-damgaard", NOAH)
    visitor.looks_at("/beskeder")
    visitor.sends("/beskeder/mail", email="noah")
    visitor.opens("/beskeder")
    visitor.sends("/beskeder/mail", email="noah@borger.example")
    visitor.sends("/beskeder/mail/kode", code="12")
    visitor.changes("UPDATE person_notice SET code = '123456' WHERE pending IS NOT NULL")
    visitor.sends("/beskeder/mail/kode", code="654321")
    visitor.sends("/beskeder/mail/kode", code="123456")
    visitor.sends("/beskeder/mail/kode", code="123456")
    visitor.sends("/beskeder/valg", mail_news="ja", mail_calendar="ja", remind_days="ja", remind_by="sms")
    visitor.changes("UPDATE person_notice SET sms_refused_at = ?", LONG_AGO)
    visitor.looks_at("/beskeder")
    visitor.sends("/beskeder/mail", email="")
    visitor.sends("/beskeder/valg", mail_news="ja")


def who_asks_for_something(visitor: Visitor) -> None:
    """Asked and answered, asked for wrongly, waiting, taken back; who is exempt, and who cannot ask."""
    new = "/oensker/nyt"
    visitor.comes_in_as("borger", "maja-krogh", "Maja Krogh")
    visitor.looks_at("/oensker", "/oensker", "/hvem-har-set", "/hvem-har-set?side=2")
    visitor.looks_at(*(f"{new}?art={art}" for art in ("tolk", "tilgaengelighed", "fritagelse", "samtale")))
    visitor.sends(new, art="tolk")
    visitor.sends(new, art="tilgaengelighed", grund="andet", booker_selv="ja")
    visitor.opens(f"{new}?art=tolk")
    visitor.sends(new, art="tolk", sprog="Arabisk", booker_selv="nej")
    visitor.looks_at(f"{new}?art=tolk", "/oensker")
    visitor.sends(next(form for form in visitor.forms() if form.endswith("/tag-tilbage")))
    visitor.comes_in_as("borger", "erik-thygesen", "Erik Thygesen")
    visitor.looks_at("/oensker", f"{new}?art=booke_selv")
    visitor.sends(new, art="fritagelse", grund="sprog")
    visitor.comes_in_as("borger", "tobias-lykke", "Tobias Lykke")
    visitor.looks_at("/oensker", f"{new}?art=tolk")


def who_did_not_come(visitor: Visitor) -> None:
    """To a meeting: the first thing on Min Plan; and beside the first thing, once off the register."""
    visitor.comes_in_as("borger", "mikkel-storm", "Mikkel Storm")
    visitor.looks_at("/min-plan")
    for meeting in visitor.addresses("main a[href^='/samtale/']")[:1]:
        visitor.looks_at(meeting)
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    visitor.changes("UPDATE tilmelding SET til = ?, aarsag = 'sygdom'", yesterday)
    visitor.looks_at("/min-plan")


def who_has_letters(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "viktor-ravn", "Viktor Ravn")
    visitor.looks_at("/breve", "/breve/selvbooking")
    for letter in visitor.addresses("main a[href^='/breve/']:not([href$='/pdf'])")[:1]:
        visitor.looks_at(letter)


def for_whom_something_is_wrong(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "birgit-hoej", "Birgit Høj")
    visitor.looks_at("/sagsbehandler", "/findes-ikke", "/book")
    visitor.sends("/book", token="of another")
    visitor.opens("/min-plan")
    with visitor.a_fault_of_ours():
        visitor.looks_at("/find-tid")
    visitor.opens("/min-plan")
    with visitor.nothing_can_be_written():
        visitor.sends("/sprog", sprog=visitor.seat.language)


def who_is_about_to_be_signed_out(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "sara-kjeldsen", SARA)
    visitor.page.clock.install()
    visitor.opens("/find-tid")
    visitor.page.clock.fast_forward(timedelta(minutes=26).seconds * 1000)
    visitor.page.get_by_role("alertdialog").wait_for()
    visitor.stops("with its warning")


def each_of_them(visitor: Visitor, kind: str, differ: tuple[str, ...]) -> None:
    """Each of the demo's people of that kind, where they differ most; then along each link, and each form as
    it stands.

    `kind`: which door they come in by; `differ`: the pages that look different for each of them.
    """
    for person in people(clock.now()):
        if DOORS[person.kind] == kind:
            visitor.comes_in_as(kind, person.subject, person.name)
            visitor.looks_at(*differ)
            _follows_links(visitor, differ[0])


def who_is_called_in(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "oliver-bruun", "Oliver Bruun")
    _answers_the_summons(visitor)
    visitor.sends(f"{visitor.path}/bekraeft")
    visitor.changes("UPDATE indkaldelse SET oensket = NULL, oenske = NULL")
    visitor.comes_in_as("borger", "adam-nour", "Adam Nour")
    _answers_the_summons(visitor)
    (other,) = visitor.addresses("main a[href$='/anden-tid']")
    visitor.looks_at(other)
    visitor.sends(other)
    visitor.sends(other, oenske="Hellere om eftermiddagen.")
    visitor.changes(
        "UPDATE indkaldelse SET afslaaet = oensket, afslaaet_af = caseworker_id, afslag = 'En uge.'"
        " WHERE oensket IS NOT NULL"
    )
    visitor.looks_at(visitor.path, "/min-plan")


def _answers_the_summons(visitor: Visitor) -> None:
    visitor.looks_at("/min-plan")
    (meeting,) = visitor.addresses(".alert a[href^='/samtale/']")
    visitor.looks_at(meeting)


def who_is_offered_another_time(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "frida-holst", "Frida Holst")
    visitor.looks_at("/min-plan")
    (offer,) = [form for form in visitor.forms() if form.startswith("/ny-tid/")]
    visitor.looks_at(offer)
    visitor.changes("UPDATE hold SET expires_at = ?", LONG_AGO)
    visitor.sends(offer)
    visitor.looks_at(offer)
    visitor.changes("UPDATE frist SET tider_fandtes = 0")
    visitor.looks_at("/min-plan")


def every_citizen(visitor: Visitor) -> None:
    each_of_them(visitor, "borger", ("/min-plan", "/find-tid"))


def _follows_links(visitor: Visitor, begin: str) -> None:
    """Of addresses that differ only in what is filled in, a few are enough."""
    waiting, known = [begin], {begin}
    while waiting:
        here = waiting.pop(0)
        if visitor.has_been_often_at(here, "GET"):
            continue
        visitor.looks_at(here)
        found, forms = visitor.addresses(LINKS), visitor.forms()
        for form in forms:
            if not visitor.has_been_often_at(form, "POST"):
                visitor.opens(here)
                visitor.sends_as_it_stands(form)
                found += visitor.addresses(LINKS)
        waiting += [link for link in dict.fromkeys(found) if link not in known]
        known |= set(found)


CITIZENS = (
    before_signing_in,
    who_reads_the_rules,
    who_does_not_get_in,
    whose_session_is_over,
    who_books_moves_and_calls_off,
    who_wants_the_a_kasse_along,
    who_has_a_calendar,
    who_wants_mail_and_text_messages,
    who_waits_for_an_earlier_time,
    who_asks_for_something,
    who_answers_what_the_a_kasse_recommends,
    who_did_not_come,
    who_has_letters,
    who_has_a_case,
    who_complains_of_papers,
    who_is_called_in,
    who_is_offered_another_time,
    who_reads_what_happened,
    who_reads_what_is_new_in_the_plan,
    for_whom_something_is_wrong,
    who_is_about_to_be_signed_out,
    every_citizen,
)
