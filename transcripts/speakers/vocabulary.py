"""Words around names: titles, offices, and what those are called who have no name."""

from transcripts.speakers.folding import fold
from transcripts.wordlists import words_of


def _folded(*lines: str) -> frozenset[str]:
    return frozenset(map(fold, words_of(*lines)))


MALE_TITLES = _folded("mr herr señor sr monsieur sir lord signor sig dhr heer pan hr don dom господин г-н السيد מר श्री")
FEMALE_TITLES = _folded(
    "mrs ms miss frau señora señorita sra srª srta madame mme mlle dame lady signora sig.ra mevrouw mw pani fru fröken",
    "doña dña dona госпожа г-жа السيدة גב׳ श्रीमती",
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | _folded(
        "dr prof professor professorin professeur rev reverend sen rep gov capt gen col sgt lt hon dott dott.ssa avv",
        "ing maître drª dra д-р проф д الدكتور الدكتورة الأستاذ ד״ר פרופ׳ डॉ",
    )
)
# One title written in several ways: Senator Oak is Sen. Oak.
TITLE_FORMS = {
    "mister": "mr",
    "senor": "sr",
    "senora": "sra",
    "senator": "sen",
    "representative": "rep",
    "congressman": "rep",
    "congresswoman": "rep",
    "governor": "gov",
    "reverend": "rev",
    "professor": "prof",
    "professorin": "prof",
    "professeur": "prof",
    "doctor": "dr",
    "doktor": "dr",
    "captain": "capt",
    "colonel": "col",
    "general": "gen",
    "lieutenant": "lt",
    "monsieur": "m",
    "madame": "mme",
}
# Written after a name in Japanese, Chinese and Korean.
TRAILING_TITLES = words_of("さん さま 様 氏 君 くん ちゃん 先生 教授 博士 女士 小姐 老师 老師 씨 님 교수 박사")
ARTICLES = _folded("the der die das el la los las le les il lo o a os as de het den det")
INDEFINITE = _folded("an a some un une uno una unas unos des um uma ein eine einige en ett et een")
SUFFIXES = _folded("jr sr ii iii iv")
PARTICLES = _folded(
    "de del della der den di da do dos das du la le van von zu zum ter ten bin ibn al el y e af av freiherr"
)
OFFICES = _folded(
    "president vice-president präsident präsidentin vizepräsident vizepräsidentin président présidente presidente",
    "presidenta vicepresidente vicepresidenta vice-président vice-présidente wicemarszałek przewodniczący",
    "przewodnicząca prezydent premier minister ministerin ministre ministro ministra secretary under-secretary",
    "undersecretary secretario secretaria chancellor chairman chairwoman chairperson chair speaker commissioner",
    "governor senator senatorin sénateur sénatrice senador senadora justice judge solicitor-general attorney mayor",
    "director direktor direktorin directeur directrice directora ambassador congressman congresswoman representative",
    "vorsitzende vorsitzender abgeordnete abgeordneter diputado diputada député députée deputado deputada deputato",
    "rapporteur statsråd statsrådet talman talmannen poseł marszałek председатель министр президент депутат",
)
# German offices are compounds: Bundesministerin, Ministerpräsident.
OFFICE_ENDINGS = tuple(
    _folded(
        "minister ministerin kanzler kanzlerin präsident präsidentin sekretär sekretärin bürgermeister bürgermeisterin"
    )
)
# Words that stand before an office and belong to it, and those by which an office goes on.
OFFICE_LEADS = _folded("vice deputy press chief acting former prime foreign attorney assistant madam madame mister")
OFFICE_LINKS = _folded("of for the and des du del dos da do di der für de und et y e")
ROLES_BEFORE_A_NAME = _folded("host co-host cohost guest reporter moderator moderatorin correspondent")
# Capitalised words that stand before a name without being a part of it.
BEFORE_A_NAME = (
    TITLES
    | OFFICES
    | ROLES_BEFORE_A_NAME
    | _folded(
        "i i'm i'll i've i'd it's that's he's she's we're then well when what who while after because your my his her",
        "this that as at in on from if",
        "but thanks and joining hosted with by host hi hello welcome thank here so now yes no our meet when the dear",
        "hosts featuring interview professor good morning guten tag hallo danke herzlich willkommen bonjour merci hola",
        "gracias ciao grazie",
    )
)
# Those whom a page calls by what they do, by the words that it uses for them.
CALLINGS = {
    "host": _folded(
        "host cohost co-host presenter hosted presented gastgeber gastgeberin presentador presentadora presentado",
        "présentateur présentatrice animateur animatrice présenté animé conduttore conduttrice ведущий ведущая",
    ),
    "moderator": _folded(
        "moderator moderatorin moderated moderiert moderation moderador moderadora modérateur modératrice"
    ),
    "interviewer": _folded(
        "interviewer interviewerin interviewed interview entrevistador entrevistadora intervieweur intervieweuse"
    ),
    "guest": _folded("guest gast invitado invitada invité invitée ospite гость"),
    "narrator": _folded("narrator narrated narrador narradora narrateur narratrice erzähler erzählerin"),
}
# Voices without a name. None of them is ever taken for a person, or for another of them.
CROWDS = _folded(
    "unknown unidentified unnamed male female man woman boy girl person people all both everyone everybody crowd",
    "audience chorus multiple several various member members speakers voices others group together background",
    "unbekannt unbekannter unbekannte alle beide publikum zuschauer zuschauerin zuruf mann frau",
    "inconnu inconnue tous public homme femme desconocido desconocida todos público hombre mujer ambos",
    "sconosciuto tutti pubblico uomo donna onbekend allen publiek man vrouw desconhecido homem mulher plateia",
    "honourable honorable opposition government plusieurs députés voix",
    "неизвестный все зал 全員 一同 観客 众人 全体 观众 모두 الجميع כולם सभी okänd alla ukjent wszyscy",
)
# The words with which a label of such voices begins, whatever follows: Zuruf von der Galerie, Une voix à gauche.
CRIES = _folded(
    "zuruf zurufe zwischenruf zwischenrufe gegenruf głos głosy voix voz voces vozes voci voce голос голоса возглас",
    "возгласы выкрик hlas hlasy glas hang röst røst stemmen stemme ääni várias varias vários varios diversos diversas",
)
GENERIC = (
    CROWDS
    | OFFICES
    | frozenset().union(*CALLINGS.values())
    | _folded(
        "q a announcer reporter caller voice operator translator interpreter participant respondent student",
        "anonymous journalist anchor correspondent witness court clerk officer dispatcher computer",
        "doctor patient teacher commentator interviewee panelist listener producer advertisement question answer press",
        "sprecher sprecherin anrufer stimme reporterin journalistin frage antwort f",
        "intervenant intervenante locuteur locutrice voix journaliste auditeur question réponse r",
        "locutor locutora voz periodista pregunta respuesta p intervistatore voce giornalista domanda risposta d",
        "presentator verslaggever spreker stem apresentador apresentadora repórter entrevistado",
        "диктор спикер голос вопрос ответ корреспондент 司会 記者 ナレーター 話者 質問 主持人 记者 旁白 说话人",
        "진행자 기자 화자 المذيع المتحدث מנחה דובר वक्ता",
    )
)
# What brackets after a name tell of the turn, and not of the person.
CONTINUED = _folded("cont'd contd cont continued continuing cont'd. forts fortsetzung suite continúa continua")
# The headings of lists of people, which have the shape of a label where a colon ends them.
LISTS = _folded(
    "appearances appearance present attendees attending attendance participants remote committee panelists panellists",
    "apologies absent regrets cast guests speakers anwesend anwesende teilnehmer teilnehmende teilnehmerinnen gäste",
    "présents présentes participants étaient absents excusés presentes asistentes participantes presenti partecipanti",
    "aanwezig aanwezigen deelnemers obecni uczestnicy присутствуют присутствовали участники 出席者 参加者",
)
# What may follow a name and a comma besides a first name.
NO_NAMES = (
    GENERIC
    | TITLES
    | ARTICLES
    | SUFFIXES
    | OFFICE_LEADS
    | ROLES_BEFORE_A_NAME
    | _folded(
        "phd md esq ceo cto cfo founder author writer editor engineer lawyer scientist researcher historian economist",
        "musician singer actor actress comedian artist manager nurse farmer poet designer developer analyst critic",
        "columnist photographer counsel sheriff pastor father mother sister brother daughter son wife husband",
        "autor autorin redakteur redakteurin lehrer lehrerin arzt ärztin historiker historikerin musiker musikerin",
        "forscher forscherin schriftsteller schriftstellerin journalist auteur auteure écrivain historien historienne",
        "chercheur chercheuse médecin avocat avocate professeure autora escritor escritora médico médica profesor",
        "profesora investigador investigadora abogado abogada byline voiceover off",
    )
)
PRONOUNS = _folded(
    "he him his she her hers they them theirs xe xem ze zir er ihm sie ihr il lui elle iel él ella ellx any"
)
