"""Addresses of portfolio."""

from django.urls import path

from drieslag.web.portfolio.views import carrying, links, opened, telling

app_name = "portfolio"
urlpatterns = [
    path("portfolio/", telling.home, name="home"),
    path("portfolio/archive.zip", carrying.archive, name="archive"),
    path("portfolio/<uuid:key>/", telling.one, name="one"),
    path("portfolio/<uuid:key>/add/", telling.add, name="add"),
    path("portfolio/<uuid:key>/words/", telling.words, name="words"),
    path("portfolio/<uuid:key>/parts/<uuid:part>/", telling.part, name="part"),
    path("portfolio/<uuid:key>/parts/<uuid:part>/place/", telling.move, name="move"),
    path("portfolio/<uuid:key>/parts/<uuid:part>/removal/", telling.take_out, name="take_out"),
    path("portfolio/<uuid:key>/erasure/", telling.erase, name="erase"),
    path("portfolio/<uuid:key>/preview/", telling.preview, name="preview"),
    path("portfolio/<uuid:key>/portfolio.pdf", carrying.pdf, name="pdf"),
    path("portfolio/<uuid:key>/links/", links.index, name="links"),
    path("portfolio/<uuid:key>/links/<uuid:link>/end/", links.end, name="link_end"),
    path("p/<str:secret>/", opened.open_, name="open"),
    path("p/<str:secret>/portfolio.pdf", opened.pdf, name="open_pdf"),
]
