"use strict";
/* The drafting page: words and cards light each other up, a clerk works by keys, words are selected into drafts.
   Every act is a button of the page; keys press the buttons. */

(() => {
  const BACK = { confirm: "reopen", discard: "restore", split: "undo", merge: "undo", add: "discard", edit: "edit" };
  const MADE = ["split", "merge", "add", "undo"];

  document.addEventListener("DOMContentLoaded", () => {
    const desk = document.getElementById("desk");
    if (!desk) return;
    const bar = document.getElementById("selection");
    const form = bar.querySelector("form");
    const filter = document.getElementById("draft-filter");
    const show = document.getElementById("draft-show");
    const done = [];
    const opened = new Map(); // what each form began with: an edit is undone by sending that
    const kept = new Set(); // results that the filter would hide, until it is changed
    let current = null;
    let follow = null;
    let undoing = 0;
    let unanswered = 0;
    let undosWanted = 0;

    const cards = () => [...desk.querySelectorAll("article.draft")];
    const shown = () => cards().filter((card) => !card.hidden);
    const card = (id) => document.getElementById(`draft-${id}`);
    const marks = (id) => [...desk.querySelectorAll(`mark[data-drafts~="${id}"]`)];
    const pending = (one) => one.dataset.status === "pending";
    const side = (name) => desk.querySelector(`.side[data-side="${name}"]`);
    const narrow = () => matchMedia("(max-width: 63.99rem)").matches;

    /* The two sides */
    const reveal = (name) => {
      desk.dataset.side = name;
      for (const button of desk.querySelectorAll(".desk-sides button")) {
        button.setAttribute("aria-pressed", String(button.dataset.side === name));
      }
    };
    const light = (id) => {
      for (const mark of desk.querySelectorAll("mark.lit")) mark.classList.remove("lit");
      for (const mark of marks(id)) mark.classList.add("lit");
    };
    const take = (one) => {
      current?.classList.remove("current");
      current = one;
      one.classList.add("current");
      light(one.dataset.draft);
    };
    const choose = (one) => {
      if (!one) return;
      take(one);
      one.focus({ preventScroll: true });
      one.scrollIntoView({ block: "nearest" });
      if (!narrow()) marks(one.dataset.draft)[0]?.scrollIntoView({ block: "center" });
    };
    const here = () => (current?.isConnected ? current : shown().find(pending) ?? shown()[0]);
    const step = (by) => {
      const list = shown();
      const place = list.indexOf(here());
      choose(list[Math.min(Math.max(current?.isConnected ? place + by : place, 0), list.length - 1)]);
    };
    const nextPending = (from) => {
      const list = shown();
      const place = list.indexOf(from);
      const open = (one) => one !== from && pending(one);
      return list.slice(place + 1).find(open) ?? list.slice(0, place).find(open) ?? list[place + 1] ?? from;
    };

    /* Words take the colour of the card that most needs a decision */
    const paint = (id) => {
      for (const mark of marks(id)) {
        const states = mark.dataset.drafts.split(" ").map((one) => card(one)?.dataset.status);
        const status = ["pending", "confirmed", "proposed", "joined", "discarded"].find((one) => states.includes(one));
        mark.className = `mark-${status ?? "discarded"}${mark.classList.contains("lit") ? " lit" : ""}`;
      }
    };

    /* Filters */
    const narrowDown = () => {
      const words = filter.value.trim().split(/\s+/).filter(Boolean);
      for (const one of cards()) {
        const wanted = show.value === "warned" ? Boolean(one.querySelector(".draft-warnings"))
          : !show.value || one.dataset.status === show.value;
        one.hidden = !kept.has(one.dataset.draft) && (!wanted || !words.every((word) => one.textContent.includes(word)));
      }
    };
    const refilter = () => { kept.clear(); narrowDown(); };
    const countMarked = () => {
      const count = desk.querySelectorAll("input[name=marked]:checked").length;
      document.getElementById("marked-count").value = count ? `（${count}）` : "";
    };

    /* Selected words: offsets count characters as the server does, not UTF-16 units */
    const length = (text) => [...text].length;
    const offset = (node, position) => {
      const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-start]");
      if (holder && node.nodeType === Node.TEXT_NODE) return Number(holder.dataset.start) + length(node.data.slice(0, position));
      const clause = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      const after = [...clause.childNodes].slice(position).map((child) => child.dataset?.start ? child : child.querySelector?.("[data-start]")).find(Boolean);
      if (after) return Number(after.dataset.start);
      const before = [...clause.querySelectorAll("[data-start]")].pop() ?? clause.closest("[data-start]");
      return before ? Number(before.dataset.start) + length(before.textContent) : null;
    };
    const selection = () => {
      const chosen = getSelection();
      const paper = document.getElementById("paper");
      if (!chosen.rangeCount || chosen.isCollapsed) return null;
      const range = chosen.getRangeAt(0);
      if (!paper.contains(range.startContainer) || !paper.contains(range.endContainer)) return null;
      const start = offset(range.startContainer, range.startOffset);
      const end = offset(range.endContainer, range.endOffset);
      return start === null || end === null || start >= end ? null : { start, end, range };
    };
    const holderOf = ({ start, end }) => {
      const ids = [...desk.querySelectorAll("mark")]
        .filter((mark) => { const at = Number(mark.dataset.start); return at <= start && start < at + length(mark.textContent); })
        .flatMap((mark) => mark.dataset.drafts.split(" "));
      return ids.map(card).find((one) => {
        if (!one?.querySelector("[data-act=split]")) return false;
        const parts = marks(one.dataset.draft);
        const last = parts[parts.length - 1];
        return end <= Number(last.dataset.start) + length(last.textContent);
      });
    };
    const offer = () => {
      const chosen = selection();
      bar.hidden = !chosen;
      if (!chosen) return;
      form.elements.start.value = chosen.start;
      form.elements.end.value = chosen.end;
      const whole = holderOf(chosen);
      const cut = bar.querySelector("[data-do=cut]");
      cut.hidden = !whole;
      if (whole) {
        cut.dataset.draft = whole.dataset.draft;
        cut.textContent = `从${whole.querySelector("h2").textContent.trim()}拆出`;
      }
      if (narrow()) return;
      const box = chosen.range.getBoundingClientRect();
      bar.style.top = `${Math.max(8, Math.min(box.bottom + 6, innerHeight - 60))}px`;
      bar.style.left = `${Math.min(Math.max(box.left, 8), innerWidth - 260)}px`;
    };
    const cutOut = (button) => {
      const one = card(button.dataset.draft);
      const version = one.querySelector("input[name=marked]").value.split(":")[1];
      htmx.ajax("POST", one.querySelector("[data-act=split]").getAttribute("href"), {
        source: one, target: one, swap: "none", values: { start: form.elements.start.value, end: form.elements.end.value, version },
      });
    };

    /* Acts */
    const press = (one, act) => {
      const button = one?.querySelector(`[data-act="${act}"]`);
      button?.click();
      return Boolean(button);
    };
    const tool = (name) => desk.querySelector(`[data-do="${name}"]`);
    const begun = (form) => Object.fromEntries([...form.elements]
      .filter((field) => field.name && field.type !== "submit")
      .map((field) => [field.name, [...field.options ?? []].find((one) => one.defaultSelected)?.value ?? field.defaultValue ?? field.value]));
    const unedit = ({ ids: [id], before }) => {
      const one = card(id);
      const version = one?.querySelector("input[name=marked]")?.value.split(":")[1];
      if (!version || !before) return false;
      htmx.ajax("POST", one.querySelector("[data-act=edit]").getAttribute("href"), {
        source: one, target: one, swap: "none", values: { ...before, version },
      });
      return true;
    };
    const undo = () => {
      if (unanswered) { undosWanted += 1; return; }
      const last = done.pop();
      if (!last) return;
      const ids = BACK[last.verb] === "undo" ? last.ids.slice(0, 1) : last.ids;
      if (last.verb === "edit") undoing = unedit(last) ? 1 : 0;
      else undoing = ids.filter((id) => press(card(id), BACK[last.verb])).length;
      follow = last.ids[0];
    };
    const merge = () => {
      if (!desk.querySelector("input[name=marked]:checked")) {
        const list = shown();
        const one = here();
        for (const each of [one, list[list.indexOf(one) + 1]]) {
          const box = each?.querySelector("input[name=marked]");
          if (box) box.checked = true;
        }
      }
      tool("merge").click();
    };
    const decide = (act) => {
      const one = here();
      const next = nextPending(one);
      if (press(one, act)) choose(next);
    };
    const KEYS = {
      j: () => step(1),
      k: () => step(-1),
      c: () => decide("confirm"),
      Enter: () => decide("confirm"),
      d: () => decide("discard"),
      e: () => { choose(here()); press(current, "edit"); },
      s: () => { choose(here()); press(current, "split"); },
      x: () => { choose(here()); current.querySelector("input[name=marked]")?.click(); },
      m: merge,
      a: () => { if (!bar.hidden) tool("add").click(); },
      u: undo,
      "/": () => { filter.focus(); filter.select(); },
      "?": () => document.getElementById("keys").showModal(),
    };

    document.addEventListener("keydown", (event) => {
      const { target, key } = event;
      const open = target.closest?.("article.draft-open");
      if (open && key === "Escape") { press(open, "cancel"); return; }
      if (open && key === "Enter" && event.ctrlKey) { open.querySelector("form").requestSubmit(); return; }
      if (target === filter && (key === "Escape" || key === "Enter")) { event.preventDefault(); choose(shown()[0]); return; }
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      if (target.matches?.("input:not([type=checkbox]), textarea, select")) return;
      if (key === "Enter" && target.closest?.("a, button, summary, input")) return;
      if (!KEYS[key]) return;
      event.preventDefault();
      KEYS[key]();
    });

    desk.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.side) { reveal(button.dataset.side); return; }
      if (button?.dataset.do === "undo") undo();
      if (button?.dataset.do === "cut") cutOut(button);
      if (button?.dataset.do === "mark-clean") {
        for (const one of shown()) {
          const box = one.querySelector("input[name=marked]");
          if (box) box.checked = pending(one) && !one.querySelector(".draft-warnings");
        }
        countMarked();
      }
      const toCard = event.target.closest("mark, a.words");
      if (toCard && getSelection().isCollapsed) {
        event.preventDefault();
        const ids = toCard.dataset.drafts?.split(" ") ?? [toCard.hash.slice("#draft-".length)];
        const place = ids.indexOf(current?.dataset.draft);
        reveal("drafts");
        choose(card(ids[(place + 1) % ids.length]));
        return;
      }
      const one = event.target.closest("article.draft");
      if (!one) return;
      if (event.target.closest("[data-act=words]")) { event.preventDefault(); reveal("paper"); light(one.dataset.draft); marks(one.dataset.draft)[0]?.scrollIntoView({ block: "center" }); }
      else if (!event.target.closest("a, button, input, summary, textarea, select, label")) choose(one);
      else take(one);
    });
    desk.addEventListener("mouseover", (event) => {
      if (!event.movementX && !event.movementY) return; // the page moved, not the mouse
      const one = event.target.closest("article.draft");
      if (one) light(one.dataset.draft);
      const mark = event.target.closest("mark");
      if (mark) for (const id of mark.dataset.drafts.split(" ")) card(id)?.classList.add("current");
    });
    desk.addEventListener("mouseout", (event) => {
      const mark = event.target.closest("mark");
      if (mark) for (const id of mark.dataset.drafts.split(" ")) if (card(id) !== current) card(id)?.classList.remove("current");
    });
    desk.addEventListener("focusin", (event) => {
      const one = event.target.closest("article.draft");
      if (one) light(one.dataset.draft);
    });
    desk.addEventListener("change", countMarked);
    /* In a list of units the suggestions complete the last name */
    desk.addEventListener("input", ({ target }) => {
      if (!target.matches("[data-units]")) return;
      const before = target.value.replace(/[^、，,；;]*$/, "");
      const more = document.getElementById("units-more");
      more.replaceChildren(...[...document.querySelectorAll("#units option")].map(({ value }) => new Option("", before + value)));
      target.setAttribute("list", before ? more.id : "units");
    });
    document.addEventListener("selectionchange", () => { if (!bar.contains(document.activeElement)) offer(); });
    filter.addEventListener("input", refilter);
    show.addEventListener("change", refilter);

    document.body.addEventListener("drafts:done", (event) => {
      const { verb, ids } = event.detail;
      if (undoing) undoing -= 1;
      else if (BACK[verb]) done.push({ verb, ids, before: opened.get(String(ids[0])) });
      const before = current && !current.isConnected ? card(current.dataset.draft) : null;
      for (const id of ids) paint(id);
      if (MADE.includes(verb)) for (const id of ids) kept.add(String(id));
      narrowDown();
      countMarked();
      tool("undo").disabled = !done.length;
      document.getElementById("refusal").replaceChildren();
      if (MADE.includes(verb)) { getSelection().removeAllRanges(); bar.hidden = true; choose(card(ids[0])); }
      else if (follow && card(follow)) { choose(card(follow)); follow = null; }
      else if (before) choose(before);
      answered();
    });
    /* What is to be undone is known when the server has answered; until then the wish to undo waits */
    const answered = () => {
      unanswered = Math.max(0, unanswered - 1);
      if (unanswered || !undosWanted) return;
      undosWanted -= 1;
      undo();
    };
    /* The second reading goes on by itself; it is no act on a draft */
    const acts = ({ elt, requestConfig }) => requestConfig.verb === "post" && !elt.closest?.("#second > .draft-acts");
    document.addEventListener("htmx:beforeRequest", ({ detail }) => { if (acts(detail)) unanswered += 1; });
    document.addEventListener("htmx:afterRequest", ({ detail }) => {
      if (!acts(detail) || detail.successful) return;
      undoing = 0;
      answered();
    });
    /* A card has become a form, or a form has become a card again */
    document.addEventListener("htmx:afterSettle", ({ target, detail }) => {
      if (!target.matches?.("article.draft")) return;
      const open = target.matches(".draft-open");
      const asked = open && detail.requestConfig?.verb === "get" && target.querySelector("form");
      if (asked) opened.set(target.id.slice("draft-".length), begun(asked));
      if (!open && detail.requestConfig?.verb !== "get") return;
      choose(target);
      if (open) target.querySelector("[data-focus], textarea, button[name=cut]")?.focus();
    });

    for (const hidden of desk.querySelectorAll(".desk-bar [hidden]")) hidden.hidden = false;
    tool("undo").disabled = true;
    desk.classList.add("scripted");
    const wanted = location.hash.startsWith("#draft-") ? document.querySelector(location.hash) : null;
    const first = shown().find(pending) ?? shown()[0];
    if (wanted) choose(wanted);
    else if (first) take(first);
  });
})();
