"""The sentences about a framework's sheet, in both languages. Each says what to do instead."""

from drieslag.kernel.format import Text

OLD_WORKBOOK = Text(
    "Dit is een oud bestand, of er zit een wachtwoord op. Bewaar het als .xlsx, zonder wachtwoord.",
    "This is an old file, or it has a password. Save it as .xlsx, without a password.",
)
UNSAFE = Text(
    "In dit bestand staat iets dat we niet openen. Kopieer je tekst naar een nieuw, leeg werkblad.",
    "This file holds something that we do not open. Copy your text to a new, empty sheet.",
)
UNPACKED = Text(
    "Dit bestand is uitgepakt veel te groot. Kopieer alleen je tekst naar een nieuw, leeg werkblad.",
    "Unpacked this file is far too large. Copy your text alone to a new, empty sheet.",
)
HIDDEN = Text(
    "Dit blad is verborgen. Maak het zichtbaar, of haal het weg.", "This sheet is hidden. Show it, or take it away."
)
FORMULA = Text("Hier staat een formule. Plak alleen de waarde.", "There is a formula here. Paste the value alone.")
DATE = Text(
    "Hier is een datum van gemaakt. Maak de cel ‘tekst’ en typ het opnieuw.",
    "This was turned into a date. Make the cell ‘text’ and type it again.",
)
ERROR = Text("Hier staat een foutmelding. Typ de tekst opnieuw.", "There is an error here. Type the text again.")
TOO_MANY_NAMES = Text(
    "In deze cel staan te veel namen. Schrijf er hooguit 50.",
    "There are too many names in this cell. Write 50 at most.",
)
NEEDS_NUMBER = Text("Schrijf hier een heel getal, zoals 1 of 2.", "Write a whole number here, such as 1 or 2.")
NEEDS_WAY = Text("Schrijf hier doen, samen of formeel.", "Write doing, together or formal here.")
NEEDS_MARK = Text("Zet hier een x, of laat de cel leeg.", "Put an x here, or leave the cell empty.")
NEEDS_ROWS = Text("Dit blad is leeg. Schrijf minstens één rij.", "This sheet is empty. Write at least one row.")
NEEDS_LINE = Text("Schrijf hier bij welke leerlijn dit hoort.", "Write here to which learning line this belongs.")
NEEDS_THEME = Text("Schrijf hier bij welk thema dit hoort.", "Write here to which theme this belongs.")
NEEDS_LINE_ROLE = Text("Schrijf hier voor welke rol deze leerlijn is.", "Write here for which role this line is.")

EXPLAINED = (
    Text("Zo vul je dit in", "How to fill this in"),
    Text(
        "Op elk blad staan in de bovenste rij de kolommen. Hun volgorde maakt niet uit.",
        "On each sheet the top row names the columns. Their order does not matter.",
    ),
    Text(
        "Een rij die met ‘Voorbeeld:’ begint, lezen we niet. Laat hem staan of haal hem weg.",
        "A row that begins with ‘Example:’ is not read. Leave it or take it away.",
    ),
    Text(
        "Kader: schrijf je tekst in de tweede kolom, naast naam, doel en bron.",
        "Framework: write your text in the second column, beside name, purpose and source.",
    ),
    Text(
        "Rollen: elke rol in het werk één keer. Schrijf geen namen van mensen.",
        "Roles: each role in the work once. Write no names of people.",
    ),
    Text(
        "Thema's: schrijf bij elk niveau wat een ander je ziet doen. Schrijf wat iemand doet, geen cijfer.",
        "Themes: write at each level what others see one do. Write what someone does, no figure.",
    ),
    Text(
        "Leerdoelen: schrijf wat iemand straks doet voor bewoners. "
        "Noem de rollen met een ; ertussen, of schrijf ‘alle’. Een eigen kolom voor elke rol met een x mag ook.",
        "Learning goals: write what someone will do for residents. "
        "Name the roles with a ; between them, or write ‘all’. A column for each role with an x will do as well.",
    ),
    Text(
        "Na: een doel dat eerst komt. Noem het zoals het op het blad staat.",
        "After: a goal that comes first. Name it as it stands on the sheet.",
    ),
    Text(
        "Leerlijnen: één rij voor elke activiteit. Manier is doen, samen of formeel. "
        "Meer leerdoelen in één cel mag, met een ; ertussen of elk op een eigen regel.",
        "Learning lines: one row for each activity. Way is doing, together or formal. "
        "More goals in one cell are fine, with a ; between them or each on its own line.",
    ),
    Text(
        "Keuze: activiteiten met hetzelfde woord zijn een keuze. Je doet er dan één.",
        "Choice: activities with the same word are a choice. One does one of them.",
    ),
    Text(
        "Werkvorm: de code van een werkvorm, zoals W09. Link: een adres dat met https:// begint.",
        "Working format: the code of one, such as W09. Link: an address that begins with https://.",
    ),
    Text(
        "Sleutel: laat staan wat er staat, ook als je een naam verandert. Zo blijven plannen kloppen. "
        "Bij een nieuwe rij blijft de sleutel leeg.",
        "Key: leave what is there, also when you change a name. So plans go on meaning the same. "
        "In a new row the key stays empty.",
    ),
    Text(
        "Twee talen: zet een kolom erbij, zoals ‘Thema (Engels)’. Zonder die kolom geldt je tekst voor beide talen.",
        "Two languages: add a column, such as ‘Theme (Dutch)’. Without it your text holds for both languages.",
    ),
)


