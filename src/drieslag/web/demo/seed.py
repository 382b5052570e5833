"""Fills a database that was marked demo at its creation with a made-up organisation, by the actions of the pages."""

from collections.abc import Callable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from drieslag.core import clock, tenancy
from drieslag.core.queries import is_demo, is_taken
from drieslag.web.demo import (
    content,
    founding,
    ground,
    growth,
    moves,
    own_formats,
    questions,
    rhythm,
    scenes,
    spread,
    support,
    surveys,
    themes,
)
from drieslag.web.demo.timeline import Timeline

TELL_EACH = 0.1
type Progress = Callable[[str, float], None]


class NotADemo(Exception):
    """A database that was not made for a demo gets nothing made up put into it."""


def seed(progress: Progress) -> None:
    """Make the organisation, once: all of it or nothing, and again does nothing."""
    if not is_demo():
        raise NotADemo
    if is_taken(content.organisation()["slug"]):
        return
    with translation.override("nl"), transaction.atomic():
        progress(_("People and teams"), 0.0)
        organisation = founding.found()
        with tenancy.inside(organisation.pk):
            _play(founding.Stage(organisation, Timeline(clock.today())), progress)


def _play(stage: founding.Stage, progress: Progress) -> None:
    founding.gather(stage)
    for row in content.threads():
        questions.put_on_timeline(stage, row)
    for row in content.meetings():
        scenes.put_on_timeline(stage, row)
    for area in (moves, spread, themes, support, ground, rhythm, own_formats, surveys, growth):
        area.put_on_timeline(stage)
    told = 0.0
    for part in stage.timeline.play():
        if part - told >= TELL_EACH or part == 1:
            progress(_("Questions and meetings"), part)
            told = part
