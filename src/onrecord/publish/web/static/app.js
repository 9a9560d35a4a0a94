"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const reveal = (node) => { node.hidden = false; };

  /* Report: which statements are shown, and the way from one to the next. */
  const cards = all(".side .card");
  const form = document.getElementById("filter");
  const shown = () => cards.filter((card) => !card.hidden);
  const filter = () => {
    const { speaker, act } = form.elements;
    for (const card of cards) {
      card.hidden = Boolean((speaker.value && card.dataset.speaker !== speaker.value) || (act.value && card.dataset.act !== act.value));
    }
    const hidden = new Set(cards.filter((card) => card.hidden).map((card) => card.id));
    for (const words of all(".text [data-s]")) words.classList.toggle("off", words.dataset.s.split(" ").every((anchor) => hidden.has(anchor)));
    for (const number of all(".text a.n")) number.classList.toggle("off", hidden.has(number.hash.slice(1)));
    document.getElementById("place").textContent = `${shown().length} of ${cards.length} statements`;
  };
  if (form) {
    form.addEventListener("change", () => {
      filter();
      const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
      history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
    });
    all("button", form).forEach((button) => button.closest("p").hidden = true);
    filter();
  }

  const behaviour = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const current = () => cards.findIndex((card) => card.classList.contains("current"));
  const inList = (card) => {
    const list = card.closest(".cards");
    if (list.scrollHeight > list.clientHeight) list.scrollTo({ top: card.offsetTop - list.offsetTop - list.clientHeight / 3, behavior: behaviour() });
  };
  const open = (card) => {
    for (const other of all(".current")) other.classList.remove("current");
    for (const lit of all(".text .lit")) lit.classList.remove("lit");
    card.classList.add("current");
    inList(card);
    const place = document.getElementById(`t-${card.id}`);
    if (place) place.scrollIntoView({ block: "center", behavior: behaviour() });
    for (const words of all(`.text [data-s~="${CSS.escape(card.id)}"]`)) words.classList.add("lit");
    const number = card.querySelector(".number a");
    if (number) number.focus({ preventScroll: true });
    document.getElementById("place").textContent = `Statement ${shown().indexOf(card) + 1} of ${shown().length}`;
    history.replaceState(null, "", `#${card.id}`);
  };
  const step = (by) => {
    const listed = shown();
    if (!listed.length) return;
    const at = listed.indexOf(cards[current()]);
    open(listed[at < 0 ? (by > 0 ? 0 : listed.length - 1) : Math.min(Math.max(at + by, 0), listed.length - 1)]);
  };
  for (const button of all("[data-step]")) {
    reveal(button);
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  document.addEventListener("keydown", (event) => {
    if (!cards.length || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const by = { j: 1, k: -1 }[event.key];
    if (by) { event.preventDefault(); step(by); }
  });
  const opened = () => {
    const card = location.hash && document.getElementById(location.hash.slice(1));
    if (card && card.matches(".card")) open(card);
  };
  if (cards.length) {
    opened();
    addEventListener("hashchange", opened);
  }

  /* Copying, and the link of a statement. */
  const copied = async (node, words) => {
    const before = node.textContent;
    try {
      await navigator.clipboard.writeText(words);
      node.textContent = "Copied";
    } catch {
      node.textContent = "The browser does not allow copying";
    }
    setTimeout(() => { node.textContent = before; }, 2000);
  };
  for (const button of all("[data-copy]")) {
    reveal(button);
    button.addEventListener("click", () => copied(button, button.dataset.copy));
  }

  /* Moments in the reader's own time; the original stays in the title. */
  for (const time of all("time[datetime*='T']")) {
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.valueOf())) {
      time.title = time.textContent;
      time.textContent = moment.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    }
  }

  /* Reading queue: numbers that move. */
  const over = new Set(["done", "failed", "stopped"]);
  const follow = async (node) => {
    while (!over.has(node.dataset.state)) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const reply = await fetch(`/api/v1/jobs/${encodeURIComponent(node.dataset.job)}`);
      if (!reply.ok) return;
      const job = await reply.json();
      node.dataset.state = job.state;
      for (const place of all("[data-of]", node)) place.textContent = job[place.dataset.of];
      if (over.has(job.state) && "reload" in node.dataset) location.reload();
    }
  };
  for (const node of all("[data-job]")) follow(node);

  /* Saved searches, in this browser alone. */
  const saved = document.getElementById("saved");
  if (saved) {
    const KEY = "onrecord searches";
    const read = () => {
      try {
        const found = JSON.parse(localStorage.getItem(KEY) || "[]");
        return Array.isArray(found) ? found.filter((query) => typeof query === "string") : [];
      } catch { return []; }
    };
    const list = saved.querySelector("ul");
    const draw = () => {
      const queries = read();
      saved.hidden = !queries.length;
      list.replaceChildren(...queries.map((query) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = `/search?${query}`;
        link.textContent = [...new URLSearchParams(query)].map(([name, value]) => (name === "q" ? value : `${name}: ${value}`)).join(" · ");
        const forget = document.createElement("button");
        forget.type = "button";
        forget.className = "plain";
        forget.textContent = "Forget";
        forget.setAttribute("aria-label", `Forget the search ${link.textContent}`);
        forget.addEventListener("click", () => { write(read().filter((other) => other !== query)); });
        item.append(link, forget);
        return item;
      }));
    };
    const write = (queries) => { localStorage.setItem(KEY, JSON.stringify(queries)); draw(); };
    const save = document.getElementById("save");
    const asked = () => new URLSearchParams([...new FormData(document.getElementById("search"))].filter(([, value]) => value)).toString();
    reveal(save);
    save.addEventListener("click", () => {
      const query = asked();
      if (query) write([query, ...read().filter((other) => other !== query)].slice(0, 50));
    });
    draw();
  }
})();
