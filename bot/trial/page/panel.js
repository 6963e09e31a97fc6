// Behind the scenes: the pretended clock, and everything that the bot was told and said.
import { ask, byId, make, tell } from "./dom.js";
import { nameOf, when } from "./mrkdwn.js";
import { word } from "./words.js";

const SHOWN = 200;
let since = 0;
let hasClock = false;
let entries = [];

export function setUpPanel(clock, look) {
  hasClock = clock;
  byId("clock").hidden = !clock;
  for (const button of byId("clock").querySelectorAll("button")) {
    button.addEventListener("click", () => move(button.dataset, look));
  }
}

async function move({ seconds, to }, look) {
  const buttons = [...byId("clock").querySelectorAll("button")];
  buttons.forEach((button) => (button.disabled = true));
  byId("moving").textContent = word("moving");
  try {
    showClock(await tell("/ui/clock", to ? { to } : { seconds: Number(seconds) }));
    byId("moving").textContent = word("moved");
  } catch (error) {
    byId("moving").textContent = word("failed", error.message);
  }
  buttons.forEach((button) => (button.disabled = false));
  await look();
}

function showClock({ now, next_due: due }) {
  const full = { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
  byId("now").textContent = when(new Date(now), full);
  byId("due").textContent = due ? when(new Date(due), full) : word("nothingDue");
  byId("clock").querySelector("[data-to]").disabled = !due;
}

export async function refreshPanel() {
  if (hasClock) showClock(await ask("/ui/clock"));
  const { entries: fresh } = await ask(`/ui/log?since=${since}`);
  if (fresh.length) since = fresh.at(-1).number;
  entries = [...entries, ...fresh].slice(-SHOWN);
  // Open rows stay as they are: new ones are put before them.
  byId("log").prepend(...fresh.reverse().map(row));
  while (byId("log").children.length > SHOWN) byId("log").lastChild.remove();
}

function person(sent) {
  const id = sent.user_id || sent.user?.id || sent.event?.user?.id || sent.event?.user || sent.user || sent.channel || "";
  return typeof id === "string" ? nameOf(id) : "";
}

function gist(sent) {
  const click = sent.actions?.[0];
  return click ? click.text?.text || click.action_id : sent.text || sent.to || sent.event?.text || sent.view?.callback_id || "";
}

function row(entry) {
  const told = entry.way === "told";
  const failed = entry.answer.ok === false || entry.answer.trouble || entry.answer.fault;
  const way = make("span", { class: `way ${entry.way}` }, told ? "→ " : "← ", make("span", { class: "hidden" }, word(entry.way)));
  const what = make("span", { class: failed ? "what failed" : "what" }, entry.what);
  const detail = make("span", { class: "faint gist" }, [person(entry.sent), gist(entry.sent)].filter(Boolean).join(": "));
  const summary = make("summary", {}, way, what, " ", detail);
  const all = make("details", {}, summary);
  all.addEventListener("toggle", () => all.children.length === 1 && all.append(make("pre", { tabindex: "0" }, JSON.stringify({ at: entry.at, sent: entry.sent, answer: entry.answer }, null, 1))));
  return make("li", {}, all);
}
