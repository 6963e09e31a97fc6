// The few helpers that the rest is written with. Nothing is ever set as HTML: what people type stays text.
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

let made = 0;
export const newId = () => `made-${++made}`;
export const byId = (id) => document.getElementById(id);

export async function ask(path) {
  return read(await fetch(path, { headers: { accept: "application/json" } }));
}

export async function tell(path, body) {
  const headers = { "content-type": "application/json" };
  return read(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function read(response) {
  const body = await response.json();
  if (!response.ok) throw new Error([body.error, ...(body.messages || [])].join(" "));
  return body;
}
