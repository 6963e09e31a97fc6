// Block Kit's layout blocks as DOM. `spot` says where they stand: see `press` and `readers` in widgets.js.
import { make, newId } from "./dom.js";
import { textNodes } from "./mrkdwn.js";
import { widget } from "./widgets.js";
import { fieldText, word } from "./words.js";

const BLOCKS = {
  header: (block) => make("h3", { class: "b-header" }, block.text.text),
  divider: () => make("hr"),
  section,
  context: (block) => make("div", { class: "b-context" }, ...block.elements.map(contextual)),
  actions: (block, spot) => make("div", { class: "b-actions" }, ...block.elements.map((one) => widget(one, block, spot))),
  input,
  image: (block) => make("figure", { class: "b-image" }, picture(block), block.title ? make("figcaption", {}, block.title.text) : null),
};

// Pictures from elsewhere are not fetched: the page asks nobody but its own server. Their words stand in for them.
function picture(image) {
  return make("span", { class: "picture", role: "img", "aria-label": image.alt_text }, word("image", image.alt_text));
}

function contextual(one) {
  return one.type === "image" ? picture(one) : make("span", {}, ...textNodes(one));
}

function section(block, spot) {
  const body = make("div", { class: "b-text" });
  if (block.text) body.append(make("div", {}, ...textNodes(block.text)));
  if (block.fields) body.append(make("div", { class: "b-fields" }, ...block.fields.map((one) => make("div", {}, ...textNodes(one)))));
  const beside = block.accessory && (block.accessory.type === "image" ? picture(block.accessory) : widget(block.accessory, block, spot));
  return make("div", { class: "b-section" }, body, beside || null);
}

const GROUPS = ["radio_buttons", "checkboxes", "multi_static_select"];

function input(block, spot) {
  const id = newId();
  const error = spot.errors?.[block.block_id];
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const labels = { id, described, invalid: Boolean(error), required: !block.optional };
  const control = widget(block.element, block, spot, labels);
  const name = [block.label.text, block.optional ? make("span", { class: "faint" }, " " + word("optional")) : null].filter(Boolean);
  const below = [
    error ? make("p", { class: "error", id: `${id}-error` }, fieldText(error)) : null,
    block.hint ? make("p", { class: "faint", id: `${id}-hint` }, block.hint.text) : null,
  ].filter(Boolean);
  if (GROUPS.includes(block.element.type)) {
    return make("fieldset", { class: "b-input", "aria-describedby": described || null }, make("legend", {}, ...name), control, ...below);
  }
  return make("div", { class: "b-input" }, make("label", { for: id }, ...name), control, ...below);
}

export function render(blocks, spot) {
  return blocks.map((block) => {
    const node = BLOCKS[block.type](block, spot);
    node.dataset.block = block.block_id;
    return node;
  });
}
