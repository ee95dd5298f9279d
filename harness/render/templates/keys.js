// ? shows the keys.
(() => {
  const dialog = page.find("keys");
  const button = page.find("keys-button");
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  page.find("keys-close").addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.target.closest("input, textarea") || dialog.open) return;
    event.preventDefault();
    dialog.showModal();
  });
})();
