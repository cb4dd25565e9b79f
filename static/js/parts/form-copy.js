// The local copy of a half-written form: held until the server has stored the form, and offered back after a session's
// end, a crash, a closed tab. The server names the form that it stored in the cookie stored_form (accounts/http.py).
// A page may have several such forms; each then has its own offer.
import { newWriter } from "./local-copies.js";

const stored = () => document.cookie.match(/(?:^|; )stored_form=([^;]+)/)?.[1];

// A list of what such forms have stored: the copy of the one that was stored last has done its work.
const list = document.querySelector("[data-form-copies]");
if (list) {
  try {
    const prefix = `dryrun:story:${list.dataset.user}:`;
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
      if (JSON.parse(localStorage.getItem(key))?.token === stored()) localStorage.removeItem(key);
    }
  } catch {
    // this browser stores nothing, or nothing of ours
  }
}

for (const hook of document.querySelectorAll("[data-question-form], [data-copied-form]")) copyForm(hook);

function copyForm(hook) {
  const form = hook.closest("form");
  const key = `dryrun:${hook.dataset.copiedForm ?? "question"}:${hook.dataset.user}:${hook.dataset.key}`;
  const offer = form.querySelector("[data-form-copy]") ?? document.querySelector("[data-form-copy]");
  const uncopied = new Set(["csrfmiddlewaretoken", "action", "select_across", "_selected_action", "_copy"]);
  const refused = hook.dataset.refused !== undefined || document.querySelector(".errornote") !== null;

  // Browsers send lines' ends as CR LF and fields show them as LF; for comparing they are the same.
  const readForm = () =>
    [...new FormData(form)]
      .filter(([name, value]) => typeof value === "string" && !uncopied.has(name) && !name.startsWith("initial-"))
      .filter(([name]) => !["_both", "_over", "_continue", "based_on"].includes(name))
      .map(([name, value]) => [name, value.replace(/\r\n/g, "\n")]);
  const filled = (entries) =>
    JSON.stringify(entries.filter(([name, value]) => !name.endsWith("-weight") && value.trim()));
  const basis = () => form.elements.based_on?.value ?? "";

  const token = document.createElement("input");
  Object.assign(token, { type: "hidden", name: "_copy", value: newWriter() });
  form.append(token);

  const removeCopy = () => localStorage.removeItem(key);
  const readCopy = () => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const writeCopy = () => {
    try {
      const now = { at: Date.now(), token: token.value, basis: basis(), entries: readForm() };
      localStorage.setItem(key, JSON.stringify(now));
    } catch {
      // No room or no permission: the form works without.
    }
  };

  const refill = (copy) => {
    const values = Map.groupBy(copy.entries, ([name]) => name);
    fillFields(form, values);
    if (hook.dataset.copiedForm) tickBoxes(form, values);
    fillRows(values);
    // Based on what it was based on: if a colleague has saved since, saving says so.
    if (form.elements.based_on && copy.basis) form.elements.based_on.value = copy.basis;
    token.value = copy.token || token.value;
    writeCopy();
  };

  const copy = readCopy();
  if (copy && !refused && (copy.token === stored() || filled(copy.entries) === filled(readForm()))) {
    removeCopy();
  } else if (copy && filled(copy.entries) !== filled(readForm())) {
    const when = new Date(copy.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    offer.querySelector("[data-form-copy-words]").textContent =
      `What you wrote here on ${when} was not stored. It is kept on this computer.`;
    offer.hidden = false;
    offer.closest("details")?.setAttribute("open", "");
  }
  offer.querySelector("[data-form-copy-restore]").addEventListener("click", () => {
    refill(copy);
    offer.hidden = true;
    form.querySelector("input:not([type=hidden]), textarea").focus();
  });
  offer.querySelector("[data-form-copy-discard]").addEventListener("click", () => {
    removeCopy();
    offer.hidden = true;
  });

  // The first word written while an older text is still on offer must not replace it.
  let timer;
  let unwritten = false;
  const write = () => {
    clearTimeout(timer);
    if (unwritten && offer.hidden) writeCopy();
    unwritten = false;
  };
  form.addEventListener("input", () => {
    unwritten = true;
    clearTimeout(timer);
    timer = setTimeout(write, 400);
  });
  form.addEventListener("submit", () => {
    unwritten ||= readCopy() !== null; // the copy gets the token of this sending
    write();
  });
  addEventListener("pagehide", write);
}

function fillFields(form, values) {
  for (const [name, pairs] of values) {
    const field = form.elements[name];
    if (!(field instanceof Element) || field.closest("[data-rows]")) continue;
    field.value = pairs[0][1];
    field.dispatchEvent(new Event("refill"));
  }
}

function tickBoxes(form, values) {
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = values.get(box.name)?.some(([, value]) => value === box.value) ?? false;
  }
  for (const fold of form.querySelectorAll("details:has(:checked)")) fold.open = true;
}

function fillRows(values) {
  const columns = [...values].map(([name, pairs]) => [name, pairs.map(([, value]) => value)]);
  for (const editor of document.querySelectorAll("[data-rows]")) {
    const own = columns.filter(([name]) => name.startsWith(`${editor.dataset.rows}-`));
    editor.dispatchEvent(new CustomEvent("refill", { detail: Object.fromEntries(own) }));
  }
}