def too_large(most: int) -> Text:
    return Text(f"Dit bestand is te groot. Hooguit {most} MB.", f"This file is too large. {most} MB at most.")


def not_a_workbook(file: str) -> Text:
    return Text(
        f"‘{file}’ kunnen we niet lezen als werkblad. Bewaar het als .xlsx.",
        f"‘{file}’ cannot be read as a sheet. Save it as .xlsx.",
    )


def too_many_rows(most: int) -> Text:
    return Text(
        f"Dit blad heeft te veel rijen. We lezen er hooguit {most}.", f"This sheet has too many rows. We read {most}."
    )


def no_sheet(name: Text) -> Text:
    return Text(f"Het blad ‘{name.nl}’ ontbreekt. Voeg het toe.", f"The sheet ‘{name.en}’ is missing. Add it.")


def sheet_twice(other: str) -> Text:
    return Text(
        f"Dit blad is hetzelfde als ‘{other}’. Laat er één staan.", f"This sheet is the same as ‘{other}’. Keep one."
    )


def no_column(name: Text) -> Text:
    return Text(
        f"De kolom ‘{name.nl}’ ontbreekt. Zet de naam in de bovenste rij.",
        f"The column ‘{name.en}’ is missing. Put its name in the top row.",
    )


def no_row(name: Text) -> Text:
    return Text(
        f"De regel ‘{name.nl}’ ontbreekt. Zet de naam in de eerste kolom.",
        f"The row ‘{name.en}’ is missing. Put its name in the first column.",
    )


def twice(name: str, other: str) -> Text:
    return Text(
        f"‘{name}’ staat ook in {other}. Geef één van de twee een andere naam.",
        f"‘{name}’ stands in {other} as well. Name one of the two differently.",
    )


def column_twice(other: str) -> Text:
    return Text(
        f"Deze kolom staat ook in {other}. Laat er één staan.", f"This column stands in {other} as well. Keep one."
    )


def key_twice(key: str, other: str) -> Text:
    return Text(
        f"De sleutel ‘{key}’ staat ook in {other}. Is deze rij nieuw, maak de sleutel dan leeg.",
        f"The key ‘{key}’ stands in {other} as well. If this row is new, empty the key.",
    )


def other_role(role: str, other: str) -> Text:
    return Text(
        f"Deze leerlijn is van ‘{role}’, zie {other}. Schrijf dezelfde rol, of noem de leerlijn anders.",
        f"This line is of ‘{role}’, see {other}. Write the same role, or name the line differently.",
    )


def several(name: str) -> Text:
    return Text(
        f"‘{name}’ staat bij meer thema's. Schrijf het thema ervoor: thema › leerdoel.",
        f"‘{name}’ stands at more themes. Write the theme before it: theme › goal.",
    )


def unknown_role(name: str, near: str) -> Text:
    advice = did_you_mean(near)
    return Text(
        f"De rol ‘{name}’ staat niet op het blad Rollen. {advice.nl}",
        f"The role ‘{name}’ is not on the sheet Roles. {advice.en}",
    )


def unknown_theme(name: str, near: str) -> Text:
    advice = did_you_mean(near, is_neuter=True)
    return Text(
        f"Het thema ‘{name}’ staat niet op het blad Thema's. {advice.nl}",
        f"The theme ‘{name}’ is not on the sheet Themes. {advice.en}",
    )


def unknown_goal(name: str, near: str) -> Text:
    advice = did_you_mean(near, is_neuter=True)
    return Text(
        f"Het leerdoel ‘{name}’ staat niet op het blad Leerdoelen. {advice.nl}",
        f"The goal ‘{name}’ is not on the sheet Learning goals. {advice.en}",
    )


def unknown_step(name: str, near: str) -> Text:
    advice = did_you_mean(near)
    return Text(
        f"De activiteit ‘{name}’ staat niet in deze leerlijn. {advice.nl}",
        f"The activity ‘{name}’ is not in this line. {advice.en}",
    )


def did_you_mean(near: str, *, is_neuter: bool = False) -> Text:
    """Say what was probably meant, else what to do; Dutch needs to know whether the thing is a ‘het’."""
    if near:
        return Text(f"Bedoel je ‘{near}’?", f"Did you mean ‘{near}’?")
    dutch = "Voeg het daar toe, of kies een ander." if is_neuter else "Voeg hem daar toe, of kies een andere."
    return Text(dutch, "Add it there, or choose another.")
