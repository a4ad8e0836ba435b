"""A law case as a story: who the person is, what is asked, and what the policy answers, and why.

Everything is written from the case and from the answer given when the story is told, so that no story says
anything the portal would not do.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.policy.cases import Answered
from portal.wording.reader import Reader
from portal.wording.story_answers import answer_told, reasons_told
from portal.wording.story_facts import facts_told
from portal.wording.story_questions import question_told
from portal.wording.story_teller import Line, Teller


@dataclass(frozen=True, slots=True)
class Story:
    """`moment`: when the question is asked. `known`: what else is known of the question.

    `answer` begins with the shortest answer; `listed`: its lines are a list and not sentences that follow one
    another. `reasons` are the findings behind it, with their paragraphs.
    """

    moment: str
    facts: list[str]
    known: list[Line]
    question: str
    answer: list[str]
    listed: bool
    reasons: list[str]


def tell(answered: Answered, reader: Reader) -> Story:
    """The case and its answer, in the reader's language. KeyError for a key or code without words."""
    teller = Teller(reader, answered.sag)
    question, known = question_told(teller)
    return Story(
        moment=teller.moment(answered.sag["nu"]),
        facts=facts_told(teller),
        known=known,
        question=question,
        answer=answer_told(teller, answered),
        listed=any(answered.svar.get(name) for name in ("krav", "emner", "andel")),
        reasons=reasons_told(teller, answered),
    )
