"""The writers of what colleagues offer, of sign-ups, and of what somebody keeps of having been there."""

from drieslag.development.offerings.actions.attending import keep_what_it_brought, say_i_was_there, take_back
from drieslag.development.offerings.actions.materials import add_material, remove_material
from drieslag.development.offerings.actions.planning import (
    Draft,
    When,
    call_off,
    change,
    hold,
    hold_past,
    offer,
    plan_again,
    ready_for_plans,
)
from drieslag.development.offerings.actions.seats import (
    forget_names,
    give_up_all,
    give_up_of_leavers,
    sign_up,
    withdraw,
)
from drieslag.development.offerings.actions.trainers import say_room

__all__ = [
    "Draft",
    "When",
    "add_material",
    "call_off",
    "change",
    "forget_names",
    "give_up_all",
    "give_up_of_leavers",
    "hold",
    "hold_past",
    "keep_what_it_brought",
    "offer",
    "plan_again",
    "ready_for_plans",
    "remove_material",
    "say_i_was_there",
    "say_room",
    "sign_up",
    "take_back",
    "withdraw",
]
