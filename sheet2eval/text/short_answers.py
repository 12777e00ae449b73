"""The words of which short answers are made, by language: too few letters for a model that counts letters.

Listed are the languages that people write most in here, and the everyday words of an assistant's short answers;
what several languages share, such as "no", stands in each of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from sheet2eval.text.normalise import comparable

MOST_WORDS = 6

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OF_EVERY_LANGUAGE = frozenset({"ok", "okay", "am", "pm"})

_WORDS = {
    "en": """
        a about add added again all alright am an and any apple apples approved are at available blue book booked
        bus call can can't canceled cancelled capital changed closed completed confirm confirmed correct created
        date day days degrees delayed deleted delivered dentist done don't email event events every failed for found
        friday from going good got great have hello here hi hour hours how i i'll i'm i've in is it it's just later
        light lights list lunch make meeting minute minutes monday morning moved my name need new next nice night no
        noon not nothing now of off on open opened order outside paid payment pending perfect play playing please
        problem ready received red refund rejected reminder reminders removed reply report review right saturday
        saved scheduled see sent set shipped soon sorry success sunday sunny sure thank thanks that that's the there
        they this thursday time timer to today tomorrow too total try tuesday turned two understood unknown until
        updated wait was we wednesday week welcome what what's when where which who why will with won't wrong yes
        yesterday yet you your you're
    """,
    "de": """
        ab abend alles alarm am an auf bei bestellt bestellung bestätigt bis bitte da danke dann das dein deine der
        die dir du ein eine entschuldigung erinnere erinnerung erledigt erstellt es fertig freitag für gelöscht gern
        gerne geschehen gesendet gestellt guten hallo heute ich ihnen ihr ihre im in ist ja kein keine klar leider
        mache mir mit mittwoch montag morgen nein nicht noch notiert nur oder richtig samstag schon schön sehr sicher
        sie sind sofort sonntag stimmt tag termin tschüss uhr um und verstanden viel vielen von wann was wecker
        welcher welche welches wer wie willkommen wird wo zeit zu
    """,
    "es": """
        a adiós ahora aquí bien bienvenido buenas buenos claro comida cómo con confirmado correcto creada creado
        cuál cuándo de del día días dónde el en enviado es eso está este favor gracias hasta hay hecho hola hora
        hoy la las listo lo lunes mañana martes me mi miércoles muchas muy nada no noches nos o para pedido perfecto
        perdón perfecta por puedo qué quién recordatorio reunión sábado se sí siento sin su supuesto te tu un una
        viernes y ya
    """,
    "fr": """
        à accord alarme annulé au aujourd'hui aussi beaucoup bien bon bonjour bonne bonsoir ça c'est certainement
        commande comment confirmé créé créée d'accord dans de demain des désolé désolée du elle en entendu est et
        expédiée fait heure il j'ai je jeudi jour journée jours l'heure la le les lundi mais mardi merci mercredi mon
        non nos note noté nous où oui par parfait pas plaît pour pourquoi pouvez prêt quand que quel quelle qui rappel
        rendez-vous réglé réunion rien s'il salut samedi supprimé sur sûr terminé tout très un une vendredi votre
        vous voici
    """,
    "it": """
        a adesso alle allora alarme anche buona buongiorno certo che chi ciao come confermato con cosa creato
        creata d'accord da del di domani dove e è ecco fatto giorno giovedì grazie ho il in inviato io la le lei lo
        lunedì martedì mercoledì mi molto niente no non oggi ora ordine per perfetto perché piacere prego promemoria
        pronto può quale quando questo riunione sabato scusa scusi sei sì si sono spiace subito tutto un una va
        venerdì
    """,
    "nl": """
        aan afspraak al alles bedankt besteld bestelling bevestigd bij dag dan dank dat de dinsdag dit doe donderdag
        een en gedaan geen goed goedemorgen graag hallo heb het hier hoe ik in ingesteld is ja je jij klaar kan laat
        maandag maar met mijn morgen natuurlijk nee niet nog nu of om ook op over prima sorry tijd tot u uur van
        vandaag verwijderd verzonden voor vrijdag waar wanneer wat we wekker welke wie woensdag zaterdag zeker zondag
    """,
    "pt": """
        a agora amanhã as às até bem boa bom claro com como confirmado criado da de depois desculpe dia do domingo
        é ela ele em enviado então está este estou eu feito feita foi hoje hora horas isso já lembrete mais me meu
        muito nada não no noite nós o obrigada obrigado olá onde ou para pedido perfeito por pode pronto qual quando
        que quem quinta reunião sábado se segunda sem sexta sim sinto sua tarde te tem terça tudo um uma você
    """,
}


def recognised(text: str, language: str) -> bool:
    """Whether most words of a short text are everyday words of the language, and of no other more of them.

    Names, which have a capital inside of the text, figures and "OK" are passed over. False for languages that
    have no list, and for texts of more than `MOST_WORDS` words.
    """
    if language not in _WORDS:
        return False
    first, *others = [*_WORD.findall(text[: 40 * MOST_WORDS]), ""]
    words = {comparable(word) for word in (first, *others) if word is first or word.islower()}
    words -= {"", *_OF_EVERY_LANGUAGE}
    if not words or len(others) > MOST_WORDS:
        return False
    known = {code: len(words & own) for code, own in _known_words().items()}
    return 2 * known[language] > len(words) and known[language] == max(known.values())


@cache
def _known_words() -> Mapping[str, frozenset[str]]:
    return {code: frozenset(comparable(words).split()) for code, words in _WORDS.items()}
