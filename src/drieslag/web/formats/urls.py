"""Addresses of one's own formats, and of every format on paper."""

from django.urls import path

from drieslag.web.formats.views import editor, mine, papers, versions

app_name = "formats"
OWN = "own-formats/<slug:code>/"

urlpatterns = [
    path("formats/<slug:slug>/card.pdf", papers.card, name="card"),
    path("formats/<slug:slug>/materials.pdf", papers.materials, name="materials"),
    path("formats/<slug:slug>/format.yaml", papers.export, name="export"),
    path("formats/<slug:slug>/dry-run/", papers.dry_run, name="dry_run"),
    path("formats/<slug:slug>/consent/", versions.consent, name="consent"),
    path("own-formats/", mine.mine, name="mine"),
    path("own-formats/new/", mine.new, name="new"),
    path("own-formats/import/", mine.import_, name="import"),
    path("own-formats/shared/", mine.shared, name="shared"),
    path("own-formats/shared/<uuid:key>/", mine.take, name="take"),
    path(OWN, editor.edit, name="edit"),
    path(OWN + "basics/", editor.basics, name="basics"),
    path(OWN + "roles/", editor.roles, name="roles"),
    path(OWN + "table/", editor.table, name="table"),
    path(OWN + "steps/", editor.add, name="add"),
    path(OWN + "restore/", editor.restore, name="restore"),
    path(OWN + "steps/<slug:step>/", editor.step, name="step"),
    path(OWN + "steps/<slug:step>/place/", editor.move, name="move"),
    path(OWN + "steps/<slug:step>/copy/", editor.duplicate, name="duplicate"),
    path(OWN + "steps/<slug:step>/removal/", editor.remove, name="remove"),
    path(OWN + "publish/", versions.publish, name="publish"),
    path(OWN + "versions/", versions.versions, name="versions"),
    path(OWN + "versions/back/", versions.go_back, name="go_back"),
    path(OWN + "retirement/", editor.put_away, name="put_away"),
    path(OWN + "gift/", versions.give, name="give"),
    path(OWN + "release/", versions.release, name="release"),
]
