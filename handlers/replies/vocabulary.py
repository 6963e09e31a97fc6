"""The words of replies, folded: lower case, without rings and dots. A word that is in no table is not understood."""

from __future__ import annotations

from enum import Enum, auto


class Sign(Enum):
    """What a phrase adds to its clause."""

    CAN = auto()
    """The person can: "kan", "hinner"."""
    FITS = auto()
    """The day can: "funkar", "passar"."""
    FINE = auto()
    """ "ok", "bra": an answer only beside a day; else no more than a nod."""
    COME = auto()
    NOT = auto()
    BUSY = auto()
    LINK = auto()
    PLACE = auto()
    LATE = auto()
    LEAVE = auto()
    GO = auto()
    """ "går": works, or leaves."""
    STAY = auto()
    EARLIER = auto()
    FROM = auto()
    UNTIL = auto()
    BEFORE = auto()
    AFTER = auto()
    PART = auto()
    WHOLE = auto()
    SERVE = auto()
    SUBSTITUTE = auto()
    GLADLY = auto()
    RATHER = auto()
    RATHER_NOT = auto()
    YES = auto()
    NO = auto()
    MEANT = auto()
    UNDO = auto()
    WRONG = auto()
    AT_ALL = auto()
    ALL = auto()
    BOTH = auto()
    EITHER = auto()
    NONE = auto()
    ANY = auto()
    OR = auto()
    REST = auto()
    ONLY = auto()
    EXCEPT = auto()
    ME = auto()
    SOLVED = auto()
    """ "det löste sig": then one comes."""
    HINT = auto()
    """Ill, away, on holiday: a reason, and no answer."""
    DOUBT = auto()
    """A condition, a guess, or somebody else's words: then nothing is carried out."""


def _each(words: str, *signs: Sign) -> dict[str, tuple[Sign, ...]]:
    return dict.fromkeys((word.strip() for word in words.split("|")), signs)


