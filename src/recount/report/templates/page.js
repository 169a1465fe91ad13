"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const pane = document.getElementById("text");
const body = document.getElementById("text-body");
let opener = null;
let unfolded = [];

// Offsets are in code points, so texts are taken apart as code points, not as UTF-16 units.
function show(id, start, end) {
  const points = Array.from(data.texts[id]);
  const mark = document.createElement("mark");
  mark.textContent = points.slice(start, end).join("");
  body.replaceChildren(points.slice(0, start).join(""), mark, points.slice(end).join(""));
  document.getElementById("text-name").textContent = data.names[id];
  pane.hidden = false;
  mark.scrollIntoView({ block: "center" });
  document.getElementById("text-close").focus();
}

function close() {
  pane.hidden = true;
  if (opener) opener.focus();
}

// A link to a folded part opens what it lies in.
function unfold(target) {
  for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  const summary = target.querySelector("summary");
  if (target.tagName === "DETAILS" && summary) summary.focus();
  target.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  const name = link.getAttribute("href").slice(1);
  if (link.classList.contains("open")) {
    event.preventDefault();
    opener = link;
    show(link.dataset.document, Number(link.dataset.start), Number(link.dataset.end));
  } else if (link.classList.contains("mark") && document.getElementById(name)) {
    event.preventDefault();
    unfold(document.getElementById(name));
  }
});
document.getElementById("text-close").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !pane.hidden) close();
});
// What is folded is printed, except the printed forms of names.
window.addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("main details:not([open])")].filter((part) => !part.closest("#names"));
  for (const part of unfolded) part.open = true;
});
window.addEventListener("afterprint", () => {
  for (const part of unfolded) part.open = false;
});
