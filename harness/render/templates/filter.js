// Filters the scenario table: words, s:state, @tag; a leading minus excludes. Kept in nothing, changes nothing else.
(() => {
  const input = page.find("words");
  const rows = [...document.querySelectorAll(".scenarios tbody tr")].map((row) => ({
    row, text: row.textContent.toLowerCase(), states: row.dataset.state.split(" "), tags: row.dataset.tags.toLowerCase().split(" "),
  }));
  const holds = (item, word) => {
    if (word.startsWith("-") && word.length > 1) return !holds(item, word.slice(1));
    if (word.startsWith("s:")) return item.states.some((state) => state.startsWith(word.slice(2)));
    if (word.startsWith("@")) return item.tags.some((tag) => tag.startsWith(word.slice(1)));
    return item.text.includes(word);
  };
  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const item of rows) {
      item.row.hidden = !words.every((word) => holds(item, word));
      left += item.row.hidden ? 0 : 1;
    }
    page.find("filtered").textContent = words.length ? `${left} of ${rows.length} scenarios` : "";
  };
  input.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea")) {
      event.preventDefault();
      input.focus();
    } else if (event.key === "Escape" && event.target === input) {
      input.value = "";
      filter();
      input.blur();
    }
  });
  page.find("filter").hidden = false;
})();