S = Sign
PHRASES: dict[str, tuple[Sign, ...]] = {
    **_each("kan|hinner|har mojlighet att|can|able to|am able to|be able to|kunna|hinna|ar ledig att|possible", S.CAN),
    **_each("har inte mojlighet att|har inte mojlighet|inte mojlighet att|har ej mojlighet att|cannot|unable to|am unable to", S.CAN, S.NOT),
    **_each(
        "funkar|fungerar|passar|gar bra|gar fint|gar utmarkt|gar alldeles utmarkt|det gar|gar det|works|work|suits|"
        "suit|funka|fungera|passa|ga bra|works fine|works well|ar mojligt|ar mojliga|lampar sig|is good|are good|"
        "are fine|is fine|is ok|is okay|are ok|ar ok|ar okej|ar bra",
        S.FITS,
    ),
    **_each("gar inte|inte gar|det gar inte|ar inte mojligt", S.FITS, S.NOT),
    **_each("ok|okej|okey|okay|bra|fint|perfekt|fine|good|great|utmarkt|toppen", S.FINE),
    **_each(
        "kommer|komma|kmr|ar med|vara med|deltar|delta|medverkar|medverka|narvarar|narvara|ar dar|vara dar|dyker upp|"
        "dyka upp|rakna med mig|ansluter|ansluta|kopplar upp mig|koppla upp mig|kopplar in mig|tacka ja|come|coming|am coming|attend|attending|be there|am in|make it|join|joining|do it|"
        "make|do|participate|be present|count me in|count on me|sees there|ar narvarande|vara narvarande|tackar ja|"
        "be attending|be coming|be joining|am joining|am attending|medverkan|deltaga|komer|stay for all",
        S.COME,
    ),
    **_each("ar inte med|ar inte dar|ar inte narvarande|rakna inte med mig", S.COME, S.NOT),
    **_each(
        "har forhinder|ha forhinder|far forhinder|fick forhinder|fatt forhinder|har fatt forhinder|forhinder|forh|"
        "har forfall|forfall|anmaler forhinder|meddelar forhinder|ar forhindrad|forhindrad|lamnar aterbud|aterbud|"
        "upptagen|ar upptagen|uteblir|utebli|ar franvarande|franvarande|missar|missa|busy|am busy|am unavailable|"
        "unavailable|tackar nej|maste tacka nej|far tacka nej|tacka nej|aterbud fran mig|forhinder fran mig|have to cancel|"
        "must cancel|need to cancel|blir forhinder|am out|count me out|ar inte tillganglig|miss|ar dubbelbokad|dubbelbokad|"
        "ar uppbokad|uppbokad|fatt annat forhinder|have a conflict",
        S.BUSY,
    ),
    **_each(
        "pa lank|via lank|pa lanken|via lanken|pa distans|distans|via distans|digitalt|digital|online|remotely|remote|"
        "via teams|pa teams|over teams|teams|via zoom|pa zoom|zoom|over zoom|via video|pa video|by link|on link|"
        "via link|by video|on teams|on zoom|virtually|per lank|med lank|uppkopplad|pa skarm|via skarm|hemifran|"
        "kopplar upp mig pa lank|tar det pa lank|tar motet pa lank|tar det digitalt|tar det pa distans|"
        "via webben|per distans|over lank|by teams|by zoom|via videolank|pa videolank|by phone link",
        S.LINK,
    ),
    **_each("pa plats|fysiskt|fysisk|in person|on site|i lokalen|physically|in the room|live", S.PLACE),
    **_each("sent|sen|for sent|for sen|forsenad|forsenat|sena|late|senare|later|efter start|efter borjan", S.LATE),
    **_each(
        "maste ga|maste lamna|maste sticka|maste dra|behover ga|behover lamna|far ga|ska ga|lamnar|lamna|"
        "have to leave|need to leave|must leave|leave|leaving|am leaving|have to go|need to go|must go|"
        "maste avvika|avviker|slutar|maste sluta|sticker|drar|gotta go|behover sticka|maste avsluta|got to leave|"
        "be leaving|will be leaving|maste ga ivag|gar ifran|behover avvika|maste rusa|have to run|need to run",
        S.LEAVE,
    ),
    **_each("gar", S.GO),
    **_each("stanna|stannar|stay|can stay", S.STAY),
    **_each("tidigare|i fortid|fore slutet|innan slutet|early|earlier|for tidigt|before the end", S.EARLIER),
    **_each("fran|from|forst|inte forran|tidigast|not until|from about", S.FROM),
    **_each("fram till|until|till och med|till klockan|enbart till|fram tills|tills|till kl", S.UNTIL),
    **_each("fore|innan|before", S.BEFORE),
    **_each("efter|after|langre an|later an|past", S.AFTER),
    **_each("en del av motet|del av motet|delvis|part of the meeting|part of it|en del|en stund|partly", S.PART),
    **_each("hela motet|hela tiden|hela|the whole meeting|whole|hela dagen|hela sammantradet", S.WHOLE),
    **_each(
        "tjanstgor|tjanstgora|rycka in|rycker in|hoppa in|hoppar in|staller upp|stalla upp|gar in|ga in|stand in|"
        "fill in|serve|serving|step in|ersatta|ersatter|tjanstgora for",
        S.SERVE,
    ),
    **{
        f"{who} {does}": (S.SUBSTITUTE,)
        for who in ("min ersattare", "ersattaren", "ersattare", "min personliga ersattare")
        for does in (
            "tar det",
            "far ta det",
            "kommer",
            "kommer i stallet",
            "kommer istallet",
            "gar in",
            "tjanstgor",
            "far ga in",
            "far tjanstgora",
            "tar min plats",
            "ersatter mig",
            "tar over",
            "gar i stallet",
            "gar istallet",
            "far komma",
            "far rycka in",
            "tar detta",
            "tar motet",
            "tar den",
            "kan ta det",
            "far hoppa in",
            "rycker in",
            "hoppar in",
            "kallas in",
        )
        if who != "ersattare" or does.startswith("far")
    },
    **_each(
        "kalla min ersattare|kalla in min ersattare|skicka min ersattare|kalla ersattare|kalla in ersattare|"
        "skicka ersattare|my substitute will take it|my substitute will attend|my substitute will come|"
        "my substitute takes it|my deputy will attend|my substitute is coming|my deputy will take it|"
        "my substitute will be there|min ersattare tar det har|min ersattare tar det i stallet|"
        "min ersattare tar det istallet|my replacement will attend|"
        "my deputy takes it|jag skickar min ersattare|skickar min ersattare|skickar ersattare",
        S.SUBSTITUTE,
    ),
    **_each("garna|mer an garna|gladly|happily|hemskt garna|happy to|am happy to|glad to", S.GLADLY),
    **_each("helst|foredrar|prefer|preferably|allra helst|i forsta hand", S.RATHER),
    **_each("helst inte|helst ej|rather not|preferably not|would rather not|i nodfall|if need be", S.RATHER_NOT),
    **_each("ja|japp|sure|sure thing|jajamansan|jajaman|yes|yep|yeah|yup|jo|jodå|joda|jadå|jada|jepp|ja tack|jajamensan", S.YES),
    **_each("nej|nope|no|na|nej tack|naej|tyvarr nej|nej tyvarr|no thanks", S.NO),
    **_each("menade|menar|meant|mente|menade att|mean|skulle skriva|meant that|meant to say", S.MEANT),
    **_each(
        "angra|undo|ta tillbaka|dra tillbaka|ta bort mitt svar|aterkalla|ta tillbaka mitt svar|angra mitt svar|"
        "angra det|angra senaste|take that back|take it back|ta tillbaka svaret|angra svaret|angra mig|undo that|angra det dar",
        S.UNDO,
    ),
    **_each("fel|blev fel|tryckte fel|skrev fel|wrong|mistake|blev tokigt|klickade fel", S.WRONG),
    **_each("alls|at all|over huvud taget|overhuvudtaget", S.AT_ALL),
    **_each(
        "alla|alla de|samtliga|allihop|all|all of them|allihopa|vilken som helst|vilka som helst|nar som helst|varje|"
        "any of them|samtliga dagar|any|alla tider|allting|vilket som helst|every|whichever",
        S.ALL,
    ),
    **_each("bada|bagge|both|both of them|badadera|baggedera|bada tva|bagge tva|bada dagarna", S.BOTH),
    **_each("either|either of them|either one", S.EITHER),
    **_each(
        "ingen|inget|inga|none|none of them|neither|ingendera|varken|neither of them|inga alls|ingen av dem|"
        "inget av dem|ingen av dagarna|inga av dagarna|inget av datumen|ingen av dem alls|no day|none of these|"
        "none of the dates|none of the days|inget av forslagen|ingen av tiderna|ingen dag|inga dagar",
        S.NONE,
    ),
    **_each("nagon|nagot|nagra|nagondera|nagon av dem|nagot av dem|nagon av dagarna|nagot av motena", S.ANY),
    **_each(
        "ovriga|resten|annars|ovrigt|i ovrigt|de andra|the rest|the others|otherwise|alla andra|andra dagar|"
        "de ovriga|alla ovriga|andra dagarna|de andra dagarna|ovriga dagar|ovriga datum|the other days",
        S.REST,
    ),
    **_each("bara|endast|enbart|only|just", S.ONLY),
    **_each("utom|forutom|except|except for|apart from|men inte just|bortsett fran", S.EXCEPT),
    **_each("inte|ej|icke|int|itte|inge|not|never|aldrig|inte langre", S.NOT),
    **_each("loste sig|ordnade sig|har lost sig|har ordnat sig|loser sig|ordnar sig|gick att losa|gick att ordna", S.SOLVED),
    **_each("running|blir", *()),
    **_each("trots allt|going to", *()),
    **_each("on time|in time|i tid|kommer pa det|kommer pa vad|kommer inte pa det|kommer inte pa vad", S.DOUBT),
    **_each("eller|or|nor|alternativt", S.OR),
    **_each("jag|i|mig|me|mej", S.ME),
    **_each(
        "sjuk|sjuka|sjukt|sjukskriven|forkyld|forkylning|semester|bortrest|utomlands|ledig|foraldraledig|vab|vabbar|"
        "magsjuk|sick|ill|ill.|away|holiday|vacation|travelling|traveling|krock|krockar|krockade|resande|reser|"
        "begravning|brollop|jobbar|jobb|arbetar|tandlakartid|lakartid|tandlakare|lakare|abroad|covid|influensa|feber",
        S.HINT,
    ),
}
"""Phrases with one blank between their words, as they stand when the fillers are gone."""

