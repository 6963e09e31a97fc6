"""Single words of replies by what they do to a clause, folded; signs and pictures too."""

from __future__ import annotations


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


DOUBTS = _words(
    "kanske troligen troligtvis nog val antagligen formodligen sannolikt mojligen mojligtvis eventuellt eventuell "
    "ev tror trodde hoppas forsoker forsoka forsok om ifall huruvida savida beroende beror osaker osakert osakra "
    "preliminart prel skulle borde bor vill ville onskar tankte tanker planerar raknar typ normalt vanligtvis "
    "sakert maybe perhaps probably possibly hopefully likely unlikely should could would might may if unless "
    "whether depending depends think thought guess hope hoping try trying unsure supposed tentatively want wish "
    "assuming provided ska sager sa sade skrev skriver halsar enligt meddelar meddelade ringde hort horde undrar "
    "undrade fragar fragade said says told according asked wonder hon han hen de dom ni du vi man honom henne "
    "hans hennes dem deras he she they we you him her them ordforande ordforanden sekreteraren kollega kollegan "
    "kommunen skojar skojade skamtar skamt skamtade kidding joking joke ironi haha hehe lol jaha kul utan tvartom "
    "tvart lost loste losa ordna ordnar andras andrar andrat fortfarande vet vetat kunde kunnat hade haft kom "
    "kommit varit var forr forra igar yesterday fredags mandags tisdags onsdags torsdags lordags sondags was were "
    "last had annan andra egentligen nastan knappt knappast sallan ibland ofta hardly barely sometimes usually "
    "often rarely almost aterkommer aterkomma later sjalv tveksam tveksamt tveksamma chansen risk risken fifty "
    "procent forutsatt forutsattning sannolikhet medan innan beslutat inget chans nja njae kanhanda mahanda "
    "hypotetiskt sags pastar pastod rykte ryktet anta antar tyder lutar lutade kollar kolla checkar check "
    "checking bekraftar bekrafta inom aven nekar vagrar glom glomde ignorera strunta bortse ignore forget cancel "
    "tanken planen plan meningen ambitionen malet avsikten forhoppningen stryk stopp stop vanta wait forresten "
    "asch strunt nix skoja bluff aprilskamt reservation forbehall"
)
"""Words that make anything doubtful: conditions, guesses, other persons, what is past, jest."""

FILLERS = _words(
    "that harmed tyvarr dessvarre ju alltsa tack hej hejsan hello hi dear det den dar dit da nu for del min till "
    "pa at to the a an of on med av mote motet moten motena moterna sammantradet sammantrade styrelsemotet "
    "styrelsemote meeting meetings dag dagen dagarna dagar datum datumet datumen tid tiden tiderna forslag "
    "forslaget forslagen alternativ alternativet alternativen day days date dates time times this these kl "
    "klockan absolut sjalvklart givetvis by naturligtvis definitivt sjalvfallet saklart certainly definitely "
    "absolutely course unfortunately sorry sadly regrettably afraid thanks thank ocksa too also heller anda "
    "istallet stallet instead forlat ursakta oj ojda ah oh hoppsan so och samt and well am are will be do does "
    "did blir bli vara ar vanligt denna detta dessa gang gangen foreslagna redan klart bade bokat ca cirka "
    "ungefar runt omkring about around approximately gott riktigt jattebra valdigt mycket very really my mitt "
    "mina direkt precis exakt exactly perfectly beklagar here there iaf antingen going however daremot hall "
    "forblir sedan"
)
"""Words that change nothing in a clause that is otherwise understood."""

MATTERS = _words(
    "tid tiden tiderna forslag forslaget forslagen alternativ alternativet alternativen datum datumet datumen "
    "date dates time times detta denna dessa this these that det"
)
"""What one may also be "med på" without coming."""
SUBJECTS = _words(
    "det den detta denna dessa it this that these motet mote motena meeting sammantradet datumet tiden dagen forslaget"
)
"""Before a "kommer" without a "jag", these are what comes."""

