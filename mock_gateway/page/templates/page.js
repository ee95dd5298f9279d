// Keeps the page fresh: asks for this very page again, and puts in only what changed. Nothing foreign is made into
// HTML here: the server escaped it. What a reader unfolded stays unfolded, and while text is selected nothing moves.
"use strict";
(() => {
  const EVERY_MS = 2000;
  const root = document.documentElement;
  const state = document.getElementById("state");
  const button = document.getElementById("pause");
  const served = new Map();
  let paused = false;

  const tell = (kind, words) => {
    state.className = `state ${kind}`;
    if (state.textContent !== words) state.textContent = words;
  };

  const remember = (lists) => {
    for (const list of lists) for (const child of list.children) served.set(child.id, child.outerHTML);
  };

  const carry = (before, child) => {
    const fold = before.querySelector("details");
    const next = child.querySelector("details");
    if (fold && next) next.open = fold.open;
  };

  const merge = (list, fresh) => {
    const kept = new Map([...list.children].map((child) => [child.id, child]));
    let place = list.firstElementChild;
    const step = (node) => {
      if (node === place) place = place.nextElementSibling;
    };
    for (const child of [...fresh.children]) {
      const before = kept.get(child.id);
      const text = child.outerHTML;
      if (before && served.get(child.id) === text) {
        if (before === place) step(before);
        else list.insertBefore(before, place);
        continue;
      }
      served.set(child.id, text);
      const focused = before && before.contains(document.activeElement);
      if (before) carry(before, child);
      list.insertBefore(child, place);
      if (before) {
        step(before);
        before.remove();
      }
      if (focused) child.querySelector("summary, a")?.focus({ preventScroll: true });
    }
    while (place) {
      const gone = place;
      step(gone);
      served.delete(gone.id);
      gone.remove();
    }
  };

  const look = async () => {
    if (paused || document.hidden) return;
    if (getSelection()?.type === "Range") return;
    try {
      const headers = { "If-None-Match": `"${root.dataset.version}"` };
      const answer = await fetch("/", { headers, cache: "no-store", signal: AbortSignal.timeout(10000) });
      if (paused) return;
      if (answer.status !== 304) {
        if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const list of document.querySelectorAll("[data-live]")) {
          const next = fresh.getElementById(list.id);
          if (next) merge(list, next);
        }
        root.dataset.version = fresh.documentElement.dataset.version;
      }
      tell("live", "Live");
    } catch {
      tell("gone", "The mock does not answer");
    }
  };

  const tick = async () => {
    await look();
    setTimeout(tick, EVERY_MS);
  };

  button.addEventListener("click", () => {
    paused = !paused;
    button.textContent = paused ? "Go on" : "Pause";
    tell(paused ? "" : "live", paused ? "Paused" : "Live");
    if (!paused) look();
  });
  document.addEventListener("visibilitychange", look);
  remember(document.querySelectorAll("[data-live]"));
  button.hidden = false;
  tell("live", "Live");
  setTimeout(tick, EVERY_MS);
})();
