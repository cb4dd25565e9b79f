// The rows of a rubric: moved by buttons or Alt+arrows with the focus kept, added, removed, and each move said aloud.
for (const editor of document.querySelectorAll("[data-key-points]")) {
  const body = editor.querySelector("tbody");
  const status = editor.querySelector("[data-key-points-status]");
  const rows = () => [...body.querySelectorAll("[data-key-point]")];
  const text = (row) => row.querySelector("textarea");
  const blank = rows().at(-1).cloneNode(true);

  const button = (words, sign, action) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", textContent: sign, title: words });
    made.dataset.words = words;
    made.addEventListener("click", action);
    return made;
  };

  const number = () => {
    const all = rows();
    all.forEach((row, index) => {
      const place = index + 1;
      row.querySelector("select").setAttribute("aria-label", `Weight of key point ${place}`);
      text(row).setAttribute("aria-label", `Key point ${place}`);
      const [up, down, remove] = row.querySelectorAll("button");
      for (const each of [up, down, remove])
        each.setAttribute("aria-label", `${each.dataset.words}: key point ${place}`);
      up.disabled = index === 0;
      down.disabled = index === all.length - 1;
    });
  };

  const changed = () => body.dispatchEvent(new Event("input", { bubbles: true }));

  const move = (row, step) => {
    const all = rows();
    const target = all[all.indexOf(row) + step];
    if (!target) return;
    const focused = document.activeElement;
    if (step < 0) target.before(row);
    else target.after(row);
    number();
    // A button at the end of its way is disabled; the focus stays in the row.
    (focused.disabled ? text(row) : focused).focus();
    status.textContent = `Moved to place ${rows().indexOf(row) + 1} of ${rows().length}.`;
    changed();
  };

  const remove = (row) => {
    const all = rows();
    const place = all.indexOf(row);
    if (all.length === 1) add();
    row.remove();
    number();
    text(rows()[Math.min(place, rows().length - 1)]).focus();
    status.textContent = `Key point ${place + 1} removed. ${rows().length} left.`;
    changed();
  };

  const equip = (row) => {
    const cell = row.insertCell();
    cell.append(
      button("Move up", "↑", () => move(row, -1)),
      button("Move down", "↓", () => move(row, 1)),
      button("Remove", "×", () => remove(row)),
    );
    text(row).setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown");
    row.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || !event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(row, step);
    });
  };

  const add = (weight = "1", words = "") => {
    const row = blank.cloneNode(true);
    row.querySelector("select").value = weight;
    text(row).value = words;
    body.append(row);
    equip(row);
    number();
    return row;
  };

  // A form's local copy brings its own rows (form-copy.js).
  editor.addEventListener("refill", ({ detail }) => {
    for (const row of rows()) row.remove();
    for (const [index, words] of detail.texts.entries()) add(detail.weights[index], words);
    if (!rows().length) add();
    changed();
  });

  const heading = document.createElement("th");
  Object.assign(heading, { scope: "col", textContent: "Order" });
  editor.querySelector("thead tr").append(heading);
  const spare = rows().filter((row) => !text(row).value.trim());
  for (const row of spare.slice(1)) row.remove();
  for (const row of rows()) equip(row);
  number();
  const another = button("Add a key point", "Add a key point", () => text(add()).focus());
  const help = document.createElement("p");
  help.className = "help";
  help.textContent = "Alt with the up and down arrows moves the point you are in. A point without text is left out.";
  editor.append(another, help);
}