COURTESY = _words(
    "onskar er noterat bokat antecknat tackar glad vida hej hejsan hello hi dear god morgon morning kvall "
    "afternoon mvh vh halsningar halsning hals vanliga varma basta vanligen regards best kind cheers med tack "
    "thanks thank tusen mycket pa forhand ha en det bra lycka till ses vi da ser fram emot fint trevlig trevligt "
    "kul helg sa gott skont ett mote see you then there looking forward good luck enjoy halsa alla fran mig kram "
    "kramar forlat ursakta sorry ingen fara inga problem no uppfattat for it att du fragar paminnelsen inbjudan "
    "kallelsen informationen info the invitation reminder ledsen ar jag am so very all okej ok absolut sjalvklart "
    "givetvis vet"
)
"""A clause of nothing but these is courtesy."""
GREETINGS = _words(
    "hej hejsan hello hi dear mvh vh halsningar halsning hals vanliga varma vanligen regards best kind tack "
    "thanks thank cheers kram kramar"
)
"""A clause that begins with one of these may go on with a name."""
REASONS = _words(
    "har ar maste jobbar reser sitter dottern sonen barnen barnet bilen taget have am is ska ligger tar aker "
    "fixar bokar skickar hamtar arbetar befinner undervisar"
)
"""A clause of its own that begins with one of these, perhaps after "jag", gives a reason."""
SKIPPED = _words("harmed tyvarr dessvarre ju alltsa jag unfortunately sadly i nu da also ocksa anda")
"""May stand within a phrase: "har tyvärr förhinder"."""
NOTS = frozenset({"inte", "ej", "icke", "int", "itte", "inge", "not"})
INFINITIVES = _words(
    "kunna hinna vara delta deltaga narvara medverka missa ha bli behova komma utebli stanna ga lamna tjanstgora "
    "passa funka fungera"
)
REMAINDERS = frozenset({"annars", "ovriga", "resten", "otherwise", "ovrigt"})
PREDICATES = _words(
    "kan kommer kmr deltar narvarar medverkar maste behover gar har ar blir funkar fungerar passar hinner "
    "foredrar lamnar can cannot come coming works work have need will am is tar take must prefer leave"
)
"""Verbs that make a clause of their own on each side of an "och"."""
REAL_WORDS = _words(
    "svarat svara svarar svarade svaret svarstid lange vantar adress adressen lokal lokalen obesvarade deadline "
    "delar leading remove hindrar hindra missat deltog fungerat borjar borja traffas fredags mandags tisdags "
    "onsdags torsdags lordags sondags kommen kommit kommun komma komman hinder lanken lankar passar passade "
    "passat fungerade funkade ersatter ersatt ersattare stannade menande"
)
"""Words of their own that are one letter from others."""
BECAUSE_BEFORE = {
    "for": ("jag", "att", "vi", "det", "min", "mitt", "mina"),
    "da": ("jag", "vi", "det", "min", "mitt", "mina"),
    "as": ("i", "we", "my"),
    "p": ("g",),
    "grund": ("av",),
}
"""Words that give a reason only before these: "för jag", and not "för mig"."""
BECAUSE = frozenset({"pga", "eftersom", "because", "since", "due"})
BUT = frozenset({"men", "but", "however", "fast", "dock", "although", "though", "daremot"})
AND = frozenset({"och", "samt", "and"})

QUESTION_WORDS = _words(
    "nar var vart vem vad hur vilken vilket vilka varfor who when where what why how which whose whom"
)
ASKING = _words("kan kommer ska far maste hinner deltar ar har gar finns kunde skulle behover borde tjanstgor blir vet")
ASKED = _words("jag vi du ni man det den nagon hon han hen de dom anna ordforanden motet")
ASKING_ENGLISH = _words("can could may should do does did am is are will would must have has")
ASKED_ENGLISH = _words("i we you they he she it there the anyone somebody someone")

ABBREVIATED = _words("p g a kl forh min tim mvh ca ev bl t ex dvs jan feb febr mar apr aug sept okt nov dec v")
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
SMILES = _words(
    ":) :-) :( :-( :d 🙂 😊 😀 😃 😄 😁 😅 🎉 🥳 🙏 😢 😞 😔 😕 ☹ ❤ 🤒 🤧 😷 👋 🌞 ☀ 🌷 "
    ":slightly_smiling_face: :smile: :blush: :smiley: :grinning: :pray: "
    ":disappointed: :cry: :tada: :heart: :wave: :face_with_thermometer: "
    ":sneezing_face: :white_frowning_face:"
)
IRONY = _words("🙄 😏 😉 🙃 😜 ;) ;-) :p :-p /s :upside_down_face: :wink:")
