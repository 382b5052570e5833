"""Telling a story: its title and words, and the things in it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, Refused
from drieslag.development.portfolio import actions, choosing, queries
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.portfolio.forms import CaptionForm, StoryForm, TitleForm, WordsForm
from drieslag.web.portfolio.presenters.chosen import chosen_in, pressed_goal
from drieslag.web.requests import SignedInRequest, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def home(request: SignedInRequest) -> HttpResponse:
    """My portfolios, and a new one."""
    form = TitleForm(posted(request), initial={"client_key": fresh_key()})
    if form.is_valid():
        made = actions.make(by=request.person, title=form.cleaned_data["title"], key=form.cleaned_data["client_key"])
        return redirect("portfolio:one", made.pk)
    page = {"form": form, "portfolios": queries.mine(request.person)}
    return render(request, "portfolio/home.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Write the story, and see its parts."""
    portfolio = queries.get_own(request.person, key)
    form = StoryForm(posted(request), initial={"title": portfolio.title, "story": portfolio.story})
    if form.is_valid():
        actions.tell(by=request.person, portfolio_id=key, **form.cleaned_data)
        messages.info(request, _("Kept."))
        return redirect("portfolio:one", key)
    page = {"form": form, "portfolio": portfolio, "parts": queries.story(portfolio, request.person.name).parts}
    return render(request, "portfolio/one.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def add(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Choose from what is one's own. A goal comes with one press with all that was done for it."""
    portfolio = queries.get_own(request.person, key)
    refused = ""
    if request.method == "POST":
        goal = pressed_goal(request.POST.get("goal", ""))
        chosen = [*(choosing.whole(request.person, goal) if goal else ()), *chosen_in(request.POST.getlist("thing"))]
        try:
            count = actions.add_things(by=request.person, portfolio_id=key, chosen=chosen)
        except Refused as refusal:
            refused = str(refusal.reason)
        else:
            if count:
                said = ngettext("%(count)d part came in.", "%(count)d parts came in.", count) % {"count": count}
                messages.info(request, said)
            return redirect("portfolio:one", key)
    page = {"portfolio": portfolio, "offered": choosing.to_choose(request.person, portfolio), "refused": refused}
    return render(request, "portfolio/add.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def words(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Words of one's own, as a part."""
    portfolio = queries.get_own(request.person, key)
    form = WordsForm(posted(request))
    if form.is_valid():
        with refusals_above(form):
            actions.add_words(by=request.person, portfolio_id=key, caption=form.cleaned_data["caption"])
            return redirect("portfolio:one", key)
    page = {"portfolio": portfolio, "form": form, "part": None}
    return render(request, "portfolio/part.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def part(request: SignedInRequest, key: UUID, part: UUID) -> HttpResponse:
    """Say something about a part."""
    portfolio = queries.get_own(request.person, key)
    found = next((one for one in queries.story(portfolio, "").parts if one.key == part), None)
    if found is None:
        raise NotFound
    kind = CaptionForm if found.thing or found.is_gone else WordsForm
    form = kind(posted(request), initial={"caption": found.caption})
    if form.is_valid():
        actions.say(by=request.person, portfolio_id=key, item_id=part, caption=form.cleaned_data["caption"])
        return redirect("portfolio:one", key)
    page = {"portfolio": portfolio, "form": form, "part": found}
    return render(request, "portfolio/part.html", page, status=status_of(request))


@signed_in
@require_POST
def move(request: SignedInRequest, key: UUID, part: UUID) -> HttpResponse:
    """Put a part one place up or down."""
    actions.move(by=request.person, portfolio_id=key, item_id=part, up=request.POST.get("to") != "down")
    return redirect("portfolio:one", key)


@signed_in
@require_POST
def take_out(request: SignedInRequest, key: UUID, part: UUID) -> HttpResponse:
    """Take a part out of the story."""
    actions.take_out(by=request.person, portfolio_id=key, item_id=part)
    messages.info(request, _("It is out of your story. The thing itself is still there."))
    return redirect("portfolio:one", key)


@signed_in
@require_POST
def erase(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase a portfolio."""
    actions.erase(by=request.person, portfolio_id=key)
    messages.info(request, _("The portfolio is erased, and its addresses work no more."))
    return redirect("portfolio:home")


@signed_in
@require_safe
def preview(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The portfolio as others read it."""
    portfolio = queries.get_own(request.person, key)
    page = {"portfolio": portfolio, "story": queries.story(portfolio, request.person.name)}
    return render(request, "portfolio/preview.html", page)
