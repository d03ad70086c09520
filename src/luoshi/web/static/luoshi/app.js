"use strict";
/* What every page adds where a script may run; each page works without it. */

(() => {
  const TOKEN = "csrfmiddlewaretoken";

  const cookie = (name) =>
    document.cookie.split("; ").map((pair) => pair.split("=")).find(([key]) => key === name)?.[1];

  const show = (words) => {
    const place = document.getElementById("refusal");
    if (!place) return;
    const box = document.createElement("div");
    box.className = "notice notice-refusal";
    box.setAttribute("role", "alert");
    box.append(Object.assign(document.createElement("p"), { textContent: words }));
    place.replaceChildren(box);
    place.scrollIntoView({ block: "center" });
  };

  /* A table that is wider than the screen can be scrolled with the keyboard. */
  const openWideTables = () => {
    for (const wrap of document.querySelectorAll(".table-wrap")) {
      const wide = wrap.scrollWidth > wrap.clientWidth;
      wrap.tabIndex = wide ? 0 : -1;
      if (!wide) continue;
      wrap.setAttribute("role", "region");
      wrap.setAttribute("aria-label", wrap.querySelector("caption")?.textContent.trim() || "可左右滚动的表格");
    }
  };

  const prepare = (root) => {
    root.querySelector?.("[data-focus]")?.focus();
    openWideTables();
  };

  const boxes = (control, name) =>
    [...(control.form ?? document).querySelectorAll(`input[type="checkbox"][name="${CSS.escape(name)}"]`)];

  const count = (form) => {
    for (const output of form.querySelectorAll("output[data-counts]")) {
      output.value = boxes(output, output.dataset.counts).filter((box) => box.checked).length;
    }
  };

  /* After signing in again in another window the token of an open form is old; the cookie holds the new one,
     so that what was typed can still be sent. */
  document.addEventListener("submit", (event) => {
    const field = event.target.elements?.[TOKEN];
    const fresh = cookie("csrftoken");
    if (field && fresh) field.value = fresh;
  }, true);

  /* One press, one act: the second press of a button within the same submission is ignored. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-boost")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 3000);
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    event.target.closest("[data-closes]")?.closest("dialog")?.close();
    if (event.target.closest("[data-prints]")) window.print();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("change", (event) => {
    const { target } = event;
    if (target.dataset?.checks) {
      for (const box of boxes(target, target.dataset.checks)) box.checked = target.checked;
    }
    if (target.type === "checkbox") count(target.form ?? document);
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const fresh = cookie("csrftoken");
    if (!fresh) return;
    event.detail.headers["X-CSRFToken"] = fresh;
    if (TOKEN in event.detail.parameters) event.detail.parameters[TOKEN] = fresh;
  });
  document.addEventListener("htmx:sendError", () => show("没有连接上服务器，操作没有生效。您填写的内容还在，请稍后再试。"));
  document.addEventListener("htmx:timeout", () => show("服务器没有及时答复。请刷新页面，查看操作是否已经生效。"));
  /* A refusal of ours says where it wants to stand, and a form with errors comes back as 422; an error page of a
     proxy in between is neither, and is not shown in place of anything. */
  const isOurs = (xhr) => xhr.status === 422 || xhr.getResponseHeader("HX-Retarget") === "#refusal";
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status >= 400) event.detail.shouldSwap = isOurs(event.detail.xhr);
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (!isOurs(event.detail.xhr)) show("服务器出错，操作没有生效。您填写的内容还在，请稍后再试。");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    prepare(event.target);
    if (event.target.id === "refusal") event.target.scrollIntoView({ block: "center" });
  });

  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    for (const form of document.forms) count(form);
  });
  window.addEventListener("resize", openWideTables);
})();
