"""Addresses of instruments."""

from django.urls import path

from drieslag.web.instruments.views import beginning, editor, library, licences, parts

app_name = "instruments"
ONE = "instruments/<slug:slug>/"
OWN = "own-instruments/<slug:code>/"

urlpatterns = [
    path("instruments/", library.index, name="list"),
    path(ONE, library.one, name="one"),
    path(ONE + "instrument.yaml", library.export, name="export"),
    path(ONE + "permission/", licences.permission, name="permission"),
    path(ONE + "texts/", licences.texts, name="texts"),
    path("own-instruments/new/", beginning.new, name="new"),
    path("own-instruments/copy/<slug:slug>/", beginning.copy, name="copy"),
    path("own-instruments/import/", beginning.import_, name="import"),
    path(OWN, editor.edit, name="edit"),
    path(OWN + "lines/", editor.lines, name="lines"),
    path(OWN + "items/", editor.add, name="add"),
    path(OWN + "restore/", editor.restore, name="restore"),
    path(OWN + "items/<slug:item>/", parts.item, name="item"),
    path(OWN + "items/<slug:item>/place/", editor.move, name="move"),
    path(OWN + "items/<slug:item>/page/", editor.break_page, name="break"),
    path(OWN + "items/<slug:item>/removal/", editor.remove, name="remove"),
    path(OWN + "about/", parts.about, name="about"),
    path(OWN + "pages/<int:number>/", parts.page, name="page"),
    path(OWN + "scales/", parts.scale, name="new_scale"),
    path(OWN + "scales/<slug:scale>/", parts.scale, name="scale"),
    path(OWN + "scales/<slug:scale>/removal/", editor.remove_scale, name="remove_scale"),
    path(OWN + "answers/", parts.response, name="new_response"),
    path(OWN + "answers/<slug:response>/", parts.response, name="response"),
    path(OWN + "publish/", editor.publish, name="publish"),
    path(OWN + "retirement/", editor.put_away, name="put_away"),
]
