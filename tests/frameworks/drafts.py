"""Drafts of frameworks for tests."""

from typing import Any

from drieslag.development.frameworks import drafting
from drieslag.development.frameworks.actions import publish, writing
from drieslag.development.frameworks.drafting import Draft, said
from drieslag.development.frameworks.models import OwnFramework
from drieslag.people.models import Person

LEVELS = {
    "begin": said("vraagt wat iemand wil", "asks what somebody wants"),
    "grows": said("wacht op het antwoord", "waits for the answer"),
    "stands": said("laat de ander kiezen", "lets the other choose"),
    "helps": said("doet het een collega voor", "shows it to a colleague"),
}


def theme(number: int, name: str, *goals: Draft) -> Draft:
    return {
        "key": f"theme_{number}",
        "name": said(name),
        "meaning": said(f"Wat {name} is."),
        "levels": LEVELS,
        "goals": list(goals),
    }


def goal(number: int, text: str, *roles: str, **more: Any) -> Draft:
    return {"key": f"goal_{number}", "text": said(text), "roles": list(roles), **more}


def complete() -> Draft:
    """A draft that can be published: two roles, two themes, a line with a choice."""
    draft = drafting.blank("Samen sterk")
    draft["purpose"] = said("Wat we van elkaar mogen verwachten.")
    draft["roles"] = [
        {"key": "role_1", "name": said("Begeleider")},
        {"key": "role_2", "name": said("Nachtwacht")},
    ]
    draft["themes"] = [
        theme(1, "Luisteren", goal(1, "Ik vraag door.", "role_1", "role_2"), goal(2, "Ik vat samen.", "role_1")),
        theme(2, "Eigen regie", goal(3, "Ik laat de bewoner kiezen.", "role_1", after=["goal_1"])),
    ]
    draft["lines"] = [
        {
            "key": "line_1",
            "name": said("Begeleider worden"),
            "role": "role_1",
            "steps": [
                {"key": "step_1", "text": said("Loop een dienst mee."), "way": "doing", "goals": ["goal_1"]},
                {
                    "key": "step_2",
                    "text": said("Vraag een collega mee te kijken."),
                    "way": "together",
                    "choice": "kijken",
                },
                {"key": "step_3", "text": said("Lees het boekje."), "way": "formal", "choice": "kijken"},
                {"key": "step_4", "text": said("Doe het zelf."), "way": "doing", "after": ["step_1"]},
            ],
        }
    ]
    return draft


def begun(by: Person, draft: Draft | None = None) -> OwnFramework:
    return writing.begin_from(by=by, draft=draft or complete())


def published(by: Person, draft: Draft | None = None) -> OwnFramework:
    own = begun(by, draft)
    publish(by=by, own=own)
    own.refresh_from_db()
    return own
