// Alt with a letter presses the button or link that carries it as data-key; every one says its key in its title, and the
// sheet behind "?" lists them all and turns them off. Where one writes, a key that writes a letter of its own is left
// alone: Option on a Mac gives ń, ę, ß and the accents. A digit presses its button alone, too, when one is not writing.

const WRITING = "textarea, select, [contenteditable='true'], input:not([type=checkbox], [type=radio])";
const OFF = "dryrun:keys-off"; // in this browser's storage while the keys are turned off

export function startShortcuts(page) {
  const sheet = page.querySelector("[data-keys]");
  const list = page.querySelector("[data-key-list]");
  const opener = page.querySelector("[data-open-keys]");
  const buttons = [...page.querySelectorAll("[data-key]")];

  for (const button of buttons) {
    const name = (button.dataset.keyName ?? button.textContent).trim().replace(" …", "").replace(/\s+/g, " ");
    const key = isDigit(button) ? button.dataset.key : `Alt + ${button.dataset.key}`;
    button.title = `${name} (${key})`;
    button.setAttribute("aria-keyshortcuts", key.replaceAll(" ", ""));
    const row = list.appendChild(document.createElement("div"));
    row.appendChild(document.createElement("dt")).appendChild(document.createElement("kbd")).textContent = key;
    row.appendChild(document.createElement("dd")).textContent = name;
  }
  opener.addEventListener("click", () => sheet.showModal());
  const isOn = startSwitch(page.querySelector("[data-use-keys]"));

  addEventListener("keydown", (event) => {
    if (!isOn()) return;
    const isWriting = event.target.matches(WRITING);
    if (event.key === "?" && !isWriting) {
      event.preventDefault();
      return sheet.open ? sheet.close() : sheet.showModal();
    }
    if (event.ctrlKey || event.metaKey || event.repeat || page.querySelector("dialog[open]")) return;
    const button = buttons.find((each) => {
      const { key } = each.dataset;
      if (!event.altKey) return !isWriting && isDigit(each) && event.key === key;
      return isWriting ? event.key.toUpperCase() === key : [`Key${key}`, `Digit${key}`].includes(event.code);
    });
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
}

const isDigit = (button) => /^\d$/.test(button.dataset.key);

function startSwitch(box) {
  const storage = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null; // this browser stores nothing: the switch holds for this page
    }
  };
  box.checked = !storage((store) => store.getItem(OFF));
  box.addEventListener("change", () =>
    storage((store) => (box.checked ? store.removeItem(OFF) : store.setItem(OFF, "1"))),
  );
  return () => box.checked;
}
