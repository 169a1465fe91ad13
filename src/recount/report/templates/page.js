"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const pane = document.getElementById("text");
const body = document.getElementById("text-body");
let opener = null;

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

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.open");
  if (!link) return;
  event.preventDefault();
  opener = link;
  show(link.dataset.document, Number(link.dataset.start), Number(link.dataset.end));
});
document.getElementById("text-close").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !pane.hidden) close();
});
