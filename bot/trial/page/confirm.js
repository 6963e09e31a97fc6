// Slack's confirm dialog, asked before a button that has one does anything.
import { byId, make } from "./dom.js";
import { textNodes } from "./mrkdwn.js";

export function confirmed(asked) {
  if (!asked) return Promise.resolve(true);
  const dialog = byId("confirm");
  const answer = (value) => () => dialog.close(value);
  dialog.replaceChildren(
    make("h2", { id: "confirm-title" }, asked.title.text),
    make("p", {}, ...textNodes(asked.text)),
    make(
      "div",
      { class: "row end" },
      make("button", { type: "button", onclick: answer("no") }, asked.deny.text),
      make("button", { type: "button", class: asked.style === "danger" ? "danger" : "primary", onclick: answer("yes") }, asked.confirm.text),
    ),
  );
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((settle) => dialog.addEventListener("close", () => settle(dialog.returnValue === "yes"), { once: true }));
}
