"""The sentences about a framework that makes no sense, in both languages. Each says what to write instead."""

from drieslag.kernel.format import Text

NEEDS_TEXT = Text("Hier staat nog niets. Schrijf iets op.", "There is nothing here yet. Write something.")
NEEDS_ROLE = Text("Dit doel is van niemand. Kies minstens één rol.", "This goal is nobody's. Choose at least one role.")
NO_ROLES = Text("Er zijn nog geen rollen. Schrijf er minstens één.", "There are no roles yet. Write at least one.")
NO_THEMES = Text("Er zijn nog geen thema's. Schrijf er minstens één.", "There are no themes yet. Write at least one.")
NO_STEPS = Text("Deze leerlijn is leeg. Schrijf minstens één stap.", "This line is empty. Write at least one step.")
ONE_LINE = Text("Schrijf dit op één regel.", "Write this on one line.")
UNSEEN = Text(
    "Hier staat een teken dat je niet ziet. Typ de tekst opnieuw.", "There is an invisible sign here. Type it again."
)
ONE_CHOICE = Text(
    "Eén stap is geen keuze. Zet hetzelfde woord bij een tweede stap, of haal het weg.",
    "One step is no choice. Write the same word at a second step, or take it away.",
)
CHOICE_AFTER = Text(
    "Van een keuze doe je er één. Een stap kan dus niet na een andere van die keuze komen.",
    "Of a choice one does one. So a step cannot come after another step of that choice.",
)
NEEDS_FORMAT = Text("Schrijf de code van een werkvorm, zoals W09.", "Write the code of a working format, such as W09.")
NEEDS_LINK = Text("Schrijf een adres dat met https:// begint.", "Write an address that begins with https://.")
BAD_KEY = Text(
    "Schrijf een sleutel in kleine letters, cijfers en liggende streepjes.",
    "Write a key in small letters, digits and underscores.",
)


def too_long(most: int) -> Text:
    return Text(f"Deze tekst is te lang. Schrijf hooguit {most} tekens.", f"Too long. Write {most} characters at most.")


def too_many(most: int) -> Text:
    return Text(f"Dit zijn er te veel. Schrijf er hooguit {most}.", f"There are too many. Write {most} at most.")


def twice_key(key: str) -> Text:
    return Text(f"De sleutel ‘{key}’ staat er al. Kies een andere.", f"The key ‘{key}’ exists already. Choose another.")


def twice_name(name: Text) -> Text:
    return Text(
        f"‘{name.nl}’ staat er al. Geef dit een andere naam, of laat er één staan.",
        f"‘{name.en}’ exists already. Name this differently, or keep one.",
    )


def unknown_role(key: str) -> Text:
    return Text(
        f"De rol ‘{key}’ is er niet. Voeg hem toe, of kies een andere.",
        f"There is no role ‘{key}’. Add it, or choose another.",
    )


def unknown_goal(key: str) -> Text:
    return Text(f"Het leerdoel ‘{key}’ is er niet. Kies een ander.", f"There is no goal ‘{key}’. Choose another.")


def unknown_step(key: str) -> Text:
    return Text(
        f"De stap ‘{key}’ is er niet in deze leerlijn. Kies een andere.",
        f"There is no step ‘{key}’ in this line. Choose another.",
    )


def not_of_role(goal: Text, role: Text) -> Text:
    return Text(
        f"‘{goal.nl}’ is geen doel van de rol {role.nl}. Voeg de rol toe bij het doel, of haal het hier weg.",
        f"‘{goal.en}’ is no goal of the role {role.en}. Add the role to the goal, or take it away here.",
    )


def circle(names: list[Text]) -> Text:
    nl = " na ".join(f"‘{name.nl}’" for name in [*names, names[0]])
    en = " after ".join(f"‘{name.en}’" for name in [*names, names[0]])
    return Text(
        f"Dit wacht op zichzelf: {nl}. Haal één ‘na’ weg.", f"This waits for itself: {en}. Take one ‘after’ away."
    )
