"""The walk of citizens for whom the jobcenter is asked for an offer."""

from __future__ import annotations

from e2e.visitor import Visitor


def who_answers_what_the_a_kasse_recommends(visitor: Visitor) -> None:
    """None, one refused, one that is taken back, one that is answered and then answered again."""
    page = "/indstillinger"
    visitor.comes_in_as("borger", "maja-krogh", "Maja Krogh")
    visitor.looks_at(page)
    visitor.comes_in_as("borger", "julie-friis", "Julie Friis")
    visitor.looks_at("/min-plan", page)
    visitor.comes_in_as("borger", "signe-hald", "Signe Hald")
    visitor.looks_at(page)
    visitor.sends(next(form for form in visitor.forms() if form.endswith("/traek")))
    visitor.comes_in_as("borger", "frida-holst", "Frida Holst")
    visitor.looks_at("/min-plan", page)
    answer = next(form for form in visitor.forms() if form.endswith("/svar"))
    visitor.sends(answer)
    visitor.sends(answer, svar="nej")
    visitor.sends(answer, svar="ja")
    visitor.sends(answer.replace("/svar", "/traek"))