DOUBTS = frozenset(
    "kanske troligen troligtvis nog val antagligen formodligen sannolikt mojligen mojligtvis eventuellt eventuell ev "
    "tror trodde hoppas forsoker forsoka forsok om ifall huruvida savida beroende beror osaker osakert osakra "
    "preliminart prel skulle borde bor vill ville onskar tankte tanker planerar raknar typ normalt vanligtvis "
    "sakert maybe perhaps probably possibly hopefully likely unlikely should could would might may if unless whether "
    "depending depends think thought guess hope hoping try trying unsure supposed tentatively want wish assuming "
    "provided ska sager sa sade skrev skriver halsar enligt meddelar meddelade ringde hort horde undrar undrade "
    "fragar fragade said says told according asked wonder hon han hen de dom ni du vi man honom henne hans hennes "
    "dem deras he she they we you him her them ordforande ordforanden sekreteraren kollega kollegan kommunen skojar "
    "skojade skamtar skamt skamtade kidding joking joke ironi haha hehe lol jaha visst kul utan tvartom tvart "
    "lost loste losa ordna ordnar andras andrar andrat fortfarande vet vetat kunde kunnat hade haft kom "
    "kommit varit var var forr forra igar yesterday fredags mandags tisdags onsdags torsdags lordags sondags was were "
    "last had annan andra egentligen nastan knappt knappast sallan ibland ofta hardly barely sometimes usually often "
    "rarely almost aterkommer aterkomma later sjalv tveksam tveksamt tveksamma chansen risk risken fifty procent "
    "forutsatt forutsattning sannolikhet medan innan beslutat inget chans nja njae kanhanda mahanda"
    " hypotetiskt sags pastar pastod rykte ryktet anta antar tyder lutar lutade kollar kolla checkar check checking "
    "bekraftar bekrafta inom aven nekar vagrar glom glomde ignorera strunta bortse ignore forget cancel".split()
)
"""Words that make anything doubtful: conditions, guesses, other persons, what is past, jest."""

