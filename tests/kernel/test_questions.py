"""Which questions get a friendly hint, and which do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.kernel.questions import SUGGESTIONS, TITLES, HintKind, hint

OPEN = (
    "Wat gebeurde er toen?",
    "Wat maakte dat je bleef?",
    "Hoe reageerde de moeder?",
    "Hoe weet je dat?",
    "Hoe lang speelt dit al?",
    "Waaraan merk je dat het beter gaat?",
    "Waardoor veranderde het?",
    "Waarom was dat belangrijk voor je?",
    "Waarom lukte het niet?",
    "Waarom ging je niet naar binnen?",
    "Wie heeft hier het meeste last van?",
    "Welke rol had jij daarin?",
    "Wanneer voelde je dat het misging?",
    "Waar liep je tegenaan?",
    "Waar in je lijf merk je dat?",
    "Stel dat je niets doet, wat gebeurt er dan?",
    "Stel dat het morgen opgelost is, waaraan zie je dat?",
    "Als je terugkijkt, wat valt je dan op?",
    "Toen zij opstond, wat dacht je?",
    "En toen?",
    "En wat nog meer?",
    "Maar hoe kwam je daarbij?",
    "Anna, wat raakte je?",
    "Vertel eens over dat moment.",
    "Vertel eens iets meer over de vader",
    "Neem ons eens mee in dat gesprek.",
    "Beschrijf de kamer eens.",
    "Geef eens een voorbeeld.",
    "Help me begrijpen hoe het ging.",
    "Kun je vertellen hoe het begon?",
    "Kun je daar een voorbeeld van geven?",
    "Wil je iets meer zeggen over die stilte?",
    "Zou je kunnen beschrijven wat je zag?",
    "Weet je nog wat je toen dacht?",
    "Mag ik je iets vragen?",
    "Wat heb je al geprobeerd?",
    "Wat als je niets had gezegd?",
    "Wat zou je anders doen?",
    "Ik hoor dat je moe bent. Wat maakt het zo zwaar?",
    "Ik ben benieuwd hoe jij dat ziet.",
    "Ik zou graag willen weten wat jij toen voelde.",
    "Wat weet je over hoe het ging en wat er daarna gebeurde?",
    "Hoe en wanneer is dat begonnen?",
    "Je zei dat het moeilijk was.",
    "Dus je was boos en je bleef?",
    "Heb je",
    "Echt waar?",
    "",
    "   ",
    "?",
    "Ga eens terug naar dat moment.",
    "Is goed.",
    "What happened next?",
    "How did you notice?",
    "Tell us more about her.",
    "Can you tell me what you saw?",
    "Could you give an example?",
    "I would like to know how it felt.",
    "Suppose nothing changes, what then?",
)
CLOSED = (
    "Heb je haar gebeld?",
    "Heb je de school gesproken",
    "Is het huis veilig?",
    "Is er iemand die kan helpen?",
    "Was de moeder boos?",
    "Ben je tevreden?",
    "Kun je daarmee leven?",
    "Wil je doorgaan?",
    "Gaat het goed met de kinderen?",
    "Komt hij vaak thuis?",
    "Voelde je je alleen?",
    "Moet je dit alleen doen?",
    "Weet de school ervan?",
    "En heb je gezegd dat je wegging?",
    "Maar was hij er wel bij?",
    "Klopt het dat hij drinkt?",
    "Lukt het om rustig te blijven?",
    "Heeft Fatima dat gevraagd?",
    "Als je nu terugkijkt, ben je dan tevreden?",
    "Stel dat hij weggaat, is dat erg?",
    "Ik snap het. Was je bang om te gaan?",
    "Did you call her?",
    "Is the house safe?",
    "Are you happy with it?",
    "Has anyone told her?",
)
LEADING = (
    "Vind je niet dat de moeder zelf moet bellen?",
    "Vind je niet ook dat hij te ver ging?",
    "Denk je niet dat ze bang is?",
    "Zou het niet beter zijn om te stoppen?",
    "Is het niet zo dat jij het moeilijk vindt?",
    "Komt het niet doordat je moe bent?",
    "Moet je niet eerst met haar praten?",
    "Had je niet eerder moeten bellen?",
    "Je was boos, toch?",
    "Dat is lastig voor je, hè?",
    "Dit hoort niet bij ons, of niet?",
    "Lijkt het je niet verstandig om te wachten?",
    "Don't you think she is afraid?",
    "Wouldn't it be better to wait?",
    "You were angry, right?",
)
ADVICE_AS_QUESTION = (
    "Waarom doe je niet gewoon wat zij vraagt?",
    "Waarom bel je haar niet gewoon op?",
    "Waarom ga je niet naar de huisarts?",
    "Heb je al geprobeerd om haar te bellen?",
    "Heb je al eens overwogen om te stoppen?",
    "Heb je er al aan gedacht om de wijkagent te bellen?",
    "Kun je niet gewoon nee zeggen?",
    "Is het geen idee om de school te bellen?",
    "Wat als je gewoon eens langsgaat?",
    "Have you tried calling her?",
    "Why don't you ask the school?",
)
ADVICE = (
    "Je moet haar bellen.",
    "Je moet eerst rust nemen",
    "Je zou de school kunnen vragen.",
    "Je kunt beter even wachten.",
    "Misschien kun je de huisarts vragen.",
    "Volgens mij moet je stoppen.",
    "Ik denk dat je haar moet bellen.",
    "Als ik jou was, ging ik weg.",
    "Ik zou haar gewoon bellen.",
    "Probeer eens niets te doen.",
    "Mijn advies is wachten.",
    "You should call her.",
    "If I were you, I would wait.",
)
SEVERAL = (
    "Wat dacht je toen? En wat deed je daarna?",
    "Hoe voelde dat? Wie was erbij? Wat zei ze?",
    "Wat deed je en hoe voelde dat?",
    "Was hij boos? Was zij er ook bij?",
    "What did you do and how did it feel?",
)
HINTED = {
    HintKind.CLOSED: CLOSED,
    HintKind.LEADING: LEADING,
    HintKind.ADVICE_AS_QUESTION: ADVICE_AS_QUESTION,
    HintKind.ADVICE: ADVICE,
    HintKind.SEVERAL: SEVERAL,
}


@pytest.mark.parametrize("text", OPEN)
def test_an_open_question_is_left_alone(text: str) -> None:
    assert hint(text) is None


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in HINTED.items() for text in texts])
def test_what_is_no_open_question_gets_its_hint(kind: HintKind, text: str) -> None:
    found = hint(text)
    assert found is not None
    assert found.kind is kind


def test_the_hint_points_at_the_sentence() -> None:
    text = "Dat was vast schrikken. Heb je haar gebeld? "
    found = hint(text)
    assert found is not None
    assert text[found.start : found.end] == "Heb je haar gebeld?"
    assert (found.title.nl, found.suggestion.en[:10]) == ("Dit is een gesloten vraag.", "Begin with")


def test_two_questions_are_pointed_at_together() -> None:
    text = "Goed. Wat dacht je toen? En wat deed je daarna? Dank."
    found = hint(text)
    assert found is not None
    assert text[found.start : found.end] == "Wat dacht je toen? En wat deed je daarna?"


def test_each_kind_has_its_words_in_both_languages() -> None:
    assert set(TITLES) == set(SUGGESTIONS) == set(HintKind)
    assert all(text.nl and text.en for text in [*TITLES.values(), *SUGGESTIONS.values()])


@settings(deadline=None)
@given(st.text(max_size=500))
def test_any_text_gives_a_place_within_it_or_nothing(text: str) -> None:
    found = hint(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("piece", ["heb je ", "wat en ", "a, ", "waarom niet ", "?", "En ", "je zou "])
def test_a_long_text_does_not_make_it_hang(piece: str) -> None:
    assert hint((piece * 2000)[:2000]) == hint((piece * 2000)[:2000])
