"""What else waits for one: a plan or a goal to look back on, a talk with a buddy, what a colleague asks, shared or
left behind.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.development.budgets import queries as budgets
from drieslag.development.competence import queries as competence
from drieslag.development.plans import queries as plans
from drieslag.development.reflections import queries as reflections
from drieslag.development.registers import queries as registers
from drieslag.development.sharing import queries as sharing
from drieslag.development.talks import queries as growing
from drieslag.learning.spread import queries as spread
from drieslag.learning.support import queries as support
from drieslag.learning.threads import queries as threads
from drieslag.people.models import Team
from drieslag.people.queries import Me
from drieslag.web.components.dates import moment, week_day

AT_ONCE = 2
TEAMS_ASKED = 2  # a fixed number of queries; who is in more teams finds it on their boards


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: what it is, where it leads, and a press when one is enough."""

    what: str
    text: str
    url: str
    line: str
    press: str = ""
    press_url: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A few, and the rest behind “more”."""

    first: tuple[Item, ...]
    later: tuple[Item, ...]


def waiting(me: Me) -> Waiting:
    """Return what else waits for this person."""
    items = [
        *_asked(me),
        *_to_talk(me),
        *_shown(me),
        *_talks(me),
        *_colleagues(me),
        *_looks(me),
        *_goals(me),
        *_left_behind(me),
        *_two_minutes(me),
    ]
    return Waiting(tuple(items[:AT_ONCE]), tuple(items[AT_ONCE:]))


def _asked(me: Me) -> Iterable[Item]:
    for one in support.asked_of(me):
        yield Item(
            what=_("%(team)s asks for help") % {"team": one.team},
            text="",
            url=reverse("support:request", args=[one.request.pk]),
            line=_("Begin with a question."),
        )


def _looks(me: Me) -> Iterable[Item]:
    for look in spread.due_looks(me.person):
        yield Item(
            what=_("Look back on your plan"),
            text=look.title,
            url=reverse("spread:look", args=[look.plan_id, look.week]),
            line=_("after “%(training)s”") % {"training": look.training},
        )


def _goals(me: Me) -> Iterable[Item]:
    """Goals of one's own to look back on today; else, once a week, one line for a minute with all of them."""
    found = plans.waiting(me.person)
    for goal in found.due:
        yield Item(
            what=_("Look back today"),
            text=goal.text,
            url=reverse("growth:look_back", args=[goal.pk]),
            line=_("a goal of your own, only you see it"),
        )
    if found.week_is_open and not found.due:
        yield Item(
            what=_("One minute a week"),
            text="",
            url=reverse("growth:week"),
            line=_("how did it go with your goals? Only you see it"),
        )


def _talks(me: Me) -> Iterable[Item]:
    for talk in support.due_talks(me.person):
        ago = ngettext("%(count)d week ago", "%(count)d weeks ago", talk.weeks) % {"count": talk.weeks}
        yield Item(
            what=_("Time to talk with %(name)s") % {"name": talk.name},
            text="",
            url=reverse("support:home"),
            line=_("the last time was %(ago)s") % {"ago": ago} if talk.weeks else _("the last time was this past week"),
            press=_("We spoke"),
            press_url=reverse("support:talk", args=[talk.key]),
        )


def _to_talk(me: Me) -> Iterable[Item]:
    """Talks about growing: who asks for one, what waits for one's name, and one of this week to prepare."""
    for one in growing.waiting(me.person):
        if one.is_asked:
            what = _("%(name)s asks you for a talk")
        else:
            what = _("%(name)s wrote down what you agreed") if one.to_confirm else _("Prepare your talk with %(name)s")
        yield Item(
            what=what % {"name": one.name},
            text="",
            url=reverse("talks:one", args=[one.key]),
            line=_("%(day)s at %(time)s") % {"day": week_day(one.at), "time": moment(one.at)},
        )


def _shown(me: Me) -> Iterable[Item]:
    """One line for all of it: a colleague asks what one saw, or a declaration of one's own is over soon."""
    if due := competence.due(me.person):
        what, url = _first(due)
        yield Item(what=what, text="", url=url, line=_("only you see what waits here"))


def _first(due: competence.Due) -> tuple[str, str]:
    """Return what waits in words, and its own page: the next one comes here once this is answered."""
    for rows, page in ((due.views, "competence:view"), (due.feedback, "competence:feedback")):
        for one in rows[:1]:
            return _("%(name)s asks what you saw") % {"name": one.name}, reverse(page, args=[one.key])
    return _("Look at your declaration again"), reverse("competence:declaration", args=[due.renewals[0].key])


def _colleagues(me: Me) -> Iterable[Item]:
    """One line each: a request to decide about, a gathering to confirm, something new that was shared; no words."""
    if budgets.has_to_decide(me):
        yield Item(_("A request for learning money"), "", reverse("budgets:list"), _("it waits for your word"))
    if name := registers.waits_for(me.person):
        asks = _("%(name)s asks whether you were there") % {"name": name}
        yield Item(asks, "", reverse("registers:asked"), _("you say it, or you leave it"))
    if name := sharing.unopened(me.person):
        shows = _("%(name)s shared something with you") % {"name": name}
        yield Item(shows, "", reverse("growth:shared"), _("you open it when it suits you"))


def _left_behind(me: Me) -> Iterable[Item]:
    for hat in me.hats[:TEAMS_ASKED]:
        for row in threads.offered_try_outs(Team(pk=hat.team_id)):
            url = (
                reverse("board:thread", args=[row.thread_id])
                if row.thread_id
                else reverse("board:team", args=[hat.team_id])
            )
            yield Item(
                what=_("Who goes on with this?"),
                text=row.text,
                url=url,
                line=_("a colleague who left tried it out"),
                press=_("I go on with it"),
                press_url=reverse("board:take_over", args=[row.id]),
            )


def _two_minutes(me: Me) -> Iterable[Item]:
    """One calm line, on the days after a meeting or a try-out; who does not want it switches it off."""
    if found := reflections.fitting(me.person):
        yield Item(
            what=_("Two minutes for yourself"),
            text=found.words,
            url=f"{reverse('reflections:new')}?about={found.kind}:{found.key}",
            line=_("what stays with you of it? Only you read it"),
        )
