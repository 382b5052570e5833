"""Addresses of growth."""

from django.urls import path

from drieslag.web.growth.views import activities, asides, goals, home, learning, planning, sharing, states, weeks

app_name = "growth"
urlpatterns = [
    path("growth/", home.home, name="home"),
    path("growth/plan/", home.plan, name="plan"),
    path("growth/year/<int:year>/", home.year, name="year"),
    path("growth/start/", planning.start, name="start"),
    path("growth/start/<uuid:key>/", planning.start_one, name="start_one"),
    path("growth/learning/", learning.learning, name="learning"),
    path("growth/week/", weeks.week, name="week"),
    path("growth/settings/", weeks.settings, name="settings"),
    path("growth/applying/", weeks.applying, name="applying"),
    path("growth/applying/end/", weeks.applying_end, name="applying_end"),
    path("growth/goals/new/", goals.new, name="new_goal"),
    path("growth/goals/<uuid:key>/", goals.one, name="goal"),
    path("growth/goals/<uuid:key>/edit/", goals.edit, name="goal_edit"),
    path("growth/goals/<uuid:key>/step/", goals.step, name="step"),
    path("growth/goals/<uuid:key>/beside/", asides.keep, name="beside"),
    path("growth/goals/<uuid:key>/links/", goals.links, name="links"),
    path("growth/goals/<uuid:key>/rest/", states.rest, name="rest"),
    path("growth/goals/<uuid:key>/resumption/", states.resume, name="resume"),
    path("growth/goals/<uuid:key>/look-back/", states.look_back, name="look_back"),
    path("growth/goals/<uuid:key>/later/", states.later, name="later"),
    path("growth/goals/<uuid:key>/putting-away/", states.put_away, name="put_away"),
    path("growth/goals/<uuid:key>/erasure/", states.erasure, name="goal_erasure"),
    path("growth/goals/<uuid:key>/activities/", activities.add, name="activities"),
    path("growth/goals/<uuid:key>/choice/", activities.choose, name="choose"),
    path("growth/activities/<uuid:key>/", activities.one, name="activity"),
    path("growth/activities/<uuid:key>/done/", activities.done, name="done"),
    path("growth/activities/<uuid:key>/undone/", activities.undone, name="undone"),
    path("growth/activities/<uuid:key>/erasure/", activities.erasure, name="activity_erasure"),
    path("growth/share/<slug:kind>/<uuid:key>/", sharing.share, name="share"),
    path("growth/share/<slug:kind>/<uuid:key>/<uuid:person>/end/", sharing.share_end, name="share_end"),
    path("growth/shared/", sharing.shared, name="shared"),
    path("growth/shared/<uuid:key>/", sharing.shared_one, name="shared_one"),
    path("growth/looks/", sharing.looks, name="looks"),
]
