"""Whether the a-kasse takes part in a meeting with the jobcenter, and whether it comes in person (LAB §§
31-33).

Asked before the first meeting with the jobcenter after the a-kasse's part; there it comes only where the
person says yes. To the fællessamtale it comes unless the person says no.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.policy import sources
from portal.policy.facts import AKasseMed, SamtaleArt
from portal.web.citizen import a_kasse_skift
from portal.web.citizen import search as searching
from portal.web.citizen.answers import Pairs
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.route import address
from portal.web.citizen.search import Search
from portal.web.context import database
from portal.web.locale import _
from portal.web.signed_in import citizen
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import day


@dataclass(frozen=True, slots=True)
class Page:
    """What `a_kasse_med.html` shows. `nothing`: why there is nothing to choose; then the rest is empty."""

    title: str
    back: str
    nothing: str | None = None
    lead: str = ""
    question: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    selected: str | None = None
    in_person: bool = False
    citations: tuple[CitationLink, ...] = ()
    kept: Pairs = field(default_factory=list)
    error: str | None = None

    @property
    def errors(self) -> Pairs:
        return [("a_kasse_med", self.error)] if self.error else []


def must_be_asked(who: Asking, art: SamtaleArt) -> bool:
    """Whether a search has to wait for the answer: the first time with the jobcenter, while nothing was
    said.
    """
    ordinary = art is SamtaleArt.JOBSAMTALE
    return ordinary and who.situation.first_with_jobcenter and who.situation.a_kasse_sagt is None


def show() -> str:
    page = _page(database().read(asking), searching.read(request.args))
    return render_template("citizen/a_kasse_med.html", page=page)


def save() -> str | Response | tuple[str, int]:
    search = searching.read(request.form)
    answer = request.form.get("a_kasse_med")
    in_person = request.form.get("a_kasse_fysisk") == "ja"
    page = _page(database().read(asking), search)
    if page.nothing:
        return render_template("citizen/a_kasse_med.html", page=page), 409
    if answer not in {choice.value for choice in AKasseMed}:
        wrong = replace(page, error=_("Vælg ja eller nej."), in_person=in_person)
        return render_template("citizen/a_kasse_med.html", page=wrong), 422
    said = AKasseMed(answer)
    physical = in_person and said is AKasseMed.JA
    planned = choose_a_kasse_med(ChooseAKasseMed(citizen().id, said, physical), database(), clock.now())
    if planned is not None:
        return redirect(a_kasse_skift.address(planned), 303)
    return redirect(address("citizen.find_time.show", search.kept()), 303)


def _page(who: Asking, search: Search) -> Page:
    page = Page(title=_("Skal din a-kasse være med?"), back=url_for("citizen.plan.show"))
    ahead = who.situation.first_with_jobcenter_from
    first = who.situation.first_with_jobcenter or ahead is not None
    joint = search.art is SamtaleArt.FAELLESSAMTALE or not first
    if not first and not who.situation.faellessamtale_due:
        return replace(page, nothing=_nothing(who))
    if joint:
        lead = _("Din a-kasse er med til fællessamtalen, medmindre du siger nej.")
        question = _("Skal din a-kasse være med til fællessamtalen?")
        default = AKasseMed.JA
    else:
        lead = _(
            "Jobcentret har nu ansvaret for dine samtaler. Du bestemmer, om din a-kasse "
            "er med den første gang."
        )
        if ahead is not None:
            lead = _(
                "Fra {dag} har jobcentret ansvaret for dine samtaler. Du bestemmer, om din a-kasse "
                "er med den første gang."
            ).format(dag=day(who.reader, ahead))
        question = _("Skal din a-kasse være med til din første samtale i jobcentret?")
        default = None
    said = who.situation.a_kasse_sagt or default
    return replace(
        page,
        lead=lead,
        question=question,
        options=[(AKasseMed.JA.value, _("Ja, min a-kasse skal være med")), (AKasseMed.NEJ.value, _("Nej"))],
        selected=said.value if said else None,
        in_person=who.person.facts.valg.a_kasse_fysisk and (joint or who.situation.a_kasse_sagt is not None),
        citations=citation_links((sources.LAB_32_2 if joint else sources.LAB_31_2, sources.LAB_33_4)),
        kept=[("art", SamtaleArt.FAELLESSAMTALE.value)] if joint else [],
    )


def _nothing(who: Asking) -> str:
    return who.reader.gettext(
        "Du kan vælge det til din første samtale med jobcentret, efter at det har "
        "overtaget ansvaret, og igen til "
        "fællessamtalen, når du har været ledig i 6 måneder."
    )
