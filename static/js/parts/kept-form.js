// Keeps a half-written form on this computer until the server has stored it, and offers it back: after a session's
// end, a crash, a closed tab. The server names the form that it stored in the cookie stored_form (questions/admin.py).
const hook = document.querySelector("[data-question-form]");

if (hook) {
  const form = hook.closest("form");
  const key = `dryrun:question:${hook.dataset.user}:${hook.dataset.key}`;
  const offer = document.querySelector("[data-kept]");
  const unkept = new Set(["csrfmiddlewaretoken", "action", "select_across", "_selected_action", "_kept"]);
  const refused = document.querySelector(".errornote") !== null;

  // Browsers send lines' ends as CR LF and fields show them as LF; for comparing they are the same.
  const read = () =>
    [...new FormData(form)]
      .filter(([name, value]) => typeof value === "string" && !unkept.has(name) && !name.startsWith("initial-"))
      .filter(([name]) => !["_both", "_over", "_continue", "based_on"].includes(name))
      .map(([name, value]) => [name, value.replace(/\r\n/g, "\n")]);
  const filled = (entries) =>
    JSON.stringify(entries.filter(([name, value]) => !name.endsWith("-weight") && value.trim()));
  const basis = () => form.elements.based_on?.value ?? "";

  const token = document.createElement("input");
  Object.assign(token, { type: "hidden", name: "_kept", value: crypto.randomUUID?.() ?? "" });
  form.append(token);

  const stored = () => document.cookie.match(/(?:^|; )stored_form=([^;]+)/)?.[1];
  const forget = () => localStorage.removeItem(key);
  const load = () => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const keep = () => {
    try {
      const now = { at: Date.now(), token: token.value, basis: basis(), entries: read() };
      localStorage.setItem(key, JSON.stringify(now));
    } catch {
      // No room or no permission: the form works without.
    }
  };

  const refill = (kept) => {
    const values = Map.groupBy(kept.entries, ([name]) => name);
    for (const [name, pairs] of values) {
      const field = form.elements[name];
      if (!(field instanceof Element) || name.startsWith("key_points-")) continue;
      field.value = pairs[0][1];
      field.dispatchEvent(new Event("refill"));
    }
    const of = (name) => (values.get(name) ?? []).map(([, value]) => value);
    document
      .querySelector("[data-key-points]")
      ?.dispatchEvent(
        new CustomEvent("refill", { detail: { weights: of("key_points-weight"), texts: of("key_points-text") } }),
      );
    // Based on what it was based on: if a colleague has saved since, saving says so.
    if (form.elements.based_on && kept.basis) form.elements.based_on.value = kept.basis;
    token.value = kept.token || token.value;
    keep();
  };

  const kept = load();
  if (kept && !refused && (kept.token === stored() || filled(kept.entries) === filled(read()))) {
    forget();
  } else if (kept && filled(kept.entries) !== filled(read())) {
    const when = new Date(kept.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    offer.querySelector("[data-kept-words]").textContent =
      `What you wrote here on ${when} was not stored. It is kept on this computer.`;
    offer.hidden = false;
  }
  offer.querySelector("[data-kept-restore]").addEventListener("click", () => {
    refill(kept);
    offer.hidden = true;
    form.querySelector("input:not([type=hidden]), textarea").focus();
  });
  offer.querySelector("[data-kept-discard]").addEventListener("click", () => {
    forget();
    offer.hidden = true;
  });

  // The first word written while an older text is still on offer must not replace it.
  let timer;
  let unwritten = false;
  const write = () => {
    clearTimeout(timer);
    if (unwritten && offer.hidden) keep();
    unwritten = false;
  };
  form.addEventListener("input", () => {
    unwritten = true;
    clearTimeout(timer);
    timer = setTimeout(write, 400);
  });
  form.addEventListener("submit", () => {
    unwritten ||= load() !== null; // what is kept gets the token of this sending
    write();
  });
  addEventListener("pagehide", write);
}
