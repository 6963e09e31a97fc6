"""The phrases of replies, folded: lower case, without rings and dots. What is in no table is not understood."""

from __future__ import annotations

from handlers.replies.signs import Sign


def _each(words: str, *signs: Sign) -> dict[str, tuple[Sign, ...]]:
    return dict.fromkeys((word.strip() for word in words.split("|")), signs)


S = Sign
_LINKS = (
    "pa lank",
    "via lank",
    "pa distans",
    "digitalt",
    "via teams",
    "pa teams",
    "via zoom",
    "pa zoom",
    "online",
    "hemifran",
)
PHRASES: dict[str, tuple[Sign, ...]] = {
    **_each(
        "kan|hinner|har mojlighet att|can|able to|am able to|be able to|kunna|hinna|ar ledig att|possible|klarar",
        S.CAN,
    ),
    **_each(
        "har inte tid|har ej tid|har ingen tid|har inte mojlighet att|har inte mojlighet|inte mojlighet att|"
        "har ej mojlighet att|cannot|unable to|am unable to",
        S.CAN,
        S.NOT,
    ),
    **_each(
        "funkar|fungerar|passar bast|funkar bast|fungerar bast|passar|gar bra|gar fint|gar utmarkt|"
        "gar alldeles utmarkt|det gar|gar det|works|work|suits|suit|funka|fungera|passa|ga bra|works fine|"
        "works well|ar mojligt|ar mojliga|lampar sig|is good|are good|are fine|is fine|is ok|is okay|are ok|ar ok|"
        "ar okej|ar bra",
        S.FITS,
    ),
    **_each("gar bort|faller bort|gar ej|gar inte|inte gar|det gar inte|ar inte mojligt", S.FITS, S.NOT),
    **_each("ok|okej|okey|okay|bra|fint|perfekt|fine|good|great|utmarkt|toppen", S.FINE),
    **_each(
        "kommer|komma|maste delta|maste vara med|kmr|ar med|vara med|deltar|delta|medverkar|medverka|narvarar|"
        "narvara|ar dar|vara dar|dyker upp|dyka upp|rakna med mig|ansluter|ansluta|kopplar upp mig|koppla upp mig|"
        "kopplar in mig|tacka ja|come|coming|am coming|attend|attending|be there|am in|make it|join|joining|do it|"
        "make|do|participate|be present|count me in|count on me|sees there|ar narvarande|vara narvarande|tackar ja|"
        "be attending|be coming|be joining|am joining|am attending|medverkan|deltaga|komer|stay for all|"
        "see you there|vi ses dar|ses dar|arrive|arriving|anlander|ankommer|ar framme|framme|infinner mig|star upp|"
        "kan delta",
        S.COME,
    ),
    **_each("ar inte med|ar inte dar|ar inte narvarande|rakna inte med mig", S.COME, S.NOT),
    **_each(
        "har forhinder|ha forhinder|far forhinder|fick forhinder|fatt forhinder|har fatt forhinder|forhinder|forh|"
        "har forfall|forfall|anmaler forhinder|meddelar forhinder|ar forhindrad|forhindrad|lamnar aterbud|aterbud|"
        "upptagen|ar upptagen|uteblir|utebli|ar franvarande|franvarande|missar|missa|busy|am busy|am unavailable|"
        "unavailable|tackar nej|maste tacka nej|far tacka nej|tacka nej|aterbud fran mig|forhinder fran mig|"
        "have to cancel|must cancel|need to cancel|blir forhinder|am out|count me out|ar inte tillganglig|miss|"
        "ar dubbelbokad|dubbelbokad|ar uppbokad|uppbokad|fatt annat forhinder|have a conflict|maste lamna aterbud|"
        "lamna aterbud|meddela forhinder|anmala forhinder|vill anmala forhinder|vill meddela forhinder|"
        "maste anmala forhinder|maste meddela forhinder|maste avboja|avbojer|avstar|have to decline|must decline|"
        "decline|vill lamna aterbud|far lamna aterbud|far avsta|maste avsta|kommer fa forhinder|"
        "have another meeting|ar bokad|ar redan bokad|ar inbokad|ar ej med|ar ej dar",
        S.BUSY,
    ),
    **_each(
        "pa lank|via lank|blir lank|blir digitalt|pa lanken|via lanken|pa distans|distans|via distans|digitalt|"
        "digital|online|remotely|remote|via teams|pa teams|over teams|teams|via zoom|pa zoom|zoom|over zoom|"
        "via video|pa video|by link|on link|via link|by video|on teams|on zoom|virtually|per lank|med lank|"
        "uppkopplad|pa skarm|via skarm|hemifran|kopplar upp mig pa lank|tar det pa lank|tar motet pa lank|"
        "tar det digitalt|tar det pa distans|via webben|per distans|over lank|by teams|by zoom|via videolank|"
        "pa videolank|by phone link",
        S.LINK,
    ),
    **_each("pa plats|fysiskt|fysisk|in person|on site|i lokalen|physically|in the room|live", S.PLACE),
    **{f"tar {what} {how}": (S.LINK,) for what in ("det", "motet", "den") for how in _LINKS},
    **_each(
        "sent|sen|lite sent|lite sen|lite forsenad|lite senare|nagot sent|nagot sen|lite for sent|for sent|for sen|"
        "forsenad|forsenat|sena|late|senare|later|efter start|efter borjan",
        S.LATE,
    ),
    **_each(
        "maste ga|maste lamna|maste sticka|maste dra|behover ga|behover lamna|far ga|ska ga|lamnar|lamna|"
        "have to leave|need to leave|must leave|leave|leaving|am leaving|have to go|need to go|must go|"
        "maste avvika|avviker|sticker|drar|gotta go|behover sticka|got to leave|be leaving|will be leaving|"
        "maste ga ivag|gar ifran|behover avvika|maste rusa|have to run|need to run|tvungen att ga|"
        "tvungen att lamna|ar tvungen att ga|ar tvungen att lamna|behova ga|behova lamna|maste springa|maste hem|"
        "maste hemat|behover dra",
        S.LEAVE,
    ),
    **_each("gar", S.GO),
    **_each("stanna|stannar|stay|can stay", S.STAY),
    **_each(
        "tidigare|lite tidigare|lite innan slutet|lite fore slutet|i fortid|fore slutet|innan slutet|early|earlier|"
        "for tidigt|before the end",
        S.EARLIER,
    ),
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
        for who in ("min ersattare", "min personliga ersattare", "ersattaren")
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
        if who.startswith("min") or does.startswith(("far", "tar"))
    },
    **_each(
        "kalla min ersattare|kalla in min ersattare|skicka min ersattare|kalla ersattare|kalla in ersattare|"
        "skicka ersattare|my substitute will take it|my substitute will attend|my substitute will come|"
        "my substitute takes it|my deputy will attend|my substitute is coming|my deputy will take it|"
        "my substitute will be there|min ersattare tar det har|min ersattare tar det i stallet|"
        "min ersattare tar det istallet|my replacement will attend|my deputy takes it|jag skickar min ersattare|"
        "skickar min ersattare|skickar ersattare",
        S.SUBSTITUTE,
    ),
    **_each("garna|mer an garna|gladly|happily|hemskt garna|happy to|am happy to|glad to", S.GLADLY),
    **_each("helst|foredrar|prefer|preferably|allra helst|i forsta hand", S.RATHER),
    **_each("helst inte|helst ej|rather not|preferably not|would rather not|i nodfall|if need be", S.RATHER_NOT),
    **_each(
        "ja|japp|visst|ja visst|ja absolut|ja garna|javisst|okidoki|sure|sure thing|jajamansan|jajaman|yes|yep|"
        "yeah|yup|jo|joda|jada|jepp|ja tack|jajamensan",
        S.YES,
    ),
    **_each("nej|nope|no|na|nej tack|naej|tyvarr nej|nej tyvarr|no thanks", S.NO),
    **_each("menade|menar|meant|mente|menade att|mean|skulle skriva|meant that|meant to say", S.MEANT),
    **_each(
        "angra|undo|ta tillbaka|dra tillbaka|ta bort mitt svar|aterkalla|ta tillbaka mitt svar|angra mitt svar|"
        "angra det|angra senaste|take that back|take it back|ta tillbaka svaret|angra svaret|angra mig|undo that|"
        "angra det dar",
        S.UNDO,
    ),
    **_each(
        "fel|blev fel|tryckte fel|skrev fel|wrong|mistake|blev tokigt|klickade fel|maste andra mig|andrar mig|"
        "har andrat mig|maste andra mitt svar|andrar mitt svar|far andra mig|vill andra mitt svar|tar tillbaka det",
        S.WRONG,
    ),
    **_each("alls|at all|over huvud taget|overhuvudtaget", S.AT_ALL),
    **_each(
        "alla|alla de|samtliga|allihop|all|all of them|allihopa|vilken som helst|vilka som helst|nar som helst|"
        "varje|any of them|samtliga dagar|any|alla tider|allting|vilket som helst|every|whichever",
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
    **_each(
        "loste sig|ordnade sig|har lost sig|har ordnat sig|loser sig|ordnar sig|gick att losa|gick att ordna",
        S.SOLVED,
    ),
    # "in" and "it" are one letter from "int", a dialect's "inte": never words by themselves.
    **_each("running|blir|it is|it does|in the meeting|in the|it will", *()),
    **_each("it works|it suits", S.FITS),
    **_each("trots allt|som planerat|as planned|going to", *()),
    **_each(
        "jag passar|i pass|inte nu|inte just nu|not now|not right now|vid forhinder|utan forhinder|am in a|"
        "am in the|am in another|ar med pa det|ar med pa detta|vara med pa det|on time|in time|i tid|kommer pa det|"
        "kommer pa vad|kommer inte pa det|kommer inte pa vad",
        S.DOUBT,
    ),
    **_each("eller|or|nor|alternativt", S.OR),
    **_each("jag|i|mig|me|mej", S.ME),
    **_each(
        "sjuk|sjuka|sjukt|sjukskriven|forkyld|forkylning|semester|bortrest|utomlands|ledig|foraldraledig|vab|"
        "vabbar|magsjuk|sick|ill|ill.|away|holiday|vacation|travelling|traveling|krock|krockar|krockade|resande|"
        "reser|begravning|brollop|jobbar|jobb|arbetar|tandlakartid|lakartid|tandlakare|lakare|abroad|covid|"
        "influensa|feber|hospital|bortresta|tjansteresa|migran|vabba|sjukdom|konferens|utbildning|foraldramote|"
        "operation|krya|jour",
        S.HINT,
    ),
}
"""Phrases with one blank between their words, as they stand when the fillers are gone."""

HINTS = frozenset(word for phrase, signs in PHRASES.items() if signs == (Sign.HINT,) for word in phrase.split())
