// Slack's mrkdwn as DOM nodes (docs.slack.dev/messaging/formatting-message-text).
import { make } from "./dom.js";
import { locale } from "./words.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const TOKEN = /```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}])([*_~])(?=\S)((?:(?!\4)[^\n])*?\S)\4(?![\p{L}\p{N}])|\n/gu;
const TAGS = { "*": "strong", _: "em", "~": "s" };
let names = new Map();
let zone = "Europe/Stockholm";

export function knowPeople(people, bot) {
  names = new Map([...people, bot].map((one) => [one.id, one.name]));
}
export function readIn(timeZone) {
  zone = timeZone;
}
export const nameOf = (id) => names.get(id) || (id === "USLACKBOT" ? "Slackbot" : id);

export const plain = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

export function when(date, options) {
  return new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(date);
}

const DATE_PARTS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

function dated(inner) {
  const [head, fallback] = inner.split("|");
  const [, seconds, pattern, link] = head.split("^");
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime()) || !pattern) return fallback || inner;
  const text = pattern.replace(/\{(\w+?)(?:_pretty)?\}/g, (whole, part) => (DATE_PARTS[part] ? when(date, DATE_PARTS[part]) : whole));
  return link ? outward(link, text) : make("time", { datetime: date.toISOString() }, text);
}

function outward(address, text) {
  if (!/^(https?:|mailto:)/.test(address)) return plain(text);
  return make("a", { href: plain(address), target: "_blank", rel: "noopener noreferrer" }, plain(text));
}

function bracketed(inner) {
  if (inner.startsWith("@")) return make("span", { class: "mention" }, "@" + (names.get(inner.slice(1).split("|")[0]) || inner.slice(1)));
  if (inner.startsWith("#")) return make("span", { class: "mention" }, "#" + (inner.split("|")[1] || inner.slice(1)));
  if (inner.startsWith("!date^")) return dated(inner);
  if (inner.startsWith("!")) return make("span", { class: "mention" }, "@" + inner.slice(1).split("|").pop());
  const [address, text] = inner.split("|");
  return outward(address, text || address.replace(/^mailto:/, ""));
}

function node(match) {
  const [whole, pre, code, inner, mark, marked] = match;
  if (pre !== undefined) return make("pre", {}, plain(pre));
  if (code !== undefined) return make("code", {}, plain(code));
  if (inner !== undefined) return bracketed(inner);
  return whole === "\n" ? make("br") : make(TAGS[mark], {}, ...spans(marked));
}

function spans(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > at) nodes.push(plain(text.slice(at, match.index)));
    nodes.push(node(match));
    at = match.index + match[0].length;
  }
  if (at < text.length) nodes.push(plain(text.slice(at)));
  return nodes;
}

// A whole text: quoted lines become quotations, the rest spans.
export function mrkdwn(text) {
  const nodes = [];
  for (const part of text.split(/((?:^(?:&gt;|>)[^\n]*(?:\n|$))+)/m)) {
    if (/^(&gt;|>)/.test(part)) nodes.push(make("blockquote", {}, ...spans(part.trim().replace(/^(&gt;|>) ?/gm, ""))));
    else if (part) nodes.push(...spans(part));
  }
  return nodes;
}

export function textNodes(object) {
  return object.type === "mrkdwn" ? mrkdwn(object.text) : lines(object.text);
}

function lines(text) {
  return text.split("\n").flatMap((line, i) => (i ? [make("br"), line] : [line]));
}
