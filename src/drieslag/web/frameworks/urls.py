"""Addresses of frameworks."""

from django.urls import path

from drieslag.web.frameworks.views import reading, role, themes, versions, writing

app_name = "frameworks"
ONE = "frameworks/<slug:slug>/"
OWN = "own-frameworks/<slug:code>/"
PART = OWN + "<slug:part>/<slug:key>/"
INNER = OWN + "<slug:part>/<slug:around>/<slug:key>/"

urlpatterns = [
    path("frameworks/", reading.index, name="list"),
    path("frameworks/role/", role.role, name="role"),
    path("frameworks/themes/", themes.themes, name="themes"),
    path("frameworks/framework.xlsx", reading.template, name="template"),
    path(ONE, reading.one, name="one"),
    path(ONE + "framework.xlsx", reading.export, name="export"),
    path(ONE + "use/", versions.use, name="use"),
    path("own-frameworks/new/", writing.new, name="new"),
    path("own-frameworks/import/", versions.bring_in, name="import"),
    path(OWN, writing.edit, name="edit"),
    path(OWN + "about/", writing.about, name="about"),
    path(OWN + "restore/", writing.restore, name="restore"),
    path(OWN + "proposal/", writing.propose, name="propose"),
    path(OWN + "publish/", versions.publish, name="publish"),
    path(OWN + "retirement/", versions.put_away, name="put_away"),
    path(OWN + "sheet/", versions.bring_into, name="import_into"),
    path(OWN + "add/<slug:part>/", writing.add, name="add"),
    path(OWN + "add/<slug:part>/<slug:around>/", writing.add, name="add_inner"),
    path(OWN + "place/<slug:part>/<slug:key>/", writing.move, name="move"),
    path(OWN + "place/<slug:part>/<slug:around>/<slug:key>/", writing.move, name="move_inner"),
    path(OWN + "removal/<slug:part>/<slug:key>/", writing.remove, name="remove"),
    path(OWN + "removal/<slug:part>/<slug:around>/<slug:key>/", writing.remove, name="remove_inner"),
    path(PART, writing.part, name="part"),
    path(INNER, writing.part, name="inner"),
]
