// Two calls of one scenario, beside each other: what was said, without the rest.
(() => {
  const talk = (call, pack) => {
    const drawn = page.draw(call, pack);
    const said = [...drawn.querySelectorAll(".stage")].filter((stage) => stage.querySelector(".chat"));
    const side = page.make("div", { class: "talk" },
      page.make("h3", {}, drawn.querySelector("h3 .chip"), " ", page.make("code", {}, call.trial_id)), ...said);
    for (const each of [...said, ...side.querySelectorAll("[id]")]) each.removeAttribute("id"); // the call itself has these
    return side;
  };
  document.addEventListener("toggle", async (event) => {
    const pair = event.target;
    if (!(pair instanceof Element) || !pair.matches(".pair") || !pair.open || pair.dataset.done) return;
    pair.dataset.done = "yes";
    const pack = await page.unpack();
    const sides = [pair.dataset.left, pair.dataset.right].map((anchor) => talk(pack.call(anchor), pack));
    pair.querySelector("p").replaceWith(page.make("div", { class: "sides-by-side" }, ...sides));
  }, true);
})();
