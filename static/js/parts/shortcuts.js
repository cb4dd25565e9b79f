// Alt with a letter presses the button that carries it as data-key; every button says its key in its title.

export function startShortcuts(page) {
  for (const button of page.querySelectorAll("[data-key]")) {
    button.title = `${button.textContent.trim()} (Alt + ${button.dataset.key})`;
    button.setAttribute("aria-keyshortcuts", `Alt+${button.dataset.key}`);
  }
  addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const button = page.querySelector(`[data-key="${event.code.replace("Key", "")}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
}
