// The page: who one is, where one is, what there is to see, and what one does.
import { ask, byId, make, tell } from "./dom.js";
import { render } from "./blocks.js";
import { setUpComposer, showComposer } from "./composer.js";
import { showMessages } from "./messages.js";
import { showModal, values } from "./modal.js";
import { knowPeople, readIn } from "./mrkdwn.js";
import { refreshPanel, setUpPanel } from "./panel.js";
import { lang, speak, switchLanguage, word } from "./words.js";

const here = { person: "", place: "dm", base: null, screen: null, read: {} };

// Who and where stand in the address, so that a reload, a bookmark and the back button work: #U06HABO/C01
function readAddress() {
  const [person, place] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const known = here.base.people.some((one) => one.id === person);
  here.person = known ? person : here.base.people[0]?.id || "";
  here.place = place || "dm";
}

function go(person, place) {
  location.hash = `${encodeURIComponent(person)}/${encodeURIComponent(place)}`;
}

const me = () => here.base.people.find((one) => one.id === here.person);

function sayTrouble(text) {
  const line = byId("trouble");
  line.textContent = text;
  line.hidden = !text;
}

// One gesture; whatever it changed is looked at afterwards.
async function act(gesture, wanted = {}) {
  sayTrouble("");
  document.body.setAttribute("aria-busy", "true");
  try {
    const answer = await tell("/ui/act", { as: here.person, do: gesture, ...wanted });
    if (answer.trouble) sayTrouble(answer.trouble);
  } catch (error) {
    sayTrouble(word("failed", error.message));
  } finally {
    document.body.removeAttribute("aria-busy");
  }
  await look();
}

const pressIn = (address) => (block, element, value) =>
  act("click", { ...address(), block_id: block.block_id, action_id: element.action_id, value });

const modalDoings = {
  press: pressIn(() => ({ values: values() })),
  submit: () => act("submit", { values: values() }),
  close: (everything) => act("close", { everything }),
  people: () => here.base.people,
};

async function look() {
  const [person, place] = [here.person, here.place];
  const screen = await ask(`/ui/screen?as=${encodeURIComponent(person)}&channel=${encodeURIComponent(place)}`);
  if (person !== here.person || place !== here.place) return;
  here.screen = screen;
  show();
}

function show() {
  const { screen } = here;
  if (!screen) return; // another language was chosen before the first look came back
  showPlaces();
  showPeople();
  const isHome = here.place === "home";
  byId("home").hidden = !isHome;
  byId("messages").hidden = isHome;
  byId("title").textContent = isHome ? word("home") : placeName(screen.channel);
  byId("topic").textContent = isHome ? here.base.bot.name : screen.channel.topic;
  document.title = `${byId("title").textContent} · ${me()?.name || ""} · ${here.base.team}`;
  if (isHome) showHome(screen.home);
  else showMessages(here.place, screen.messages, { me: here.person, people: here.base.people, shortcuts: here.base.shortcuts, act, pressIn });
  showComposer(!isHome, isHome ? "" : placeName(screen.channel));
  showModal(screen.view, modalDoings);
}

let drawnHome = "";
function showHome(home) {
  const key = JSON.stringify([here.person, home, lang()]);
  if (key === drawnHome) return;
  drawnHome = key;
  const spot = { press: pressIn(() => ({ home: true })), state: home?.state, people: here.base.people };
  byId("home").replaceChildren(...(home ? render(home.content.blocks, spot) : [make("p", { class: "faint" }, word("nothingHome"))]));
}

function placeName(channel) {
  return channel.is_im ? here.base.bot.name : `# ${channel.name}`;
}

// A channel is new when its last message is later than the last one looked at, by this person.
function isNew(id) {
  const last = here.screen.last[id] || "";
  if (here.screen.channel?.id === id) here.read[`${here.person}/${id}`] = last;
  return last > (here.read[`${here.person}/${id}`] || "");
}

// Who has a message from the bot that has not been looked at is marked in the list of people.
function showPeople() {
  for (const option of byId("person").options) {
    const [id, last] = here.screen.dms[option.value] || ["", ""];
    const unread = last > (here.read[`${option.value}/${id}`] || "");
    const text = (unread ? "● " : "") + option.dataset.name;
    if (option.textContent !== text) option.textContent = text;
  }
}

function showPlaces() {
  const dm = Object.keys(here.screen.last).find((id) => id.startsWith("D")) || "";
  const link = (place, name, id) => {
    const current = here.place === place ? "page" : null;
    const news = id && isNew(id) ? make("span", { class: "new" }, word("isNew")) : null;
    return make("li", {}, make("a", { href: `#${encodeURIComponent(here.person)}/${place}`, "aria-current": current }, make("span", {}, name), news));
  };
  const mine = here.base.channels.filter((one) => one.members.includes(here.person));
  const nodes = [
    make("h2", {}, here.base.bot.name),
    make("ul", {}, link("home", word("home")), link("dm", word("conversations"), dm)),
    make("h2", {}, word("channels")),
    make("ul", {}, ...mine.map((one) => link(one.id, `# ${one.name}`, one.id))),
  ];
  const places = byId("places");
  if (places.dataset.drawn === nodes.map((one) => one.outerHTML).join("")) return;
  places.dataset.drawn = nodes.map((one) => one.outerHTML).join("");
  places.replaceChildren(...nodes);
}

async function arrive() {
  readAddress();
  byId("person").value = here.person;
  readIn(me()?.tz || "Europe/Stockholm");
  sayTrouble("");
  setOpen("places", false);
  if (here.place === "home") await act("home");
  else await look();
}

function setOpen(id, open) {
  const button = byId(`open-${id}`);
  button.setAttribute("aria-expanded", String(open));
  byId(id).classList.toggle("open", open);
  if (id === "panel") byId(id).hidden = !open;
}

function setUp() {
  const { base } = here;
  knowPeople(base.people, base.bot);
  byId("team").textContent = base.team;
  const named = (one) => (one.note ? `${one.name}, ${one.note}` : one.name);
  byId("person").replaceChildren(...base.people.map((one) => make("option", { value: one.id, "data-name": named(one) }, named(one))));
  byId("person").addEventListener("change", (event) => go(event.target.value, here.place.startsWith("C") ? "dm" : here.place));
  byId("language").addEventListener("click", () => (switchLanguage(), speak(), show(), refreshPanel()));
  for (const id of ["places", "panel"]) {
    byId(`open-${id}`).addEventListener("click", () => setOpen(id, byId(`open-${id}`).getAttribute("aria-expanded") !== "true"));
  }
  setUpComposer(base, act, () => here.place);
  setUpPanel(base.clock, look);
  setOpen("panel", matchMedia("(min-width: 1100px)").matches);
  window.addEventListener("hashchange", arrive);
}

// Waits for news for ever; the server answers after some seconds even when there are none.
async function follow() {
  let seen = here.screen.version;
  for (;;) {
    try {
      const { version } = await ask(`/ui/changes?since=${seen}`);
      if (version !== seen) await Promise.all([look(), refreshPanel()]);
      seen = version;
      if (byId("trouble").textContent === word("away")) sayTrouble("");
    } catch {
      sayTrouble(word("away"));
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

speak();
here.base = await ask("/ui/people");
setUp();
await arrive();
await refreshPanel();
follow();
