"use strict";
(() => {
  const light = (anchors, on) => {
    for (const anchor of anchors) {
      const card = document.getElementById(anchor);
      if (card) card.classList.toggle("lit", on);
      for (const words of document.querySelectorAll(`[data-s~="${CSS.escape(anchor)}"]`)) words.classList.toggle("lit", on);
    }
  };
  const meant = (node) => {
    const words = node instanceof Element && node.closest("[data-s]");
    if (words) return words.dataset.s.split(" ");
    const number = node instanceof Element && node.closest("a.n");
    if (number) return [number.hash.slice(1)];
    const card = node instanceof Element && node.closest(".card");
    return card ? [card.id] : [];
  };
  for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => light(meant(event.target), true));
    document.addEventListener(leave, (event) => light(meant(event.target), false));
  }
  document.addEventListener("click", (event) => {
    const words = event.target.closest("[data-s]");
    if (!words || String(getSelection())) return;
    const card = document.getElementById(words.dataset.s.split(" ").at(-1));
    if (card) card.scrollIntoView({ block: "nearest" });
  });
})();
