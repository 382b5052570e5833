"""Addresses of competence."""

from django.urls import path

from drieslag.web.competence.views import asked, declarations, facts, home, leading, moments, tasks

app_name = "competence"
urlpatterns = [
    path("competence/", home.home, name="home"),
    path("competence/moments/new/", moments.kinds, name="moment_kinds"),
    path("competence/moments/new/<slug:kind>/", moments.new, name="moment_new"),
    path("competence/moments/<uuid:key>/", moments.moment, name="moment"),
    path("competence/moments/<uuid:key>/words/", moments.words, name="moment_words"),
    path("competence/moments/<uuid:key>/asked/", moments.ask, name="moment_ask"),
    path("competence/moments/<uuid:key>/link/end/", moments.link_end, name="link_end"),
    path("competence/moments/<uuid:key>/erasure/", moments.erasure, name="moment_erasure"),
    path("competence/feedback/<uuid:key>/", asked.feedback, name="feedback"),
    path("competence/feedback/<uuid:key>/opening/", asked.feedback_opening, name="feedback_opening"),
    path("competence/feedback/<uuid:key>/end/", asked.feedback_end, name="feedback_end"),
    path("competence/moments/<uuid:key>/asked/<uuid:feedback>/end/", moments.ask_end, name="moment_ask_end"),
    path("competence/declarations/new/", declarations.new, name="declaration_new"),
    path("competence/declarations/<uuid:key>/", declarations.declaration, name="declaration"),
    path("competence/declarations/<uuid:key>/words/", declarations.words, name="declaration_words"),
    path("competence/declarations/<uuid:key>/evidence/", declarations.evidence, name="evidence"),
    path("competence/declarations/<uuid:key>/asked/", declarations.ask, name="declaration_ask"),
    path("competence/declarations/<uuid:key>/asked/<uuid:view>/end/", declarations.ask_end, name="view_ask_end"),
    path("competence/declarations/<uuid:key>/withdrawal/", declarations.withdrawal, name="withdrawal"),
    path("competence/declarations/<uuid:key>/erasure/", declarations.erasure, name="declaration_erasure"),
    path("competence/views/<uuid:key>/", asked.view, name="view"),
    path("competence/views/<uuid:key>/opening/", asked.view_opening, name="view_opening"),
    path("competence/views/<uuid:key>/end/", asked.view_end, name="view_end"),
    path("competence/tasks/", tasks.listing, name="tasks"),
    path("competence/tasks/new/", tasks.new, name="task_new"),
    path("competence/tasks/<uuid:key>/", tasks.task, name="task"),
    path("competence/tasks/<uuid:key>/words/", tasks.words, name="task_words"),
    path("competence/tasks/<uuid:key>/end/", tasks.end, name="task_end"),
    path("competence/tasks/<uuid:key>/qualification/", facts.qualification, name="qualification"),
    path("competence/tasks/<uuid:key>/showing/", facts.showing, name="showing"),
    path("competence/qualifications/<uuid:key>/end/", facts.qualification_end, name="qualification_end"),
    path("competence/tasks/<uuid:key>/people/", leading.people, name="people"),
    path("competence/tasks/<uuid:key>/people/<uuid:person>/", leading.deployable, name="deployable"),
    path("competence/deployments/<uuid:key>/withdrawal/", leading.withdrawal, name="deployable_end"),
    path("competence/shown/<uuid:key>/opening/", leading.opening, name="shown_opening"),
]
