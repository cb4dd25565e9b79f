// Alt with a letter presses the button that carries it as data-key; every button says its key in its title, and the
// sheet behind "?" lists them all.

export function startShortcuts(page) {
  const sheet = page.querySelector("[data-keys]");
  const list = page.querySelector("[data-key-list]");
  const opener = page.querySelector("[data-open-keys]");
  const buttons = [...page.querySelectorAll("[data-key]")];

  for (const button of buttons) {
    const name = button.textContent.trim().replace(" …", "");
    button.title = `${name} (Alt + ${button.dataset.key})`;
    button.setAttribute("aria-keyshortcuts", `Alt+${button.dataset.key}`);
    const row = list.appendChild(document.createElement("div"));
    row
      .appendChild(document.createElement("dt"))
      .appendChild(document.createElement("kbd")).textContent = `Alt + ${button.dataset.key}`;
    row.appendChild(document.createElement("dd")).textContent = name;
  }
  opener.hidden = false;
  opener.addEventListener("click", () => sheet.showModal());

  addEventListener("keydown", (event) => {
    if (event.key === "?" && !event.target.matches("input, textarea, [contenteditable='true']")) {
      event.preventDefault();
      return sheet.open ? sheet.close() : sheet.showModal();
    }
    if (!event.altKey || event.ctrlKey || event.metaKey || sheet.open) return;
    const button = buttons.find(({ dataset }) => event.code === `Key${dataset.key}`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
}
