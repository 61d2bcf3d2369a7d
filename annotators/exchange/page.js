"use strict";
const form = document.querySelector("form");
const box = form.querySelector("input");
const told = form.querySelector("output");
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const articles = [...document.querySelectorAll("article")].map((article) => ({
  article,
  rows: [...article.querySelectorAll(".row")].map((row) => ({ row, text: null })),
}));
const listed = [...document.querySelectorAll("nav li")];
function filter() {
  const wanted = fold(box.value.trim());
  let shown = 0;
  for (const [index, { article, rows }] of articles.entries()) {
    let found = false;
    for (const entry of rows) {
      entry.text ??= fold(entry.row.textContent);
      const fits = entry.text.includes(wanted);
      entry.row.hidden = !fits && !entry.row.querySelector("h2");
      found ||= fits;
      shown += fits;
    }
    article.hidden = !found;
    if (listed[index]) listed[index].hidden = !found;
  }
  told.textContent = wanted ? `${shown} found` : "";
}
box.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
filter();
