"""Keeping the folded facts of each thread, in the transaction that changed it: what figures of loops are read from.

They are read anew from the thread's rows rather than moved by each act, so that undoing an act undoes them. A test
folds the journal itself (kernel.folding) and finds the same.
"""

from uuid import UUID

from django.db import connection

# Rows of what was taken back or joined go; the rest is written. With no key, every thread of the organisation.
FOLD = """
    with chosen as (
        select id, state in ('withdrawn', 'joined') as gone
        from threads_thread where %(thread)s::uuid is null or id = %(thread)s
    ), removed as (
        delete from threads_loopfacts kept using chosen where kept.id = chosen.id and chosen.gone
    )
    insert into threads_loopfacts (
        id, organisation_id, team_id, thread_id, asked_at, explored_at, insight_at, tried_at, looked_back_at, shared_at,
        question_took, exploration_took, insight_took, try_out_took, effect_took, took, moved_at, running, due_on,
        tough, aside, singles, doubles, triples
    )
    select t.id, t.organisation_id, t.team_id, t.id, t.opened_at, x.first, i.first, r.first, e.first, t.closed_at,
        extract(epoch from n.explored - t.opened_at)::int, extract(epoch from n.seen - x.first)::int,
        extract(epoch from n.tried - i.first)::int, extract(epoch from n.looked - r.first)::int,
        extract(epoch from n.shared - e.first)::int, extract(epoch from n.round - t.opened_at)::int,
        greatest(t.opened_at, t.closed_at, t.edited_at, t.handed_at, x.last, i.last, r.last, r.ended, e.last),
        r.running, r.due, t.tough, t.state = 'aside', i.singles, i.doubles, i.triples
    from threads_thread t
    join chosen on chosen.id = t.id and not chosen.gone
    cross join lateral (select min(at) as first, max(at) as last from threads_exploration where thread_id = t.id) x
    cross join lateral (
        select min(noted_at) as first, max(noted_at) as last, count(*) filter (where level = 'single') as singles,
            count(*) filter (where level = 'double') as doubles, count(*) filter (where level = 'triple') as triples
        from threads_insight where thread_id = t.id
    ) i
    cross join lateral (
        select min(begun_at) as first, max(begun_at) as last, max(ended_at) as ended,
            count(*) filter (where state = 'running') as running, min(due_on) filter (where state = 'running') as due
        from threads_tryout where thread_id = t.id
    ) r
    cross join lateral (
        select min(noted_at) as first, max(noted_at) as last
        from threads_effect looked join threads_tryout tried on tried.id = looked.try_out_id
        where tried.thread_id = t.id
    ) e
    cross join lateral (
        select coalesce(x.first, i.first, r.first, e.first, t.closed_at) as after_question,
            coalesce(i.first, r.first, e.first, t.closed_at) as after_exploration,
            coalesce(r.first, e.first, t.closed_at) as after_insight, coalesce(e.first, t.closed_at) as after_try_out
    ) a
    cross join lateral (  -- what came in another order counts as no time
        select case when after_question < t.opened_at then t.opened_at else after_question end as explored,
            case when after_exploration < x.first then x.first else after_exploration end as seen,
            case when after_insight < i.first then i.first else after_insight end as tried,
            case when after_try_out < r.first then r.first else after_try_out end as looked,
            case when t.closed_at < e.first then e.first else t.closed_at end as shared,
            case when t.closed_at < t.opened_at then t.opened_at else t.closed_at end as round
    ) n
    on conflict (id) do update set
        team_id = excluded.team_id, asked_at = excluded.asked_at, explored_at = excluded.explored_at,
        insight_at = excluded.insight_at, tried_at = excluded.tried_at, looked_back_at = excluded.looked_back_at,
        shared_at = excluded.shared_at, question_took = excluded.question_took,
        exploration_took = excluded.exploration_took, insight_took = excluded.insight_took,
        try_out_took = excluded.try_out_took, effect_took = excluded.effect_took, took = excluded.took,
        moved_at = excluded.moved_at, running = excluded.running,
        due_on = excluded.due_on, tough = excluded.tough, aside = excluded.aside, singles = excluded.singles,
        doubles = excluded.doubles, triples = excluded.triples
"""


def fold(thread: UUID | None) -> None:
    """Fold what happened to one thread, or to every thread of the organisation of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD, {"thread": thread})


def fold_everything() -> None:
    """Fold every thread of the organisation: after rows were put in by the thousand."""
    fold(None)
