"""Words that lean on what follows them: a break after one tears a phrase apart, a break before an opener does not.

Keyed by the primary subtag of a BCP 47 tag. Nothing but a language's grammar is meant to be here: a language that is
missing is broken by punctuation and length alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionWords:
    """``conjunctions`` (with relative words) and ``prepositions`` open a phrase; ``others`` (articles, possessives,
    auxiliaries, subject pronouns, negations) lean on the next word without opening one. All are case-folded, with
    straight apostrophes.
    """

    conjunctions: frozenset[str]
    prepositions: frozenset[str]
    others: frozenset[str]


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def _words(conjunctions: str, prepositions: str, others: str) -> FunctionWords:
    return FunctionWords(
        conjunctions=word_set(conjunctions),
        prepositions=word_set(prepositions),
        others=word_set(others),
    )


NO_FUNCTION_WORDS = _words("", "", "")

FUNCTION_WORDS: Mapping[str, FunctionWords] = MappingProxyType(
    {
        "en": _words(
            "and or but nor so yet if because while although though when whenever where wherever whether unless "
            "until which who whom whose what how why that since than as once before after",
            "of in on at by to for from with about into onto over under between through during without within "
            "against among around behind beyond near upon via like across along toward towards despite except per "
            "beside besides above below inside outside throughout",
            "a an the this these those my your his her its our their some any no every each either neither "
            "another i you he she it we they there is are was were be been being am do does did have has had "
            "having will would can could shall should may might must cannot not never very too really just quite "
            "also i'm you're we're they're he's she's it's that's there's what's who's let's i've you've we've "
            "they've i'll you'll we'll they'll he'll she'll it'll i'd you'd we'd they'd he'd she'd don't doesn't "
            "didn't can't couldn't won't wouldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't "
            "more most less such both many much few several",
        ),
        "fr": _words(
            "et ou mais ni car or donc que qu' qui dont où si comme quand lorsque puisque quoique pourquoi "
            "comment parce afin",
            "à en dans par pour sur sous avec sans vers chez entre contre depuis pendant avant après dès jusque "
            "jusqu' de du des au aux selon malgré parmi",
            "le la les un une ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs "
            "quel quelle quels quelles chaque plusieurs quelques aucun aucune tout toute toutes tous je tu il "
            "elle on nous vous ils elles ne se me te y est sont était étaient sera seront a ont avait avaient ai "
            "as avons avez suis es êtes sommes être avoir peut peuvent doit doivent très plus moins trop si c'est "
            "n'est j'ai",
        ),
        "de": _words(
            "und oder aber denn sondern dass daß ob wenn weil als wie während obwohl damit bevor nachdem wo warum "
            "was wer sodass falls sowie bis",
            "in im ins an am ans auf aus bei beim mit nach seit von vom zu zum zur für durch gegen ohne um über "
            "unter vor zwischen hinter neben wegen trotz",
            "der die das den dem des ein eine einen einem einer eines kein keine keinen keiner mein meine meinen "
            "dein deine sein seine seinen ihr ihre ihren unser unsere euer eure dieser diese dieses diesen jeder "
            "jede jedes ich du er sie es wir man ist sind war waren bin bist seid hat haben habe hatte hatten "
            "wird werden wurde wurden kann können muss müssen soll sollen will wollen darf dürfen nicht nie sehr "
            "zu mehr viele alle einige",
        ),
        "es": _words(
            "y e o u pero ni que quien quienes cuyo cuya si como cuando donde porque aunque mientras pues cual "
            "cuales sino",
            "a al de del en por para con sin sobre entre hasta desde contra según hacia bajo ante tras durante "
            "mediante",
            "el la los las lo un una unos unas mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta "
            "estos estas ese esa esos esas aquel aquella cada algún alguna algunos algunas ningún ninguna todo "
            "toda todos todas yo tú él ella nosotros ellos ellas se me te le les nos no es son era eran fue "
            "fueron soy ser ha han había habían he hemos está están estaba estar puede pueden debe deben muy más "
            "menos tan",
        ),
        "it": _words(
            "e ed o ma né che chi cui se come quando dove perché mentre benché sebbene quindi poiché",
            "a ad al allo alla ai agli alle di del dello della dei degli delle da dal dalla dai in nel nella nei "
            "nelle con su sul sulla sui per tra fra senza verso contro durante",
            "il lo la i gli le un uno una mio mia tuo tua suo sua nostro nostra vostro loro questo questa questi "
            "queste quel quella quei ogni io tu lui lei noi voi si mi ti ci vi ne non è sono era erano ha hanno "
            "ho abbiamo aveva essere avere può possono deve molto più meno",
        ),
        "pt": _words(
            "e ou mas nem que quem cujo se como quando onde porque embora enquanto pois qual",
            "a ao aos à às de do da dos das em no na nos nas por pelo pela para com sem sobre entre até desde "
            "contra sob durante",
            "o os as um uma uns umas meu minha teu tua seu sua seus suas nosso nossa este esta esse essa aquele "
            "aquela cada todo toda todos eu tu ele ela nós vocês eles elas me te lhe não é são era eram foi foram "
            "ser está estão estava tem têm tinha há pode podem deve muito mais menos",
        ),
    }
)


def function_words(language: str) -> FunctionWords:
    """The function words of a language (a BCP 47 tag); empty sets where none are known."""
    return FUNCTION_WORDS.get(language.replace("_", "-").split("-")[0].casefold(), NO_FUNCTION_WORDS)
