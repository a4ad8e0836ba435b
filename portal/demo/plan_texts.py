"""What stands in the demo's Min Plans, as an a-kasse writes it."""

from __future__ import annotations

from datetime import date

from portal.demo.citizens import PlanText
from portal.demo.course import Days
from portal.policy.facts import Aktoer

_SEARCH = (
    ("fag", "Dine jobmål og job, der ligner dem"),
    ("omraade", "Så langt, du kan komme på halvanden time hver vej med bus og tog"),
    ("steder", "Jobnet, jobportaler og virksomhedernes egne sider"),
)


def job_search(days: Days, ago: int, text: str) -> PlanText:
    return requirements(days.ago(ago), text)


def requirements(day: date, text: str) -> PlanText:
    """With all that they have to say (RÅB § 14, stk. 7)."""
    return PlanText("krav_til_jobsoegning", text, Aktoer.A_KASSE, day, _SEARCH)


def job_goal(days: Days, ago: int, text: str, af: Aktoer = Aktoer.A_KASSE) -> PlanText:
    return PlanText("jobmaal", text, af, days.ago(ago))
