"""The citizen who asks: what is known of them, when it is now, and in which words they are answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from portal import clock
from portal.policy.facts import Aktoer
from portal.policy.law import Decision, Finding, Outcome
from portal.policy.oplysninger import Oplysning
from portal.store import facts
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.views import OrganisationView
from portal.web import pages
from portal.web.locale import reader
from portal.web.signed_in import citizen
from portal.wording.explain import Explanation, Why, explain
from portal.wording.reader import Reader
from portal.wording.situation import Situation
from portal.wording.why import rests_on_more, why, why_in_words
from portal.wording.words import HOLDER, Contact, Contacts


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything a citizen's page begins with. `now` is one moment for the whole page."""

    person: PersonFacts
    situation: Situation
    reader: Reader
    contacts: Contacts

    @property
    def now(self) -> datetime:
        return self.situation.nu

    def explain(self, finding: Finding, question: str = "book") -> Explanation:
        """The sentence with what lies behind it, where there is more than the sentence says."""
        told = explain(finding, self.reader, self.contacts, question=question)
        if not rests_on_more(finding):
            return told
        return replace(told, why=self.why(finding, told.text, question))

    def why(self, finding: Finding, about: str, question: str = "book") -> Why:
        return why(finding, self.reader, self.contacts, self.situation.sag, about, question)

    def why_in_words(
        self, finding: Finding, text: str, about: str, registered: Iterable[Oplysning] = ()
    ) -> Why:
        """The same, of a finding whose sentence stands elsewhere."""
        return why_in_words(finding, text, self.reader, self.contacts, self.situation.sag, about, registered)

    def refusals(self, decision: Decision) -> list[Explanation]:
        return [self.explain(finding, decision.question) for finding in decision.refusals]

    def reasons(self, decision: Decision) -> list[Explanation]:
        """What a yes rests on."""
        met = (f for f in decision.findings if f.outcome is Outcome.MET and not f.warning)
        return [self.explain(finding, decision.question) for finding in met]

    def warnings(self, decision: Decision) -> list[Explanation]:
        return [self.explain(finding, decision.question) for finding in decision.warnings]


def asking(session: Session) -> Asking:
    """The signed-in citizen, as known at this moment. Also names who is responsible in the page's frame."""
    now = clock.now()
    return answering(facts.load(session, citizen().id, now), now)


def answering(person: PersonFacts, now: datetime) -> Asking:
    """The same, of what an action knew of the person at `now` (aware)."""
    situation = Situation(person.facts, now)
    pages.show_authority(person.organisation(situation.responsible))
    return Asking(person, situation, reader(), contacts(reader(), person, situation.responsible))


def contacts(words: Reader, person: PersonFacts, responsible: Aktoer) -> Contacts:
    return Contacts(
        a_kasse=_contact(words, person.a_kasse, Aktoer.A_KASSE),
        jobcenter=_contact(words, person.jobcenter, Aktoer.JOBCENTER),
        responsible=responsible,
    )


def _contact(words: Reader, organisation: OrganisationView | None, holder: Aktoer) -> Contact:
    if organisation is None:
        return Contact(words.gettext(HOLDER[holder]))
    return Contact(organisation.name, organisation.phone)
