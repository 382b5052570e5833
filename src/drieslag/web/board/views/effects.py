"""Looking back on a try-out, in a minute or with one press; two people may do so at once."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import Refused, require
from drieslag.learning.threads import actions, queries, rules
from drieslag.learning.threads.enums import Level, Next, Seen, TryOutState
from drieslag.learning.threads.models import Effect, TryOut
from drieslag.web.board.forms import EffectForm, LookBackForm
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.requests import SignedInRequest, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def look_back(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say what was seen. One press on the home page comes here as well.

    Who comes second sees what the first one wrote; the own words stay, and can be added.
    """
    try_out = queries.get_try_out(request.person, key)
    form = LookBackForm(request.POST or None, initial={"client_key": fresh_key()})
    if request.method == "GET":
        require(rules.may_add_effect(request.person, try_out))
    if request.method == "POST" and form.is_valid():
        try:
            return _onwards(_note(request, try_out, form))
        except Refused as refused:
            refuse(form, refused)
    others = queries.looks_of(try_out)
    page = {"form": form, "try_out": try_out, "others": others}
    return render(request, "board/look_back.html", page, status=status_of(request))


def _note(request: SignedInRequest, try_out: TryOut, form: LookBackForm) -> Effect:
    given = form.cleaned_data
    said = {"seen": Seen(given["seen"]), "text": given["text"], "surprise": given["surprise"]}
    if given["beside"] and try_out.state == TryOutState.LOOKED_BACK:
        return actions.add_to_look(
            by=request.person, try_out=try_out, verdict=form.verdict(), key=given["client_key"], **said
        )
    return actions.note_effect(
        by=request.person,
        try_out=try_out,
        verdict=form.verdict(),
        again_on=form.again_on(),
        key=given["client_key"],
        **said,
    )


def _onwards(effect: Effect) -> HttpResponse:
    """Adapting asks for the changed try-out first; then comes what was learned."""
    if effect.verdict == Next.ADAPT:
        return redirect(f"{reverse('board:follow_up', args=[effect.try_out_id])}?effect={effect.pk}")
    return redirect("board:effect", effect.pk)


@signed_in
@require_http_methods(PAGE)
def effect(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What was noted: to add words, to say what was learned, or to undo."""
    found = queries.get_effect(request.person, key)
    require(rules.may_withdraw_effect(request.person, found))
    form = EffectForm(request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        _keep(request, found, form)
        return redirect("board:thread", found.try_out.thread_id) if found.try_out.thread_id else redirect("today:home")
    page = {
        "form": form,
        "effect": found,
        "try_out": found.try_out,
        "seen": Seen(found.seen).label,
        "may_share": rules.may_share(request.person, found.try_out),
    }
    return render(request, "board/effect.html", page, status=status_of(request))


@signed_in
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Undo noting: the try-out runs again."""
    try_out = actions.withdraw_effect(by=request.person, effect=queries.get_effect(request.person, key))
    return redirect("board:look_back", try_out.pk)


def _initial(effect: Effect) -> dict[str, object]:
    said = ("seen", "text", "surprise", "verdict", "better_life", "less_costly", "taking_part")
    return {"client_key": fresh_key(), **{name: getattr(effect, name) for name in said}}


def _keep(request: SignedInRequest, effect: Effect, form: EffectForm) -> None:
    given = form.cleaned_data
    actions.change_effect(
        by=request.person,
        effect=effect,
        seen=Seen(given["seen"]),
        text=given["text"],
        surprise=given["surprise"],
        verdict=_or_none(Next, given["verdict"]),
    )
    answers = {name: _or_none(Seen, given[name]) for name in ("better_life", "less_costly", "taking_part")}
    if any(answers.values()) or effect.better_life or effect.less_costly or effect.taking_part:
        actions.evaluate(by=request.person, effect=effect, **answers)
    if given["learned"]:
        actions.add_insight(
            by=request.person,
            team=effect.try_out.team,
            thread=effect.try_out.thread,
            text=given["learned"],
            level=Level(given["level"]),
            key=given["client_key"],
        )


def _or_none[E](kind: type[E], value: str) -> E | None:
    return kind(value) if value else None  # type: ignore[call-arg]
