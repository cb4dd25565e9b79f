// The box for code on a question's page becomes an editor: the box stays the field that is saved, and the editor writes
// into it. The editor is a bundle of its own; until it is there, or if it does not arrive, one types into the box.

const SIZES = [0.75, 0.875, 1, 1.125, 1.3]; // rem
const SIZE = "dryrun:code-size";
const UNDO = "dryrun:undo:";
const LONGEST_HISTORY = 500_000; // characters of it that one tab keeps

export async function startCodeAnswer({ page, keys }) {
  const box = page.querySelector(".part-code [data-box]");
  if (!box) return null;
  const { edit, keep } = await import("./code-editor.js").catch(() => ({}));
  if (!edit) return null;
  const key = UNDO + location.pathname + box.id;
  const view = edit(box, {
    nonce: page.dataset.nonce,
    label: page.querySelector(`label[for="${box.id}"]`).textContent,
    described: "editor-keys",
    indents: true,
    keys,
    earlier: read(key),
  });
  page.querySelector(`label[for="${box.id}"]`).addEventListener("click", () => view.focus());
  for (const shown of page.querySelectorAll("[data-with-editor]")) shown.hidden = false;
  startSizes(page);
  addEventListener("pagehide", () => {
    const text = JSON.stringify(keep(view));
    if (text.length <= LONGEST_HISTORY) write(key, text);
  });
  return view;
}

function startSizes(page) {
  const at = () => Math.min(Math.max(Number(stored(localStorage, SIZE) ?? 1), 0), SIZES.length - 1);
  const show = (place) => page.style.setProperty("--editor-size", `${SIZES[place]}rem`);
  show(at());
  for (const button of page.querySelectorAll("[data-code-size]")) {
    button.addEventListener("click", () => {
      const place = Math.min(Math.max(at() + Number(button.dataset.codeSize), 0), SIZES.length - 1);
      try {
        localStorage.setItem(SIZE, String(place));
      } catch {
        // this browser stores nothing: the size holds until the next press
      }
      show(place);
    });
  }
}

function stored(storage, key) {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // no room, or no leave: a reload then begins without a history
  }
}
