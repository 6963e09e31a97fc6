// What the page itself says, in Swedish and English. What the bot says is its own affair.
const WORDS = {
  sv: {
    places: "Platser", youAre: "Du är", behind: "Bakom kulisserna", messages: "Meddelanden", write: "Skriv ett meddelande",
    writeTo: "Skriv till {}", send: "Skicka", shortcuts: "Genvägar", clock: "Klockan", now: "Det är",
    nextDue: "Nästa händelse:", hour: "En timme fram", day: "Ett dygn fram", toNext: "Till nästa händelse", nothingDue: "ingen planerad",
    log: "Vad boten fick veta och sa", logHelp: "Nyast först. Öppna en rad för att se hela innehållet.",
    toComposer: "Hoppa till skrivfältet", onlyYou: "Bara du ser det här", edited: "(ändrat)", home: "Hem", conversations: "Samtal med boten",
    channels: "Kanaler", isNew: "nytt", nothingHome: "Boten har inte visat något här än.", empty: "Inga meddelanden än.",
    cancel: "Avbryt", close: "Stäng", more: "Fler val", choose: "Välj …", optional: "(frivilligt)", told: "boten fick veta", said: "boten sa",
    moving: "Klockan flyttas …", moved: "Klart.", busy: "Ett ögonblick …", failed: "Det gick inte: {}", away: "Servern svarar inte. Försöker igen.",
    image: "Bild: {}", other: "English", readOnly: "Du är inte med här.",
  },
  en: {
    places: "Places", youAre: "You are", behind: "Behind the scenes", messages: "Messages", write: "Write a message",
    writeTo: "Write to {}", send: "Send", shortcuts: "Shortcuts", clock: "The clock", now: "It is",
    nextDue: "Next event:", hour: "One hour on", day: "One day on", toNext: "To the next event", nothingDue: "none planned",
    log: "What the bot was told and said", logHelp: "Newest first. Open a line to see all of it.",
    toComposer: "Skip to the message field", onlyYou: "Only visible to you", edited: "(edited)", home: "Home", conversations: "Direct message",
    channels: "Channels", isNew: "new", nothingHome: "The bot has not shown anything here yet.", empty: "No messages yet.",
    cancel: "Cancel", close: "Close", more: "More", choose: "Choose …", optional: "(optional)", told: "the bot was told", said: "the bot said",
    moving: "Moving the clock …", moved: "Done.", busy: "One moment …", failed: "That failed: {}", away: "The server does not answer. Trying again.",
    image: "Image: {}", other: "Svenska", readOnly: "You are not a member here.",
  },
};

// Sentences that the server puts at a field, as Slack's client would; it speaks Swedish.
const FIELD = [
  [/^Fyll i det här fältet\.$/, "Please fill in this field."],
  [/^Högst (\d+) tecken\.$/, "At most $1 characters."],
  [/^Minst (\d+) tecken\.$/, "At least $1 characters."],
  [/^Skriv en hel länk.*$/, "Write a whole link that begins with https://"],
  [/^Vi fick inget svar\. Försök igen\.$/, "We had no answer. Try again."],
];

let language = localStorage.getItem("language") === "en" ? "en" : "sv";

export const lang = () => language;
export const locale = () => (language === "en" ? "en-GB" : "sv-SE");

export function word(key, value = "") {
  return WORDS[language][key].replace("{}", value);
}

export function fieldText(text) {
  const found = language === "en" && FIELD.find(([pattern]) => pattern.test(text));
  return found ? text.replace(found[0], found[1]) : text;
}

export function switchLanguage() {
  language = language === "en" ? "sv" : "en";
  localStorage.setItem("language", language);
}

// Fills in every element of the page that names its word.
export function speak() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(node.dataset.label));
  const other = document.getElementById("language");
  other.textContent = word("other");
  other.lang = language === "en" ? "sv" : "en";
}
