"""One of everything that a page can be about, made by the actions: Bas of Haven has it, Oost is asked and offered.

Meetings stay within Haven, where no other test begins one. The last line prints the keys.
"""

HEAD = """
from dataclasses import replace
from datetime import time, timedelta
from drieslag.kernel.format import Material, MaterialKind, Preference, Text, Use
from drieslag.learning.formats import actions as formats
from drieslag.learning.groundwork import actions as groundwork
from drieslag.learning.groundwork.enums import Side, Theme
from drieslag.learning.rhythm import actions as rhythm
from drieslag.learning.rhythm.enums import Kind
from drieslag.learning.rhythm.models import Occurrence
from drieslag.learning.rhythm.terms import PRESETS
from drieslag.learning.spread import actions as spread
from drieslag.learning.spread.enums import NoteKind, OfferKind
from drieslag.learning.support import actions as support
from drieslag.learning.support.actions.help import Asking
from drieslag.learning.support.enums import Asked, HelpState, ItemKind, Room
from tests.library.scripts import SMALL, good
haven, oost = teams["haven"], teams["oost"]
bas, joost, hatice, karim = (people[key] for key in ("bas", "joost", "hatice", "karim"))
today, soon = clock.today(), clock.today() + timedelta(days=30)
mine = dict(by=bas, team=haven)
rows = {"team": haven}
"""
BOARD = """
def ask(title):
    return threads.open_thread(**mine, origin=Origin.PERSON, title=title)
def try_out(thread, text):
    return threads.add_try_out(**mine, thread=thread, text=text, kind=TryOutKind.ACTION, owner=bas, due_on=today)
thread = ask("Wat doe ik als het stil valt?")
threads.add_insight(**mine, thread=thread, text="Stilte is ook een antwoord.", level=Level.DOUBLE)
rows |= {"thread": thread, "try_out": try_out(thread, "Tel tot tien.")}
tried = rows["tried"] = try_out(thread, "Eerst bellen.")
rows["effect"] = threads.note_effect(by=bas, try_out=tried, seen=Seen.YES)
threads.share_result(by=bas, try_out=tried, tried="Eerst bellen", learned="Bel vaker", seen=Seen.YES)
rows["handed"] = threads.hand_over(by=bas, thread=ask("Wie belt er?"), to_team=oost)
rows["split"] = threads.split_thread(by=bas, thread=ask("Twee vragen in een?"), title="De tweede vraag")
rows["joined"] = ask("Hoort dit bij de stilte?")
threads.join_threads(by=bas, thread=rows["joined"], into=thread)
"""
MEETINGS = """
plan = dict(**mine, planned_at=clock.now() + timedelta(minutes=10), thread=thread, facilitator=joost)
rows["planned"] = actions.plan(format_code="W10", **plan)
closed = rows["closed"] = actions.plan(format_code="W11", **plan)
running = actions.plan(format_code="W11", **plan)
for meeting in (closed, running):
    actions.start(by=joost, meeting=meeting)
    meeting.refresh_from_db()
actions.close(by=actions.enter(by=joost, meeting=closed), meeting=closed)
actions.enter(by=bas, meeting=running)
"""
RHYTHM = """
agreements = [
    rhythm.agree(**mine, terms=PRESETS[kind].terms(today + timedelta(days=1), time(9), bas.pk))
    for kind in (Kind.BOARD_SESSION, Kind.INTERVISION)
]
rows |= {"agreement": agreements[0], "moment": Occurrence.objects.filter(agreement=agreements[0]).first()}
"""
SPREAD = """
offer = spread.offer(
    by=bas, source=tried, kind=OfferKind.WORKS, title="Eerst bellen", what="Bel voor je schrijft.", came="Rust."
)
spread.name_ambassador(by=people["naomi"], offer=offer, person=bas, until=soon)
taken = spread.adopt(by=karim, offer=offer, team=oost, text="Wij bellen ook.", differently="", due_on=soon)
spread.tell_what_was_seen(by=karim, adoption=taken, seen=Seen.BIT, told="Soms.")
other = threads.open_thread(by=karim, team=oost, origin=Origin.PERSON, title="Waarom mailen we?")
common = dict(by=karim, team=oost, thread=other, kind=TryOutKind.EXPERIMENT, owner=karim, due_on=soon)
mailed = threads.add_try_out(text="Eerst mailen.", **common)
threads.note_effect(by=karim, try_out=mailed, seen=Seen.NO)
theirs = spread.offer(
    by=karim, source=mailed, kind=OfferKind.DID_NOT, title="Eerst mailen", what="Mail.", came="Niets."
)
theme = spread.make_theme(by=people["naomi"], title="Rouw", question="Wat zeg je?", month=today)
spread.add_activity(by=bas, theme=theme, title="Meekijken", on=today, place="Haven", preference=Preference.COPYING)
spread.add_note(by=bas, theme=theme, kind=NoteKind.QUESTION, text="Mag je huilen?")
spread.link_thread(by=bas, theme=theme, thread=thread, title="Hoe lang duurt rouw?")
training = spread.add_training(by=bas, title="Schaalvragen", on=today - timedelta(days=14))
kept = spread.make_plan(by=bas, training=training, what="Een schaalvraag", with_whom="", when="")
told = spread.share_plan(by=karim, plan=spread.make_plan(
    by=karim, training=training, what="Doorvragen", with_whom="", when=""), reader=bas)
rows |= {"offer": offer, "theirs": theirs, "theme": theme, "training": training, "kept": kept, "told": told}
"""
SUPPORT = """
pair = support.choose_buddies(**mine, others=[hatice])
support.agree(by=hatice, pair=pair)
words = Asking(
    "Rust lukt niet.", "Een pauze.", "Hoe maken we tijd?", "De planning.", soon, Asked.TEAM, asked_team=oost.pk
)
request, concept = (support.write_request(**mine, asking=words) for _ in range(2))
support.bring_to(by=bas, request=request, state=HelpState.ASKED)
question = support.ask_question(by=karim, request=request, text="Wat helpt al?")
support.answer(by=bas, question=question, text="Buiten lopen.")
tally = support.open_tally(by=bas, meeting=running)
support.tap(by=bas, tally=tally, room=Room.FUTURE)
leaving = support.begin_departure(**mine)
support.add_item(by=bas, departure=leaving, kind=ItemKind.KNOWLEDGE, text="De wijkraad.", passed_to=hatice)
part = support.open_undertaking(**mine, title="Samen lezen")
support.take_part(by=bas, undertaking=part, minutes_a_week=30, until=soon)
rows |= {"pair": pair, "request": request, "concept": concept, "tally": tally, "leaving": leaving}
"""
GROUNDWORK = """
room = groundwork.note_room(**mine, theme=Theme.LAW, title="Langsgaan", thought="Mag niet", found="Mag wel")
change = groundwork.begin_change(**mine, title="Samen beginnen")
groundwork.add_line(by=bas, change=change, side=Side.LET_GO, text="De lange lijst")
goal = groundwork.set_goal(**mine, text="Doorvragen", percent=80, due_on=soon)
groundwork.note_lesson(
    **mine, happened="Te laat", made_possible="Geen lijst", next_time="Een lijst", level=Level.SINGLE
)
rows |= {"room": room, "change": change, "goal": goal}
"""
FORMATS = """
card = Text("Wat zag je?", "What did you see?")
cards = Material("cards", MaterialKind.CARDS, card, (card, card))
own = formats.import_format(**mine, format_=replace(good(SMALL), materials=(cards,), use=Use.CONSENT))
formats.publish(by=bas, own=own)
"""
ROUNDS = """
from drieslag.kernel.instrument import Mode
from drieslag.library import instruments
from drieslag.surveys.actions import answers, closing, permissions, rounds, versions
from drieslag.surveys.actions import instruments as writing
from drieslag.surveys.actions.series import make_series
from drieslag.surveys.models import Round
from tests.instruments.samples import all_kinds
marijke, dennis, naomi = (people[key] for key in ("marijke", "dennis", "naomi"))
sheet = writing.import_instrument(**mine, instrument=all_kinds())
versions.publish(by=bas, own=sheet)
permissions.note_permission(by=dennis, code="L15", whose="De auteurs", given_on=today, document="Brief van 3 maart")
def asked(by=bas, mode=Mode.ANONYMOUS, code=sheet.code, **more):
    return rounds.make_round(by=by, instrument_code=code, title="Hoe is het bij ons?", mode=mode, teams=[haven.pk],
        closes_at=clock.now() + timedelta(days=14), **more)
def with_names():
    found = asked(by=naomi, mode=Mode.OPEN, code="I02", reader=naomi.pk)
    rounds.open_round(by=naomi, round_id=found.pk)
    given = {item.key: 3 for item in instruments.get("I02").items}
    answers.hand_in_named(by=bas, round_id=found.pk, answers=given)
    return found
def at_its_end(found):
    for late in (timedelta(minutes=5), timedelta(days=1, minutes=10)):
        with clock.frozen(found.closes_at + late):
            closing.begin_closing(round_id=found.pk)
            closing.close_round(round_id=found.pk)
    return Round.objects.get(pk=found.pk)
def opened(**more):  # one after another: the same is not asked twice at once
    return rounds.open_round(by=bas, round_id=asked(**more).pk)
rows["stopped"] = rounds.stop_round(by=bas, round_id=opened().pk)
rows["too_few"] = at_its_end(opened())
rows |= {"waiting": opened(codes=1), "draft": asked()}
rows |= {"read": at_its_end(with_names()), "named": with_names()}
rows["pulse"] = make_series(by=bas, instrument_code="I01", title="Hoe gaat het?", mode="anonymous", teams=[haven.pk],
    every_weeks=4, first_on=today + timedelta(days=7))
"""
RESULTS = """
from drieslag.surveys.actions import release
from drieslag.surveys.models import Group
from tests.results import making
said = making.responses([(1 + at % 5, 1 + at * 2 % 5, 5 - at % 4, ("none", "some", "much")[at % 3]) for at in range(9)])
ended = rows["ended"] = making.close(making.an_instrument(), {haven: said, oost: said}, texts={haven: ["Meer tijd."]},
    at=clock.now() - timedelta(days=9), made_by=bas.pk)
rows["result"] = Group.objects.get(round=ended, team=haven)
rows["fresh"] = Group.objects.get(team=haven, round=making.close(making.an_instrument(), {haven: said, oost: said[:6]}))
rows["copy"] = release.release(by=marijke, round_id=ended.pk, title="Ruimte om te leren")
"""
MIRRORS = """
from drieslag.privacy.actions import record_consent
from drieslag.privacy.models import ConsentBody, ConsentScope
from drieslag.surveys.actions import expectations, mirror
from drieslag.surveys.enums import Relation
from tests.mirror.mirrors import given
record_consent(by=dennis.pk, scope=ConsentScope.FEEDBACK_BEYOND_SUBJECT, body=ConsentBody.WORKS_COUNCIL,
    given_on=today, document="OR 26-08")
def mirrored(code="I12", opens=True):
    others = dict.fromkeys((people[key].pk for key in ("hatice", "tom", "soraya", "ilse")), Relation.COLLEAGUE)
    found = mirror.ask_for_mirror(by=bas, instrument_code=code, people=others | {naomi.pk: Relation.LEADER},
        codes={Relation.RESIDENT: 4}, closes_at=clock.now() + timedelta(days=14))
    return mirror.open_mirror(by=bas, round_id=found.pk) if opens else found
rows |= {"sketched": mirrored(opens=False), "mirror": mirrored("I16"), "seen": mirrored()}
for person in (bas, naomi):
    answers.hand_in_named(by=person, round_id=rows["seen"].pk, answers=given(4))
expectations.expect(by=bas, round_id=rows["seen"].pk, words={"valued": "Dat ik rustig blijf."})
at_its_end(rows["seen"])
mirror.share(by=bas, round_id=rows["seen"].pk, person=joost)
"""
TAIL = """
words = {"own": own.slug, "sheet": sheet.slug, "code": sheet.code, "today": today.isoformat()}
print(json.dumps({name: str(row.pk) for name, row in rows.items()} | words))
"""
ALL = f"{HEAD}{BOARD}{MEETINGS}{RHYTHM}{SPREAD}{SUPPORT}{GROUNDWORK}{FORMATS}{ROUNDS}{RESULTS}{MIRRORS}{TAIL}"
