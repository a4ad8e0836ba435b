"""The walks to what happens of itself: a citizen reads it, a caseworker looks at a deadline that ran out."""

from __future__ import annotations

from e2e.visitor import Visitor

DEADLINES = "/sagsbehandler/liste/frister"
ALL_THAT_HAPPENS = (
    ("samtale_bortfaldet", '{"start": "2026-11-27T09:00:00+00:00", "slutdato": "2026-11-16"}'),
    (
        "aflysning_rettet",
        '{"start": "2026-11-27T09:00:00+00:00", "dato": "2026-11-27", "holder": "a_kasse"}',
    ),
    ("beslutning_bortfaldet", '{"beslutning": "fratagelse", "af": "a_kasse", "dato": "2026-10-01"}'),
    ("frist_udloebet", '{"frist": "2026-11-12", "holder": "a_kasse"}'),
)


def who_reads_what_happened(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "sara-kjeldsen", "Sara Kjeldsen")
    visitor.looks_at("/nyt")
    visitor.comes_in_as("borger", "thomas-vinding", "Thomas Vinding")
    for art, told in ALL_THAT_HAPPENS:
        visitor.changes(
            "INSERT INTO haendelse (public_id, person_id, art, noegle, dag, oplysninger, citations, done_at)"
            " SELECT lower(hex(randomblob(16))), person_id, ?, 'x', dag, ?, citations, done_at FROM haendelse"
            " WHERE art = 'overgang' AND person_id = (SELECT id FROM person WHERE name = 'Thomas Vinding')",
            art,
            told,
        )
    visitor.looks_at("/nyt", "/min-plan")
    visitor.sends_as_it_stands("/nyt/laest")
    visitor.looks_at("/nyt")
    visitor.comes_in_as("borger", "viktor-ravn", "Viktor Ravn")
    visitor.looks_at("/nyt")


def who_strikes_somebody_off(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak01-208", "Marianne Andreasen")
    visitor.opens(DEADLINES)
    people = dict.fromkeys(
        visitor.addresses("main td a[href^='/sagsbehandler/person/']:not([href$='/frist'])")
    )
    for person in people:
        visitor.opens(f"{person}/afmeld")
        visitor.stops()
    for person in people:
        visitor.opens(f"{person}/afmeld")
        if visitor.main.locator("#tjekket").count():
            visitor.looks_at(person)
            visitor.opens(f"{person}/afmeld")
            visitor.sends_as_it_stands(f"{person}/afmeld")
            frist = str(visitor.main.locator("input[name=frist]").get_attribute("value"))
            visitor.sends(f"{person}/afmeld", frist="2026-01-01", tjekket="ja")
            visitor.sends(f"{person}/afmeld", frist=frist, tjekket="ja")
