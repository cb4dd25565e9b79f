// Rows of fields (a rubric, the follow-ups): moved by buttons or Alt+arrows with the focus kept, added, removed, and
// each move said aloud. The form works without: as many rows as there are, and some to spare.
for (const editor of document.querySelectorAll("[data-rows]")) {
  const { noun } = editor.dataset;
  const body = editor.querySelector("tbody");
  const status = editor.querySelector("[data-rows-status]");
  const rows = () => [...body.querySelectorAll("[data-row]")];
  const fields = (row) => [...row.querySelectorAll("[data-label]")];
  const text = (row) => row.querySelector("textarea");
  const isBlank = (row) => [...row.querySelectorAll("textarea")].every((box) => !box.value.trim());
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
      for (const field of fields(row)) field.setAttribute("aria-label", field.dataset.label.replace("#", place));
      for (const label of row.querySelectorAll("[data-place]")) label.textContent = place;
      const buttons = [...row.querySelectorAll("button")];
      for (const each of buttons) each.setAttribute("aria-label", `${each.dataset.words}: ${noun} ${place}`);
      buttons[0].disabled = index === 0;
      buttons[1].disabled = index === all.length - 1;
    });
  };

  // What names a row by its number has to follow it (probes.js).
  const rearrange = (action) => {
    const before = rows();
    action();
    number();
    const places = before.map((row) => rows().indexOf(row) + 1);
    editor.dispatchEvent(new CustomEvent("renumbered", { bubbles: true, detail: { places } }));
    body.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const move = (row, step) => {
    const all = rows();
    const target = all[all.indexOf(row) + step];
    if (!target) return;
    const focused = document.activeElement;
    rearrange(() => (step < 0 ? target.before(row) : target.after(row)));
    // A button at the end of its way is disabled; the focus stays in the row.
    (focused.disabled ? text(row) : focused).focus();
    status.textContent = `Moved to place ${rows().indexOf(row) + 1} of ${rows().length}.`;
  };

  const remove = (row) => {
    const place = rows().indexOf(row);
    rearrange(() => {
      if (rows().length === 1) add();
      row.remove();
    });
    text(rows()[Math.min(place, rows().length - 1)]).focus();
    status.textContent = `${editor.dataset.title} ${place + 1} removed. ${rows().length} left.`;
  };

  const equip = (row) => {
    const cell = row.insertCell();
    cell.append(
      button("Move up", "↑", () => move(row, -1)),
      button("Move down", "↓", () => move(row, 1)),
      button("Remove", "×", () => remove(row)),
    );
    for (const box of row.querySelectorAll("textarea"))
      box.setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown");
    row.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || !event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(row, step);
    });
  };

  const add = () => {
    const row = blank.cloneNode(true);
    body.append(row);
    equip(row);
    number();
    return row;
  };

  // A form's local copy brings its own rows (form-copy.js): the values of each column, from above.
  editor.addEventListener("refill", ({ detail }) => {
    for (const row of rows()) row.remove();
    const count = Math.max(1, ...Object.values(detail).map((values) => values.length));
    for (let place = 0; place < count; place += 1)
      for (const field of fields(add())) field.value = detail[field.name]?.[place] ?? field.value;
    body.dispatchEvent(new Event("input", { bubbles: true }));
  });

  const heading = document.createElement("th");
  Object.assign(heading, { scope: "col", textContent: "Order" });
  editor.querySelector("thead tr").append(heading);
  for (const row of rows().filter(isBlank).slice(1)) row.remove();
  for (const row of rows()) equip(row);
  number();
  const another = button(`Add a ${noun}`, `Add a ${noun}`, () => text(add()).focus());
  const help = document.createElement("p");
  help.className = "help";
  help.textContent = `Alt with the up and down arrows moves the ${noun} you are in. One without text is left out.`;
  editor.append(another, help);
}
