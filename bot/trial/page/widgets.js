// Block elements as form controls.
//
// spot.press(block, element, value) tells the bot; spot.state is what has been filled in, as Slack reports it;
// spot.readers collects, for a modal, how to read each control when it is sent. Inside an input block nothing is told
// before that (unless the block dispatches), everywhere else at once.
import { make, newId } from "./dom.js";
import { textNodes } from "./mrkdwn.js";
import { word } from "./words.js";
import { confirmed } from "./confirm.js";

const WIDGETS = {
  button,
  overflow,
  static_select: (e, c) => select(e, c, options(e), c.was.selected_option?.value),
  users_select: (e, c) => select(e, c, people(c.spot), c.was.selected_user),
  multi_static_select: (e, c) => boxes(e, c, "checkbox"),
  checkboxes: (e, c) => boxes(e, c, "checkbox"),
  radio_buttons: (e, c) => boxes(e, c, "radio"),
  datepicker: (e, c) => typed(e, c, "date", c.was.selected_date),
  timepicker: (e, c) => typed(e, c, "time", c.was.selected_time),
  datetimepicker: (e, c) => moment(e, c),
  plain_text_input: (e, c) => (e.multiline ? area(e, c) : typed(e, c, "text", c.was.value)),
  url_text_input: (e, c) => typed(e, c, "url", c.was.value),
};

export function widget(element, block, spot, labels = null) {
  const was = spot.state?.[block.block_id]?.[element.action_id] || {};
  const silent = block.type === "input" && !block.dispatch_action;
  const context = { block, spot, labels, was, silent };
  return WIDGETS[element.type](element, context);
}

// The attributes that tie a control to its label, its hint and its error.
function named(element, { labels, block }) {
  if (labels) {
    return { id: labels.id, "aria-describedby": labels.described || null, "aria-invalid": labels.invalid ? "true" : null, "aria-required": labels.required ? "true" : null };
  }
  return { "aria-label": element.placeholder?.text || block.text?.text || element.action_id };
}

function keep(element, context, control, read) {
  const { spot, block, silent } = context;
  if (spot.readers) spot.readers.push([block.block_id, element.action_id, read]);
  if (!silent) control.addEventListener("change", () => tellChoice(element, context, read));
  if (element.focus_on_load) control.setAttribute("autofocus", "");
  return control;
}

async function tellChoice(element, { spot, block }, read) {
  if (await confirmed(element.confirm)) spot.press(block, element, read());
}

function button(element, { block, spot }) {
  const press = async () => {
    if (!(await confirmed(element.confirm))) return;
    if (element.url) window.open(element.url, "_blank", "noopener");
    spot.press(block, element, null);
  };
  const attributes = { type: "button", class: element.style || null, "aria-label": element.accessibility_label, onclick: press };
  return make("button", attributes, element.text.text);
}

function overflow(element, { block, spot }) {
  const choose = async (option, menu) => {
    menu.open = false;
    if (option.url) window.open(option.url, "_blank", "noopener");
    if (await confirmed(element.confirm)) spot.press(block, element, option.value);
  };
  const menu = make("details", { class: "overflow" }, make("summary", { "aria-label": word("more") }, "⋯"));
  const items = element.options.map((one) => make("button", { type: "button", onclick: () => choose(one, menu) }, one.text.text));
  menu.append(make("div", { class: "menu" }, ...items));
  return menu;
}

function options(element) {
  const one = (option) => make("option", { value: option.value }, option.text.text);
  const group = (group) => make("optgroup", { label: group.label.text }, ...group.options.map(one));
  return element.option_groups ? element.option_groups.map(group) : element.options.map(one);
}

function people(spot) {
  return spot.people.map((person) => make("option", { value: person.id }, person.name));
}

function select(element, context, choices, chosen) {
  const first = make("option", { value: "" }, element.placeholder?.text || word("choose"));
  const control = make("select", named(element, context), first, ...choices);
  control.value = chosen || "";
  return keep(element, context, control, () => control.value || null);
}

function allOptions(element) {
  return [...(element.options || []), ...(element.option_groups || []).flatMap((group) => group.options)];
}

function boxes(element, context, type) {
  const name = newId();
  const several = type === "checkbox";
  const chosen = several ? (context.was.selected_options || []).map((one) => one.value) : [context.was.selected_option?.value];
  const rows = allOptions(element).map((option) => {
    const box = make("input", { type, name, value: option.value, checked: chosen.includes(option.value) });
    const more = option.description ? make("span", { class: "faint" }, " ", ...textNodes(option.description)) : null;
    return make("label", { class: "choice" }, box, make("span", {}, ...textNodes(option.text), more || ""));
  });
  const role = context.labels ? {} : { role: several ? "group" : "radiogroup", "aria-label": named(element, { ...context, labels: null })["aria-label"] };
  const control = make("div", { class: "choices", ...role }, ...rows);
  const ticked = () => [...control.querySelectorAll("input:checked")].map((box) => box.value);
  return keep(element, context, control, () => (several ? ticked() : ticked()[0] || null));
}

function typed(element, context, type, value) {
  const control = make("input", { type, value: value ?? "", placeholder: element.placeholder?.text, ...named(element, context) });
  control.addEventListener("keydown", (event) => {
    // Enter in a dispatching input tells the app and does not send the form (dispatch_action_config's default).
    if (event.key === "Enter" && context.block.dispatch_action) event.preventDefault(), control.blur();
  });
  return keep(element, context, control, () => control.value || null);
}

function area(element, context) {
  const control = make("textarea", { rows: 4, placeholder: element.placeholder?.text, ...named(element, context) });
  control.value = context.was.value ?? "";
  return keep(element, context, control, () => control.value || null);
}

// The browser's own zone is used, as Slack uses the reader's.
function moment(element, context) {
  const seconds = context.was.selected_date_time;
  const local = seconds ? new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60000).toISOString().slice(0, 16) : "";
  const control = make("input", { type: "datetime-local", value: local, ...named(element, context) });
  return keep(element, context, control, () => (control.value ? Math.floor(new Date(control.value).getTime() / 1000) : null));
}
