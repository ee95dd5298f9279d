"""Is this text English? Counted over function words and scripts; names and single foreign words do not tip it."""

import re
from dataclasses import dataclass
from typing import Literal

from harness.language.lexicon import APOSTROPHE, words

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")

ENGLISH = words(
    """
    a about after again all also am an and any anything are as ask at available be because been before best better
    book both bring but buy by call can cancel change check city come confirm cost could day deal dinner discount
    discuss do does due each early either every evening find first for friday from full get give go good had has
    have he hello help her here him his home hours how i if in into is it its just keep know last late later least
    let like local location long lower lunch make many match may me meet meeting monday money month morning most
    much must my name need new next night no not now of office on once one only open or order other our out over pay
    people plan please price question ready refund remind request reschedule reserve right room same saturday say
    schedule see service she should since so some someone store such sunday support table take talk tell than thank
    thanks that the their them then there these they this those thursday time to today tomorrow tonight too try
    tuesday two under until up upgrade us use visit want was way we wednesday week weekend were what when where
    whether which who why will with without work would year yes you your account address afternoon appointment bill
    booking car card cleaning company contact customer date dentist delivery doctor email flight hotel insurance
    internet number party patient payment phone reservation restaurant return shop status subscription team ticket
    warranty years months days weeks hour minutes dollars cheaper free got he's i'm don't negotiate arrange clinic
    salon store repair replace three four five six seven eight nine ten
    """
)

_FOREIGN = {
    "Spanish": """
        el la los las un una unos unas de del al que y o pero para por con sin en es son está están esta este esto
        mi su sus tu nuestro hola gracias favor quiero quisiera necesito llame llamar pedir pida reservar reserva
        mesa cita cuenta factura precio mañana hoy noche tarde lunes martes miércoles jueves viernes sábado domingo
        personas si como cuando donde más menos hasta desde""",
    "French": """
        le la les un une des du de au aux et ou mais pour par avec sans dans sur est sont ce cette ces mon ma mes
        votre vos notre nous vous je il elle bonjour merci demander réserver prendre appeler appelez rendez-vous
        facture prix demain soir matin après-midi lundi mardi mercredi jeudi vendredi samedi dimanche personnes si
        que qui heures""",
    "German": """
        der die das den dem des ein eine einen einem einer und oder aber für von mit ohne im am zu zum zur ist sind
        ich sie wir ihr mein meine meinen ihre unser bitte danke guten termin vereinbaren reservieren anrufen
        rechnung preis morgen heute abend nachmittag montag dienstag mittwoch donnerstag freitag samstag sonntag
        personen uhr nicht auf nach bei einen tisch wenn""",
    "Italian": """
        il lo la gli le un una uno di del della dei e o ma per con senza è sono questo questa mio mia suo vostro
        buongiorno grazie chiedere prenotare prenota tavolo appuntamento chiamare fattura prezzo domani stasera sera
        lunedì martedì mercoledì giovedì venerdì sabato domenica persone che alle nel al""",
    "Portuguese": """
        o os as um uma uns umas de do da dos das e ou mas para por com sem em no na é são este esta isso meu minha
        seu sua olá obrigado obrigada pedir reservar mesa consulta marcar ligar ligue conta fatura preço amanhã hoje
        noite tarde segunda terça quarta quinta sexta sábado domingo pessoas que às""",
    "Dutch": """
        de het een en of maar voor van met zonder in op is zijn ik wij u uw mijn onze graag dank afspraak maken
        reserveren tafel bellen rekening prijs morgen vandaag avond middag maandag dinsdag woensdag donderdag
        vrijdag zaterdag zondag personen niet naar bij om""",
}
FOREIGN: dict[str, frozenset[str]] = {name: words(text) - ENGLISH for name, text in _FOREIGN.items()}

_LOANED = words("café cafe résumé fiancé fiancée jalapeño naïve entrée crème brûlée soirée née piñata")
_ENGLISH_SHAPE = re.compile(r"(?:ing|tion|sion|ment|ness|able|ship|ly|ed|'s|\u2019s|n't)$")

English = Literal["yes", "no", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageReading:
    """Whether a text is English, and what it looks like when it is not ("Spanish", "another script")."""

    english: English
    looks_like: str = ""


def read_language(text: str) -> LanguageReading:
    """Say whether `text` is English; "unclear" below three words with nothing to go by."""
    letters = sum(character.isalpha() for character in text)
    if letters and sum(character.isalpha() and not _latin(character) for character in text) > 0.3 * letters:
        return LanguageReading(english="no", looks_like="another script")
    tokens = [word.replace(APOSTROPHE, "'") for word in WORD.findall(text)]
    lowered = [word.lower() for word in tokens]
    english = sum(word in ENGLISH for word in lowered)
    counts = {name: sum(word in known for word in lowered) for name, known in FOREIGN.items()}
    name, foreign = max(counts.items(), key=lambda item: item[1])
    accented = sum(_accented(word) for word in tokens)
    if foreign + accented >= 2 and foreign + accented > english:
        return LanguageReading(english="no", looks_like=name if foreign else "another language")
    plain = [word for word in tokens if word[0].islower()]
    if not english and len(plain) >= 4 and not any(_ENGLISH_SHAPE.search(word) for word in plain):
        return LanguageReading(english="no", looks_like="another language")
    return LanguageReading(english="yes" if english else "unclear")


def _latin(character: str) -> bool:
    return character < "ɐ" or "Ḁ" <= character < "ἀ"


def _accented(word: str) -> bool:
    """A lower-case word with letters that English does not use; capitalised ones are names more often than not."""
    return (
        word[0].islower()
        and not word.isascii()
        and word not in _LOANED
        and any(c > "\x7f" and c != "\u2019" for c in word)
    )
