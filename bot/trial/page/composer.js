// Writing: a message, or a line that begins with / and is a command.
import { byId, make } from "./dom.js";
import { word } from "./words.js";

let commands = [];
let act = null;
let place = null;

export function setUpComposer(base, doAct, wherever) {
  [commands, act, place] = [base.commands, doAct, wherever];
  const text = byId("text");
  byId("composer").addEventListener("submit", (event) => (event.preventDefault(), send()));
  text.addEventListener("input", () => (grow(text), suggest(text.value)));
  text.addEventListener("keydown", onKey);
  setUpShortcuts(base.shortcuts.filter((one) => one.kind === "global"));
}

export function showComposer(visible, name) {
  byId("composer").hidden = !visible;
  byId("text").placeholder = visible ? word("writeTo", name) : "";
}

function grow(text) {
  text.rows = Math.min(6, text.value.split("\n").length);
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  }
  const first = matching(event.target.value)[0];
  if (event.key === "Tab" && !event.shiftKey && first && event.target.value !== `${first.name} `) {
    event.preventDefault();
    take(first);
  }
  if (event.key === "Escape") suggest("");
}

async function send() {
  const text = byId("text");
  const line = text.value.trim();
  if (!line) return;
  text.value = "";
  grow(text);
  suggest("");
  await act(line.startsWith("/") ? "command" : "say", { channel: place(), text: line });
  text.focus();
}

function matching(line) {
  if (!line.startsWith("/")) return [];
  const typed = line.split(" ")[0];
  return commands.filter((one) => (line.includes(" ") ? one.name === typed : one.name.startsWith(typed)));
}

function suggest(line) {
  const list = byId("suggestions");
  const found = matching(line);
  list.hidden = !found.length;
  list.replaceChildren(...found.map((one) => make("li", {}, suggestion(one))));
}

function suggestion(one) {
  return make("button", { type: "button", onclick: () => take(one) }, make("strong", {}, one.name), " ", make("span", { class: "usage" }, one.usage), make("span", { class: "faint" }, one.description));
}

function take(one) {
  const text = byId("text");
  text.value = `${one.name} `;
  text.focus();
  suggest(text.value);
}

function setUpShortcuts(found) {
  const menu = byId("shortcuts");
  menu.hidden = !found.length;
  const start = (one) => () => ((menu.open = false), act("shortcut", { callback_id: one.callback_id }));
  menu.querySelector(".menu").replaceChildren(...found.map((one) => make("button", { type: "button", onclick: start(one) }, one.name)));
}
