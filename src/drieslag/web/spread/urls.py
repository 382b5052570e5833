"""Addresses of what travels: offers, themes of the month, trainings and plans."""

from django.urls import path

from drieslag.web.spread.views import carrying, home, offers, papers, plans, taking, themes, trainings

app_name = "spread"

urlpatterns = [
    path("spread/", home.home, name="home"),
    path("offers/", offers.listing, name="offers"),
    path("offers/map/", offers.house_map, name="map"),
    path("offers/new/", offers.sources, name="sources"),
    path("offers/new/thread/<uuid:key>/", offers.from_thread, name="offer_thread"),
    path("offers/new/try-out/<uuid:key>/", offers.from_try_out, name="offer_try_out"),
    path("offers/<uuid:key>/", offers.offer, name="offer"),
    path("offers/<uuid:key>/words/", offers.edit, name="offer_edit"),
    path("offers/<uuid:key>/withdrawal/", offers.withdrawal, name="withdrawal"),
    path("offers/<uuid:key>/return/", offers.restoration, name="restoration"),
    path("offers/<uuid:key>/ambassador/", carrying.ask, name="ambassador"),
    path("offers/<uuid:key>/take-over/", taking.take_over, name="take_over"),
    path("offers/<uuid:key>/export/", papers.preview, name="export"),
    path("offers/<uuid:key>/export/pdf/", papers.pdf, name="export_pdf"),
    path("offers/<uuid:key>/export/markdown/", papers.markdown, name="export_markdown"),
    path("ambassadors/<uuid:key>/answer/", carrying.answer, name="answer"),
    path("ambassadors/<uuid:key>/stage/", carrying.stage, name="stage"),
    path("adoptions/<uuid:key>/", taking.adoption, name="adoption"),
    path("adoptions/<uuid:key>/withdrawal/", taking.untold, name="untold"),
    path("themes/", themes.listing, name="themes"),
    path("themes/new/", themes.new, name="theme_new"),
    path("themes/<uuid:key>/", themes.theme, name="theme"),
    path("themes/<uuid:key>/words/", themes.edit, name="theme_edit"),
    path("themes/<uuid:key>/activities/", themes.activities, name="activities"),
    path("themes/<uuid:key>/notes/<slug:kind>/", themes.notes, name="notes"),
    path("themes/<uuid:key>/questions/", themes.link, name="theme_link"),
    path("themes/<uuid:key>/closure/", themes.closure, name="closure"),
    path("themes/<uuid:key>/reopening/", themes.reopening, name="reopening"),
    path("theme-activities/<uuid:key>/withdrawal/", themes.activity_end, name="activity_end"),
    path("theme-notes/<uuid:key>/withdrawal/", themes.note_end, name="note_end"),
    path("theme-questions/<uuid:key>/withdrawal/", themes.link_end, name="link_end"),
    path("trainings/", trainings.listing, name="trainings"),
    path("trainings/<uuid:key>/", trainings.training, name="training"),
    path("trainings/<uuid:key>/words/", trainings.edit, name="training_edit"),
    path("trainings/<uuid:key>/question/", trainings.question, name="question"),
    path("trainings/<uuid:key>/plan/", plans.new, name="plan_new"),
    path("transfer/", plans.mine, name="plans"),
    path("transfer/<uuid:key>/", plans.plan, name="plan"),
    path("transfer/<uuid:key>/words/", plans.edit, name="plan_edit"),
    path("transfer/<uuid:key>/erasure/", plans.erasure, name="erasure"),
    path("transfer/<uuid:key>/looks/<int:week>/", plans.look, name="look"),
    path("transfer/<uuid:key>/shares/", plans.shares, name="shares"),
    path("transfer/<uuid:key>/shares/<uuid:person>/end/", plans.share_end, name="share_end"),
    path("transfer/shared/<uuid:key>/", plans.shared, name="shared"),
]
