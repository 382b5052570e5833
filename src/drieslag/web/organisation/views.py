"""Teams, people, roles and consents."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.queries import get_organisation
from drieslag.core.verdict import NotFound, require
from drieslag.people import actions, queries, rules
from drieslag.people.enums import Role
from drieslag.privacy import actions as privacy_actions
from drieslag.privacy import consents as privacy_consents
from drieslag.privacy import queries as privacy_queries
from drieslag.privacy.register import everything
from drieslag.web.organisation import presenters
from drieslag.web.organisation.forms import ConsentForm, InviteForm, MemberForm, RolesForm, TeamForm
from drieslag.web.requests import SignedInRequest, posted, signed_in

UNPROCESSABLE = 422


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The organisation: own teams, and for an administrator what there is to set up."""
    organisation = get_organisation(request.person.organisation_id)
    page = {
        "may_administer": rules.may_administer(request.person),
        "organisation": organisation,
        "hats": request.me.hats,
    }
    return render(request, "organisation/home.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def teams(request: SignedInRequest) -> HttpResponse:
    """All teams, and a new one."""
    _administrators_only(request)
    form = TeamForm(posted(request))
    if request.method == "POST" and form.is_valid():
        team = actions.make_team(by=request.person, name=form.cleaned_data["name"])
        return redirect("organisation:team", team.pk)
    page = {"form": form, "teams": presenters.teams()}
    return render(request, "organisation/teams.html", page, status=_status(request))


@signed_in
@require_safe
def team(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One team: who is in it."""
    return _team(request, key)


@signed_in
@require_POST
def members(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put a colleague in the team."""
    found = queries.get_team(request.person, key)
    require(rules.may_change_team(request.person, found))
    form = MemberForm(found, request.POST)
    if not form.is_valid():
        return _team(request, key, form)
    actions.add_member(
        by=request.person, team=found, person=form.cleaned_data["person"], role=Role(form.cleaned_data["role"])
    )
    return redirect("organisation:team", key)


def _team(request: SignedInRequest, key: UUID, form: MemberForm | None = None) -> HttpResponse:
    found = queries.get_team(request.person, key)
    may_change = rules.may_change_team(request.person, found)
    page = {
        "team": found,
        "rows": presenters.members(found),
        "may_change": may_change,
        "form": form or MemberForm(found),
    }
    return render(request, "organisation/team.html", page, status=UNPROCESSABLE if form else 200)


@signed_in
@require_POST
def membership_end(request: SignedInRequest, key: UUID, person: UUID) -> HttpResponse:
    """Let a colleague leave the team."""
    found = queries.get_team(request.person, key)
    who = queries.get_person(person)
    actions.end_membership(by=request.person, team=found, person=who)
    messages.info(request, _("%(name)s is no longer in %(team)s.") % {"name": who.name, "team": found.name})
    if rules.may_see_team(request.person, found):
        return redirect("organisation:team", found.pk)
    return redirect("organisation:home")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedInRequest) -> HttpResponse:
    """Everyone, and an invitation for someone new."""
    _administrators_only(request)
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        person, secret = actions.invite(by=request.person, **form.cleaned_data)
        link = request.build_absolute_uri(reverse("organisation:invitation", args=[secret]))
        _mail_invitation(request, person.invited_email, link)
        return render(request, "organisation/invited.html", {"person": person, "link": link})
    page = {"form": form, "rows": presenters.people()}
    return render(request, "organisation/people.html", page, status=_status(request))


def _mail_invitation(request: SignedInRequest, address: str, link: str) -> None:
    page = {
        "organisation": get_organisation(request.person.organisation_id).name,
        "by": request.person.name,
        "link": link,
    }
    text = render_to_string("organisation/invitation_mail.txt", page)
    send_mail(_("Learn along in Drieslag"), text, settings.DEFAULT_FROM_EMAIL, [address])


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What a colleague is for the whole organisation."""
    _administrators_only(request)
    person = queries.get_person(key)
    held = queries.of_person(person).organisation_roles
    form = RolesForm(posted(request), initial={"roles": list(held)})
    if request.method == "POST" and form.is_valid():
        wanted = {Role(role) for role in form.cleaned_data["roles"]}
        actions.set_roles(by=request.person, person=person, roles=wanted)
        messages.info(request, _("Kept."))
        return redirect("organisation:people")
    return render(request, "organisation/roles.html", {"form": form, "person": person}, status=_status(request))


@signed_in
@require_POST
def leaving(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Note that a colleague works here no more."""
    _administrators_only(request)
    gone = actions.let_go(by=request.person, person_id=key)
    messages.info(request, _("%(name)s works here no more. All roles ended today.") % {"name": gone.name})
    return redirect("organisation:people" if gone.pk != request.person.pk else "today:home")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: SignedInRequest) -> HttpResponse:
    """What the works council allowed; everyone may read it, an administrator writes it down."""
    may_record = rules.may_administer(request.person)
    form = ConsentForm(posted(request))
    if request.method == "POST":
        require(may_record)
        if form.is_valid():
            privacy_actions.record_consent(by=request.person.pk, **form.cleaned_data)
            return redirect("organisation:consents")
    page = {
        "form": form,
        "rows": presenters.consents(),
        "may_record": may_record,
        "version": privacy_consents.RULES_VERSION,
    }
    return render(request, "organisation/consents.html", page, status=_status(request))


@signed_in
@require_POST
def consent_end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Note that a consent ended."""
    consent = privacy_queries.get_consent(key)
    require(rules.may_administer(request.person))
    privacy_actions.end_consent(by=request.person.pk, consent_id=consent.pk)
    return redirect("organisation:consents")


@signed_in
@require_safe
def council(request: SignedInRequest) -> HttpResponse:
    """The sheet for the works council: what is kept, why, how long, who sees it, and the minimums."""
    page = {
        "register": everything(),
        "minimums": presenters.minimums(),
        "scopes": presenters.scopes(),
        "version": privacy_consents.RULES_VERSION,
    }
    return render(request, "organisation/council.html", page)


def _administrators_only(request: SignedInRequest) -> None:
    if not rules.may_administer(request.person):
        raise NotFound


def _status(request: SignedInRequest) -> int:
    return UNPROCESSABLE if request.method == "POST" else 200
