// Keys, dragging and live updates. Every page works without this file.
"use strict";

const page = () => document.getElementById("page");
const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

// ---------------------------------------------------------------------------------------- focus
// htmx replaces the page. The focus then goes to what the new page asks for, else to the same
// element, else to the content.
let remembered = "";
document.addEventListener("htmx:beforeSwap", () => { remembered = document.activeElement?.id || ""; });
document.addEventListener("htmx:afterSettle", () => {
  document.title = `${document.querySelector("h1")?.textContent || ""} - pubman`;
  const wanted = document.querySelector("[data-focus]") || (remembered && document.getElementById(remembered));
  if (document.activeElement === document.body || wanted?.dataset.focus !== undefined) {
    (wanted || document.getElementById("main"))?.focus({ preventScroll: true });
  }
  prepare();
  answerNext();
});

// ----------------------------------------------------------------------------------------- keys
// Keys that are pressed while a page is on its way wait for the next page: one answer per key.
let busy = false;
const waiting = [];
document.addEventListener("htmx:beforeRequest", () => { busy = true; });
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, () => { busy = false; waiting.length = 0; });
}

function press(key) {
  const number = Number(key);
  if (number >= 1 && number <= 9) return take(number);
  if (key === "/") return document.getElementById("find")?.focus();
  if (key === "?") return document.getElementById("keys").showModal();
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
  if (key === "x" && select()) return undefined;
  const field = document.querySelector(`[data-focus-key="${CSS.escape(key)}"]`);
  if (field) return field.focus();
  const target = document.querySelector(`button[data-key="${CSS.escape(key)}"]:not([disabled]), a[data-key="${CSS.escape(key)}"]`);
  if (!target) return undefined;
  if (target.form?.id === "many" && !target.form.querySelector("input[name=key]:checked")) {
    const current = document.activeElement?.closest("[data-key]");
    const box = current?.querySelector("input[name=key]");
    if (!box) return undefined;
    box.checked = true;
  }
  if (target.closest("form, a[href]")) busy = true;
  return target.click();
}

function answerNext() {
  busy = false;
  while (waiting.length && !busy) press(waiting.shift());
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.altKey) return move(event);
  if (typing(event.target) || event.key.length !== 1) return;
  if (!"jksdepEynxthu/?123456789".includes(event.key)) return;
  event.preventDefault();
  if (busy) waiting.push(event.key); else press(event.key);
});

function step(by) {
  const items = [...document.querySelectorAll(".pubs > li")];
  const at = items.indexOf(document.activeElement?.closest(".pubs > li"));
  const next = items[Math.min(Math.max(at + by, 0), items.length - 1)];
  next?.focus();
}

function select() {
  const box = document.activeElement?.closest(".pubs > li")?.querySelector("input[type=checkbox]");
  if (box) box.checked = !box.checked;
  return Boolean(box);
}

// The number takes that source's value of the row in which the focus is.
function take(number) {
  const row = document.activeElement?.closest("tr");
  row?.querySelectorAll("button.value")[number - 1]?.click();
}

// ---------------------------------------------------------------------------------------- order
// Within a year, publications can be dragged or moved with Alt and the arrows.
function neighbour(item, up) {
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  return other && other.dataset.year === item.dataset.year ? other : null;
}

function move(event) {
  const item = event.target.closest?.("[data-sortable] > li");
  if (!item || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  const up = event.key === "ArrowUp";
  const other = neighbour(item, up);
  if (!other || busy) return;
  other[up ? "before" : "after"](item);
  item.focus();
  keepOrder(item);
}

function keepOrder(item) {
  const list = item.parentElement;
  const keys = [...list.children].filter((each) => each.dataset.year === item.dataset.year).map((each) => each.dataset.key);
  const { csrf, at, back } = list.closest("form").elements;
  const values = { csrf: csrf.value, at: at.value, back: back.value, key: keys };
  busy = true;
  htmx.ajax("POST", "/do/order", { target: "#page", select: "#page", swap: "outerHTML", values });
}

let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-sortable] > li");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-sortable] > li");
  if (!dragged || !over || over.dataset.year !== dragged.dataset.year) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  over[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
});
document.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
document.addEventListener("dragend", () => { if (dragged) keepOrder(dragged); dragged = null; });

// ---------------------------------------------------------------------------------------- files
document.addEventListener("dragover", (event) => {
  if (document.getElementById("drop") && event.dataTransfer?.types.includes("Files")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const form = document.getElementById("drop");
  if (!form || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  form.elements.file.files = event.dataTransfer.files;
  form.requestSubmit();
});

// ----------------------------------------------------------------------------------------- news
// Another tab or the command line changed the store: show the page as it is now, unless somebody
// is typing in it.
const news = new EventSource("/live");
news.addEventListener("state", (event) => {
  const form = document.activeElement && typing(document.activeElement);
  if (busy || form || event.data === page().dataset.at || document.querySelector("dialog[open]")) return;
  if (location.pathname.startsWith("/import")) return;
  const focus = document.activeElement?.id;
  htmx.ajax("GET", location.pathname + location.search, { target: "#page", select: "#page", swap: "outerHTML", headers: { "X-Pubman-News": "1" } })
    .then(() => focus && document.getElementById(focus)?.focus({ preventScroll: true }));
});
window.addEventListener("pagehide", () => news.close());

// ------------------------------------------------------------------------------------- the page
document.addEventListener("change", (event) => {
  if (event.target.dataset.all === undefined) return;
  for (const box of event.target.form.querySelectorAll("input[name=key]")) box.checked = event.target.checked;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) document.getElementById("keys").showModal();
});

function prepare() {
  for (const each of document.querySelectorAll("[data-sortable] > li")) each.draggable = true;
  for (const each of document.querySelectorAll("[data-help]")) each.hidden = false;
}
prepare();
