"""Addresses of registers."""

from django.urls import path

from drieslag.web.registers.views import asking, entries, files, papers, series

app_name = "registers"
urlpatterns = [
    path("registers/", files.home, name="home"),
    path("registers/new/", files.new, name="new"),
    path("registers/asked/", asking.asked, name="asked"),
    path("registers/asked/<uuid:key>/", asking.answer, name="answer"),
    path("registers/<uuid:key>/", files.one, name="one"),
    path("registers/<uuid:key>/settings/", files.settings, name="settings"),
    path("registers/<uuid:key>/erase/", files.erase, name="erase"),
    path("registers/<uuid:key>/list.csv", papers.file_csv, name="csv"),
    path("registers/<uuid:key>/entry/", entries.new, name="entry_new"),
    path("registers/<uuid:key>/series/", series.new, name="series_new"),
    path("registers/entry/<uuid:key>/", entries.change, name="entry"),
    path("registers/entry/<uuid:key>/people/", asking.people, name="people"),
    path("registers/entry/<uuid:key>/erase/", entries.erase, name="entry_erase"),
    path("registers/series/<uuid:key>/", series.one, name="series"),
    path("registers/series/<uuid:key>/words/", series.change, name="series_change"),
    path("registers/series/<uuid:key>/erase/", series.erase, name="series_erase"),
    path("registers/series/<uuid:key>/series.pdf", papers.series_pdf, name="series_pdf"),
    path("registers/series/<uuid:key>/series.csv", papers.series_csv, name="series_csv"),
]
