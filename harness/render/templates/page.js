// One script, no globals: every part hangs its functions on `page`.
"use strict";
const page = {};
document.documentElement.classList.add("js");

page.find = (id) => document.getElementById(id);

// The same characters that the harness shows as visible ones: controls, and what reorders or hides text.
page.visible = (text) =>
  String(text)
    .replace(/\r\n/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/\u007f/g, "\u2421")
    .replace(/[\u0080-\u009f]/g, (c) => "\\x" + c.charCodeAt(0).toString(16))
    .replace(/[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"))
    .replace(/[\ud800-\udfff]/gu, "\ufffd");

// Elements are made from text only: nothing foreign is ever parsed as HTML, and nothing hides in it.
page.make = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, page.visible(value));
  for (const child of children) {
    if (child !== null) made.append(typeof child === "string" ? page.visible(child) : child);
  }
  return made;
};

// The pack is JSON lines: the page's words, each scenario, and for each call its head and the log's lines of it.
page.unpack = () => {
  page.unpacked ??= (async () => {
    const bytes = Uint8Array.from(atob(page.find("pack").textContent.trim()), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const [first, ...lines] = (await new Response(stream).text()).split("\n");
    const scenarios = new Map(), calls = new Map(), templates = [];
    let held = [];
    for (const line of lines) {
      if (line.startsWith('{"s":')) {
        const scenario = JSON.parse(line);
        scenarios.set(scenario.s, scenario);
      } else if (line.startsWith('{"c":')) {
        held = [line];
        calls.set(`c${line.slice(5, line.indexOf(","))}`, held);
      } else if (line.startsWith("T")) templates.push(line.slice(1).split("\u0002"));
      else if (line) held.push(line);
    }
    const words = JSON.parse(first);
    const drawn = new Map();
    const call = (anchor) => {
      if (!drawn.has(anchor) && calls.has(anchor)) {
        const [head, ...rest] = calls.get(anchor);
        const made = JSON.parse(head);
        drawn.set(anchor, page.trial(made, page.unsqueeze(rest, made.call, templates), scenarios.get(made.s), words.fields));
      }
      return drawn.get(anchor) || null;
    };
    return { ...words, call };
  })();
  return page.unpacked;
};

(() => {
  const button = page.find("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = { get: () => null, set: () => {} };
  try {
    kept.get = localStorage.getItem.bind(localStorage, "pine-theme");
    kept.set = localStorage.setItem.bind(localStorage, "pine-theme");
  } catch {
    // A browser that keeps nothing for files still shows both themes.
  }
  const current = () => document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
  const label = () => {
    button.textContent = current() === "dark" ? "Light" : "Dark";
    button.setAttribute("aria-label", `Switch to ${button.textContent.toLowerCase()} colours`);
  };
  const stored = kept.get();
  if (stored === "dark" || stored === "light") document.documentElement.dataset.theme = stored;
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = current() === "dark" ? "light" : "dark";
    kept.set(document.documentElement.dataset.theme);
    label();
  });
  dark.addEventListener("change", label);
  button.hidden = false;
  label();
})();