FILLERS = frozenset(
    "tyvarr dessvarre ju alltsa tack hej hejsan hello hi dear det den dar dit da nu for del min till pa at to the a an "
    "of on in med av mote motet moten motena moterna sammantradet sammantrade styrelsemotet styrelsemote meeting "
    "meetings dag dagen dagarna dagar datum datumet datumen tid tiden tiderna forslag forslaget forslagen alternativ "
    "alternativet day days date dates time times this these that it kl klockan absolut sjalvklart givetvis by them "
    "naturligtvis definitivt sjalvfallet saklart certainly definitely absolutely course unfortunately sorry sadly "
    "regrettably afraid thanks thank ocksa too also heller anda istallet stallet instead forlat ursakta oj "
    "ojda ah oh hoppsan so sa och samt and well am is are will be do does did blir bli vara ar vanligt denna detta dessa "
    "gang gangen foreslagna ca cirka ungefar runt omkring about around approximately vid gott riktigt jattebra valdigt mycket "
    "very really my mitt mina styrelsen direkt precis "
    "exakt exactly perfectly beklagar here there helt iaf antingen dem going however daremot aven med hall "
    "forblir sedan".split()
)
"""Words that change nothing in a clause that is otherwise understood."""

COURTESY = frozenset(
    "hej hejsan hello hi dear god morgon morning kvall afternoon mvh vh halsningar halsning hals vanliga varma basta "
    "vanligen regards best kind cheers med tack thanks thank tusen mycket pa forhand ha en det bra lycka till ses vi da "
    "ser fram emot fint trevlig trevligt kul helg sa gott skont ett bra mote see you then there looking "
    "forward good luck enjoy halsa alla fran mig kram kramar forlat ursakta sorry ingen fara inga problem no problem "
    "noterat uppfattat for it att du fragar paminnelsen inbjudan kallelsen informationen info the invitation reminder "
    "tackar ledsen ar jag am so very all okej ok bra absolut sjalvklart givetvis vet du det".split()
)
"""A clause of nothing but these is courtesy."""
GREETINGS = frozenset(
    "hej hejsan hello hi dear mvh vh halsningar halsning hals vanliga varma vanligen regards best kind tack thanks "
    "thank cheers kram kramar".split()
)
"""A clause that begins with one of these may go on with a name."""
REASONS = frozenset("har ar maste jobbar reser sitter dottern sonen barnen barnet bilen taget have am is".split())
"""A clause of its own that begins with one of these, perhaps after "jag", gives a reason."""
VERBS = frozenset(
    {S.CAN, S.FITS, S.FINE, S.COME, S.BUSY, S.LINK, S.LATE, S.LEAVE, S.GO, S.STAY, S.SERVE, S.YES, S.NO, S.NOT}
    | {S.RATHER, S.RATHER_NOT, S.GLADLY, S.PART, S.SUBSTITUTE}
)
"""Signs that say something by themselves, and can't be on both sides of several days."""
RELEVANT = frozenset(
    {S.CAN, S.FITS, S.COME, S.BUSY, S.LINK, S.LATE, S.LEAVE, S.SERVE, S.SUBSTITUTE, S.HINT, S.MEANT, S.UNDO, S.WRONG}
    | {S.YES, S.NO, S.RATHER_NOT, S.STAY}
)
"""Signs of a reply; without any of them a long sentence is about something else."""
SKIPPED = frozenset("tyvarr dessvarre ju alltsa jag unfortunately sadly i nu da also ocksa anda".split())
"""May stand within a phrase: "har tyvärr förhinder"."""
NOTS = frozenset({"inte", "ej", "icke", "int", "itte", "inge", "not"})
INFINITIVES = frozenset(
    "kunna hinna vara delta deltaga narvara medverka missa ha bli behova komma utebli stanna ga lamna tjanstgora passa "
    "funka fungera".split()
)
REMAINDERS = frozenset({"annars", "ovriga", "resten", "otherwise", "ovrigt"})
PREDICATES = frozenset(
    "kan kommer kmr deltar narvarar medverkar maste behover gar har ar blir funkar fungerar passar hinner foredrar "
    "lamnar can cannot come coming works work have need will am is must prefer leave".split()
)
"""Verbs that make a clause of their own on each side of an "och"."""
HINTS = frozenset(word for phrase, signs in PHRASES.items() if signs == (Sign.HINT,) for word in phrase.split())
REAL_WORDS = frozenset(
    "svarat svara svarar svarade svaret svarstid lange vantar adress adressen lokal lokalen obesvarade deadline delar "
    "leading remove hindrar hindra missat deltog fungerat borjar borja traffas fredags mandags tisdags onsdags torsdags lordags sondags kommen kommit kommun komma komman hinder lanken lankar "
    "passar passade passat fungerade funkade ersatter ersatt ersattare stannade menande".split()
)
"""Words of their own that are one letter from others."""
BECAUSE = frozenset({"pga", "eftersom", "because", "since", "due"})
BUT = frozenset({"men", "but", "however", "fast", "dock", "although", "though", "daremot"})
AND = frozenset({"och", "samt", "and"})

