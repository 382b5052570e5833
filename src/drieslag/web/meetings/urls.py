"""Addresses of formats, meetings, joining and reports."""

from django.urls import path

from drieslag.web.live import views as live_views
from drieslag.web.meetings import live  # noqa: F401 — says who may listen
from drieslag.web.meetings.views import acts, controls, find, fragments, helping, join, outcomes, plan, report, room, seats, writing

app_name = "meetings"
M = "meetings/<uuid:key>/"

urlpatterns = [
    path("formats/", find.formats, name="formats"),
    path("formats/<slug:slug>/", find.format_page, name="format"),
    path("meetings/", plan.mine, name="list"),
    path("meetings/new/", plan.new, name="new"),
    path("join/", join.code, name="join"),
    path("join/<str:code>/", join.name, name="join_name"),
    path(M, plan.meeting, name="meeting"),
    path(M + "plan/", plan.change, name="change"),
    path(M + "cancellation/", plan.cancel, name="cancel"),
    path(M + "start/", plan.start, name="start"),
    path(M + "code.svg", plan.qr, name="qr"),
    path(M + "seat/", seats.enter, name="enter"),
    path(M + "room/", room.participant, name="room"),
    path(M + "room/mine/", room.mine, name="mine"),
    path(M + "room/past/<slug:step>/", room.past, name="past"),
    path(M + "facilitator/", room.facilitator, name="facilitator"),
    path(M + "tickets/", live_views.renew, name="renew"),
    path(M + "screen/", room.screen, name="screen"),
    path(M + "beat/", controls.beat, name="beat"),
    path(M + "moves/", controls.move, name="move"),
    path(M + "pause/", controls.pause, name="pause"),
    path(M + "time/", controls.time, name="time"),
    path(M + "handover/", controls.hand_over, name="hand_over"),
    path(M + "takeover/", controls.take_over, name="take_over"),
    path(M + "return/", controls.give_back, name="give_back"),
    path(M + "opening/", controls.opening, name="opening"),
    path(M + "groups/", controls.groups, name="groups"),
    path(M + "closure/", controls.closure, name="closure"),
    path(M + "absence/", seats.absence, name="absence"),
    path(M + "seats/<uuid:other>/admission/", seats.admission, name="admission"),
    path(M + "seats/<uuid:other>/removal/", seats.removal, name="removal"),
    path(M + "seats/<uuid:other>/role/", seats.role, name="role"),
    path(M + "steps/<slug:step>/contributions/", writing.contribute, name="contribute"),
    path(M + "contributions/<uuid:contribution>/", writing.change, name="contribution"),
    path(M + "contributions/<uuid:contribution>/withdrawal/", writing.withdrawal, name="withdrawal"),
    path(M + "contributions/<uuid:contribution>/hiding/", writing.hiding, name="hiding"),
    path(M + "shield/", helping.shield, name="shield"),
    path(M + "steps/<slug:step>/hint/", helping.hint, name="hint"),
    path(M + "steps/<slug:step>/box/", controls.box, name="box"),
    path(M + "steps/<slug:step>/readiness/", acts.readiness, name="readiness"),
    path(M + "steps/<slug:step>/turn/", acts.turn, name="turn"),
    path(M + "steps/<slug:step>/checkin/", acts.check_in, name="check_in"),
    path(M + "steps/<slug:step>/votes/", acts.votes, name="votes"),
    path(M + "steps/<slug:step>/ratings/", acts.ratings, name="ratings"),
    path(M + "steps/<slug:step>/number/", acts.number, name="number"),
    path(M + "steps/<slug:step>/draw/", acts.draw, name="draw"),
    path(M + "steps/<slug:step>/drawn/", acts.drawn, name="drawn"),
    path(M + "steps/<slug:step>/tryouts/", outcomes.try_outs, name="try_outs"),
    path(M + "steps/<slug:step>/insights/", outcomes.insights, name="insights"),
    path(M + "steps/<slug:step>/effects/<uuid:try_out>/", outcomes.effects, name="effects"),
    path(M + "report/", report.page, name="report"),
    path(M + "report.pdf", report.pdf, name="report_pdf"),
    path(M + "report.xlsx", report.sheet, name="report_sheet"),
    path(M + "attendance/", report.attendance, name="attendance"),
    path("fragments/meeting/<uuid:key>/<slug:audience>/", fragments.meeting, name="fragment"),
    path("fragments/meeting/<uuid:key>/presence/<slug:audience>/", fragments.presence, name="presence_fragment"),
]
