// The open modal. It is drawn anew only when the bot or the server has changed it; what was filled in was sent along.
import { byId, make } from "./dom.js";
import { render } from "./blocks.js";
import { fieldText, lang, word } from "./words.js";

let drawn = "";
let readers = [];

export function values() {
  const filled = {};
  for (const [block, action, read] of readers) (filled[block] ||= {})[action] = read();
  return filled;
}

// Where the keyboard was, so that it is there again after a redraw.
function focusedBlock(dialog) {
  return dialog.contains(document.activeElement) ? document.activeElement.closest("[data-block]")?.dataset.block : null;
}

function refocus(dialog, block) {
  const wrong = dialog.querySelector("[aria-invalid], fieldset .error");
  const target = wrong?.matches(".error") ? wrong.closest("fieldset").querySelector("input") : wrong;
  const before = block && dialog.querySelector(`[data-block="${CSS.escape(block)}"] :is(input,select,textarea,button)`);
  (target || before || dialog.querySelector("[autofocus]"))?.focus();
}

export function showModal(next, doings) {
  const dialog = byId("modal");
  const key = next ? JSON.stringify([next.id, next.hash, next.errors, next.trouble, lang()]) : "";
  if (key === drawn) return;
  drawn = key;
  if (!next) {
    readers = [];
    if (dialog.open) dialog.close();
    return;
  }
  const block = focusedBlock(dialog);
  draw(dialog, next, doings);
  if (!dialog.open) dialog.showModal();
  refocus(dialog, block);
}

function draw(dialog, next, doings) {
  readers = [];
  const { content } = next;
  const spot = { press: doings.press, state: next.state, readers, errors: next.errors, people: doings.people() };
  const form = make("form", { novalidate: true });
  form.addEventListener("submit", (event) => (event.preventDefault(), doings.submit()));
  const close = content.close?.text || word("cancel");
  form.append(
    make("div", { class: "modal-head" }, make("h2", { id: "modal-title" }, content.title.text), make("button", { type: "button", class: "quiet", "aria-label": word("close"), onclick: () => doings.close(true) }, "✕")),
    make("div", { class: "modal-body" }, next.trouble ? make("p", { class: "error", role: "alert" }, fieldText(next.trouble)) : null, ...render(content.blocks, spot)),
    make("div", { class: "row end" }, make("button", { type: "button", onclick: () => doings.close(false) }, close), content.submit ? make("button", { class: "primary" }, content.submit.text) : null),
  );
  dialog.replaceChildren(form);
  dialog.oncancel = (event) => (event.preventDefault(), doings.close(false));
}
