"""One of everything that somebody's own pages of growing can be about: Bas of Haven has it, Hatice is asked for it.

The last line prints the keys.
"""

HEAD = """
from datetime import timedelta
from drieslag.kernel.format import Preference, Text
from drieslag.kernel.framework import Standing
from drieslag.kernel.prompting import Occasion
from drieslag.development.badges import actions as badges
from drieslag.development.budgets import actions as budgets
from drieslag.development.budgets.enums import Kind as BudgetKind, Purpose
from drieslag.development.competence import actions as competence
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.actions.tasks import Worded
from drieslag.development.competence.enums import MomentKind
from drieslag.development.evaluations import actions as evaluations
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.seeing import Seen as View
from drieslag.development.frameworks import actions as frameworks
from drieslag.development.offerings import actions as offerings
from drieslag.development.offerings.actions.planning import Draft, When
from drieslag.development.offerings.enums import Kind as OfferingKind
from drieslag.development.plans import actions as plans
from drieslag.development.plans.actions.goals import Came
from drieslag.development.portfolio import actions as portfolio
from drieslag.development.reflections import actions as reflections
from drieslag.development.reflections.marks import Marks
from drieslag.development.registers import actions as registers
from drieslag.development.registers.noted import Noted, Told
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing.enums import Kind
from drieslag.development.talks import actions as talks
from drieslag.development.talks.agreed import Line
from drieslag.development.talks.enums import TalkKind, Who
from drieslag.development.talks.written import Words
from drieslag.privacy.actions import record_consent
from drieslag.privacy.models import ConsentBody, ConsentScope
from tests.frameworks.drafts import begun
bas, hatice, joost, marijke, karim, tom, dennis = (
    people[key] for key in ("bas", "hatice", "joost", "marijke", "karim", "tom", "dennis")
)
now, today = clock.now(), clock.today()
soon = today + timedelta(days=60)
rows = {}
"""
THEMES = """
frameworks.use_shipped(by=marijke, code="F03")
draft = rows["draft"] = begun(marijke)
for person in (bas, hatice):
    frameworks.take_role(by=person, code="F03", role="youth")
for heading in (Heading.QUALITIES, Heading.ENERGY):
    evaluations.write_field(by=bas, heading=heading, words="Rust, ook als het spannend wordt.")
evaluations.write_field(by=bas, heading=Heading.WAYS, ways=[Preference.COPYING])
done = evaluations.begin(by=bas)
seen = View(
    Text("", ""), Standing.GROWS, doing="Ik vraag.", example="Gisteren.", wish="Meer zwijgen.", matters="Ruimte.")
rows["view"] = evaluations.write_view(by=bas, evaluation=done, theme="voice", seen=seen)
rows["evaluated"] = evaluations.finish(by=bas, evaluation=done)
rows["evaluating"] = evaluations.begin(by=bas)
"""
PLANS = """
def aim(text):
    return plans.add_goal(by=bas, text=text, for_residents="Meer ruimte om te denken.", theme="F03:1:voice")
goal = rows["goal"] = aim("Ik laat stiltes vallen.")
ended = aim("Ik vraag door.")
plans.end_goal(by=bas, goal_id=ended.pk, came=Came("Ik vraag meer.", "Twee gezinnen.", "Ze zeiden het."))
rows["deed"] = plans.add_activity(by=bas, goal_id=goal.pk, text="Meekijken bij Hatice", way="together")
plans.note_week(by=bas, goal_id=goal.pk, answer="did", text="Tien tellen is lang.")
share = sharing.share(by=bas, kind=Kind.GOAL, key=goal.pk, reader=hatice)
sharing.read(by=hatice, share_id=share.pk)
rows["share"] = share
marks = Marks(Occasion.RESIDENT, goal=goal.pk, tags=("stilte", "moeder"))
for text in ("Het werd stil.", "Ik telde tot tien.", "Toen kwam het verhaal.", "Weer stil."):
    rows["note"] = reflections.write(by=bas, text=text, marks=marks)
"""
TALKS = """
def talk():
    made = talks.ask_for_talk(
        by=bas, owner=bas, other=joost, kind=TalkKind.COACHING, planned_at=now + timedelta(days=3), place="Kamer 3")
    return talks.accept(by=joost, talk=made)
rows["talk"], held = talk(), talk()
talks.prepare(by=bas, talk=held, answers={"does": "Ik vraag eerst.", "learn": "Stil durven zijn."})
talks.lay_open(by=bas, talk=held)
lines = [Line(Who.OWNER, "Elke week een stilte.")]
talks.write_agreements(by=bas, talk=held, lines=lines, evidence="Hatice kijkt mee.")
rows["agreed"] = held
deck = rows["deck"] = talks.make_deck(
    by=marijke, name="Rond de tafel", source="van onszelf", cards=[Words("Wat liet je los?"), Words("Wat hielp je?")])
rows["card"] = deck.cards.first()
"""
COMPETENCE = """
task = rows["task"] = competence.define_task(
    by=marijke, said=Worded(name="Een gesprek over veiligheid", why="Een verkeerde stap schaadt.", qualifies="SKJ"))
said = Said("Een huisbezoek zonder tips.", "Na vijf minuten geef ik er een.", tried_on=today)
moment = rows["moment"] = competence.make_moment(by=bas, kind=MomentKind.OBSERVATION, said=said)
asked = rows["feedback"] = competence.ask_feedback(by=bas, moment=moment, colleague=hatice)
competence.give_feedback(by=hatice, feedback=asked, saw="Je wachtte.", effect="Zij vertelde.", idea="Ook bellend.")
rows["asked_feedback"] = competence.ask_feedback(by=bas, moment=moment, colleague=tom)
declaration = rows["declaration"] = competence.declare(
    by=bas, can="een gesprek voeren waarin de jongere begint", because="ik wacht", until_on=soon, theme="F03:1:voice")
for colleague in (hatice, tom):
    asked = competence.ask_view(by=bas, declaration=declaration, colleague=colleague)
    competence.give_view(by=colleague, view=asked, words="Ik zat erbij.")
open_ = rows["open"] = competence.declare(by=bas, can="afronden", because="ik noem het einde", until_on=soon)
rows["asked_view"] = competence.ask_view(by=bas, declaration=open_, colleague=hatice)
rows["badge"] = badges.issue(by=bas, about=declaration.pk, name=bas.name)
"""
OFFERS = """
def offered(by, kind, days, title):
    begins = now + timedelta(days=days)
    moment = When(begins, begins + timedelta(hours=3), 15)
    return offerings.offer(by=by, kind=kind, draft=Draft(
        title=title, what_for="Je oefent samen.", moments=[moment], place="Haven", seats=2))
training = rows["training"] = offered(karim, OfferingKind.TRAINING, 9, "Rustig blijven")
offerings.sign_up(by=bas, offering=training)
rows["visit"] = offered(bas, OfferingKind.VISIT, 12, "Een ochtend in Haven")
budgets.set_up_for_all(
    by=marijke, kind=BudgetKind.PERSONAL, cents=75000, minutes=2400, starts_on=today, ends_on=soon)
team = rows["team_budget"] = budgets.set_up(
    by=marijke, kind=BudgetKind.TEAM, team=teams["haven"], cents=300000, starts_on=today, ends_on=soon)
rows["request"] = budgets.ask(by=bas, budget=team, what="Een dag met een acteur", purpose=Purpose.FUNCTION, cents=90000)
"""
REGISTERS = """
file = rows["file"] = registers.begin_file(by=bas, code="REGISTERPLEIN", first=today - timedelta(days=400))
def noted(title, form):
    return Noted(title, form, today - timedelta(days=3), 120, 90, people=6)
rows["entry"] = registers.note(by=bas, file_id=file.pk, noted=noted("Intervisie", "intervision"))
told = Told("Intervisie in Haven", "intervision")
series = rows["series"] = registers.begin_series(by=bas, file_id=file.pk, told=told)
gathered = registers.note(by=bas, file_id=file.pk, noted=noted("Eerste keer", "intervision"), series_id=series.pk)
rows["gathered"] = gathered
record_consent(by=dennis.pk, scope=ConsentScope.ATTENDANCE_SERIES, body=ConsentBody.WORKS_COUNCIL, given_on=today,
    document="OR 26-11")
rows["confirming"] = registers.ask(by=bas, entry_id=gathered.pk, people=[hatice])[0]
"""
PORTFOLIO = """
story = rows["story"] = portfolio.make(by=bas, title="Mijn jaar in Haven")
portfolio.tell(by=bas, portfolio_id=story.pk, title="Mijn jaar in Haven", story="Ik leerde te wachten.")
portfolio.add_things(by=bas, portfolio_id=story.pk, chosen=[(Kind.GOAL, goal.pk), (Kind.REFLECTION, rows["note"].pk)])
rows["part"] = portfolio.add_words(by=bas, portfolio_id=story.pk, caption="Dit najaar verder.")
_link, secret = portfolio.make_link(by=bas, portfolio_id=story.pk, until=soon, whom="Sollicitatie")
"""
TAIL = """
words = {"secret": secret, "slug": draft.slug, "year": str(today.year), "bas": str(bas.pk)}
print(json.dumps({name: str(row.pk) for name, row in rows.items()} | words))
"""
ALL = f"{HEAD}{THEMES}{PLANS}{TALKS}{COMPETENCE}{OFFERS}{REGISTERS}{PORTFOLIO}{TAIL}"
