"""The writers of competence. Nothing of a person stands in the journal; of reserved tasks, that they were changed."""

from drieslag.development.competence.actions.declarations import (
    change_declaration,
    declare,
    erase_declaration,
    lay_evidence,
    withdraw,
)
from drieslag.development.competence.actions.facts import (
    end_qualification,
    erase_qualification,
    open_shown,
    say_deployable,
    show_fact,
    state_qualified,
    stop_showing,
    take_back_deployable,
)
from drieslag.development.competence.actions.feedback import (
    ask_feedback,
    decline_feedback,
    erase_feedback,
    give_feedback,
    open_moment,
)
from drieslag.development.competence.actions.moments import (
    change_moment,
    erase_moment,
    forget_link,
    forget_links,
    make_moment,
)
from drieslag.development.competence.actions.tasks import change_task, define_task, end_task
from drieslag.development.competence.actions.views import (
    ask_view,
    decline_view,
    give_view,
    open_declaration,
    stop_asking,
    take_view_back,
)

__all__ = [
    "ask_feedback",
    "ask_view",
    "change_declaration",
    "change_moment",
    "change_task",
    "declare",
    "decline_feedback",
    "decline_view",
    "define_task",
    "end_qualification",
    "end_task",
    "erase_declaration",
    "erase_feedback",
    "erase_moment",
    "erase_qualification",
    "forget_link",
    "forget_links",
    "give_feedback",
    "give_view",
    "lay_evidence",
    "make_moment",
    "open_declaration",
    "open_moment",
    "open_shown",
    "say_deployable",
    "show_fact",
    "state_qualified",
    "stop_asking",
    "stop_showing",
    "take_back_deployable",
    "take_view_back",
    "withdraw",
]
