// The messages of a conversation. Only what has changed is drawn anew, so that focus stays and nothing is read aloud twice.
import { byId, make } from "./dom.js";
import { render } from "./blocks.js";
import { mrkdwn, nameOf, when } from "./mrkdwn.js";
import { lang, word } from "./words.js";

let drawn = new Map();
let shownPlace = "";

export function showMessages(place, messages, doings) {
  const list = byId("messages");
  const key = `${doings.me}/${place}/${lang()}`;
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const arrived = key !== shownPlace;
  if (arrived) {
    list.replaceChildren();
    drawn = new Map();
    shownPlace = key;
  }
  const next = new Map();
  for (const message of messages) next.set(message.ts, entry(message, doings));
  for (const [ts, old] of drawn) if (!next.has(ts)) old.node.remove();
  putInOrder(list, messages, next);
  drawn = next;
  list.dataset.empty = messages.length ? "" : word("empty");
  if (arrived || atEnd) list.scrollTop = list.scrollHeight;
}

// Puts each node after the one before it, and lets those that stand right stand.
function putInOrder(list, messages, next) {
  let before = null;
  for (const { ts } of messages) {
    const { node } = next.get(ts);
    const wanted = before ? before.nextSibling : list.firstChild;
    if (node !== wanted) list.insertBefore(node, wanted);
    before = node;
  }
}

function entry(message, doings) {
  const key = JSON.stringify(message);
  const old = drawn.get(message.ts);
  if (old?.key === key) return old;
  const node = draw(message, doings);
  if (old) replace(old.node, node);
  return { key, node };
}

// A rewritten message keeps the keyboard where it was: on its first button, if it stood on one.
function replace(old, node) {
  const hadFocus = old.contains(document.activeElement);
  node.classList.add("changed");
  old.replaceWith(node);
  if (hadFocus) (node.querySelector("button:not(summary), select, input") || node).focus();
}

function draw(message, doings) {
  const name = nameOf(message.user);
  const at = new Date(Number(message.ts) * 1000);
  const time = make("time", { datetime: at.toISOString() }, when(at, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }));
  const address = () => ({ channel: message.channel, ts: message.ts });
  const spot = { press: doings.pressIn(address), state: message.state, people: doings.people };
  const body = message.blocks.length ? render(message.blocks, spot) : mrkdwn(message.text);
  const head = make("div", { class: "head" }, make("strong", {}, name), time, message.edited ? make("span", { class: "faint" }, word("edited")) : null, shortcuts(doings, address));
  const note = message.ephemeral ? make("p", { class: "only" }, word("onlyYou")) : null;
  const content = make("div", { class: "content" }, note, head, make("div", { class: "body" }, ...body));
  return make("li", { class: message.ephemeral ? "message ephemeral" : "message", tabindex: "-1" }, portrait(message.user, name), content);
}

function portrait(id, name) {
  const initials = name.split(/\s+/).map((part) => part[0]).slice(0, 2).join("").toUpperCase();
  const tint = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  return make("span", { class: `portrait tint${tint}`, "aria-hidden": "true" }, initials);
}

function shortcuts(doings, address) {
  const mine = doings.shortcuts.filter((one) => one.kind === "message");
  if (!mine.length) return null;
  const menu = make("details", { class: "overflow" }, make("summary", { "aria-label": word("more") }, "⋯"));
  const start = (one) => () => ((menu.open = false), doings.act("shortcut", { callback_id: one.callback_id, ...address() }));
  menu.append(make("div", { class: "menu" }, ...mine.map((one) => make("button", { type: "button", onclick: start(one) }, one.name))));
  return menu;
}
