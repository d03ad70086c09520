"use strict";
/* Filters leave what is empty out of the address, so that a view's address says only what narrows it. */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-drop-empty]")) return;
  const empty = [...form.elements].filter((field) => field.name && field.value === "");
  for (const field of empty) field.disabled = true;
  setTimeout(() => empty.forEach((field) => { field.disabled = false; }));
});