QUESTION_WORDS = frozenset(
    "nar var vart vem vad hur vilken vilket vilka varfor who when where what why how which whose whom".split()
)
ASKING = frozenset(
    "kan kommer ska far maste hinner deltar ar har gar finns kunde skulle behover borde tjanstgor blir vet".split()
)
ASKED = frozenset("jag vi du ni man det den nagon hon han hen de dom anna ordforanden motet".split())
ASKING_ENGLISH = frozenset("can could may should do does did am is are will would must have has".split())
ASKED_ENGLISH = frozenset("i we you they he she it there the anyone somebody someone".split())

ABBREVIATED = frozenset("kl forh min tim mvh ca ev bl t ex dvs jan feb febr mar apr aug sept okt nov dec v".split())
CONTRACTIONS = {
    "can't": "can not",
    "cant": "can not",
    "cannot": "can not",
    "won't": "will not",
    "wont": "will not",
    "don't": "does not",
    "dont": "does not",
    "doesn't": "does not",
    "doesnt": "does not",
    "isn't": "is not",
    "aren't": "are not",
    "i'm": "i am",
    "im": "i am",
    "i'll": "i will",
    "it's": "it is",
    "that's": "that is",
    "i've": "i have",
    "couldn't": "could not",
    "wouldn't": "would not",
    "shouldn't": "should not",
    "idag": "idag",
    "jag'": "jag",
    "hej!": "hej",
}
THUMBS_UP = frozenset({"👍", ":thumbsup:", ":+1:", "✅", ":white_check_mark:", "👌", ":ok_hand:"})
THUMBS_DOWN = frozenset({"👎", ":thumbsdown:", ":-1:", "❌", ":x:"})
SMILES = frozenset(
    [":)", ":-)", ":(", ":-(", ":d", "🙂", "😊", "😀", "😃", "🎉", "🙏", "😢", "😞", "☹", "😔", "❤", "🤒", "🤧", "😷"]
    + ":slightly_smiling_face: :smile: :blush: :pray: :disappointed: :cry: :tada: :heart: :wave: :face_with_thermometer:"
    " :smiley: :white_frowning_face: :sneezing_face: :grinning:".split()
    + ["👋", "😕", "🌞", "☀", "🌷", "🥳", "😄", "😁", "😅"]
)
IRONY = frozenset(["🙄", "😏", "😉", "🙃", "😜", ";)", ";-)", ":p", ":-p", "/s", ":upside_down_face:", ":wink:"])
