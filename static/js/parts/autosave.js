// Saves a moment after typing stops, on leaving the field and on leaving the page; one request at a time, the newest
// text next. A copy stays in this browser until the server has acknowledged it. docs/decisions/0003 has the protocol.

const PAUSE = 800; // milliseconds without a key before a save
const RETRIES = [1000, 2000, 4000, 8000, 15000]; // milliseconds before each further try

export function startAutosave(page, clock) {
  const form = page.querySelector("[data-answer]");
  const box = form.elements.text;
  const shown = page.querySelector("[data-saved-state]");
  const copy = localCopy(form.action);
  const writer = crypto.randomUUID();

  let acknowledged = box.value;
  let revision = Number(form.elements.based_on.value);
  let sequence = 0;
  let sent = null; // the text of the request under way or last lost, with its sequence
  let underWay = null;
  let failures = 0;
  let timer = 0;

  const show = (state, words) => {
    shown.dataset.state = state;
    shown.textContent = words;
  };

  const isEmptied = () => !box.value.trim() && Boolean(acknowledged.trim());

  const payload = () => {
    if (!sent || sent.text !== box.value) sent = { text: box.value, sequence: ++sequence };
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("text", sent.text);
    data.set("based_on", revision);
    data.set("writer", writer);
    data.set("sequence", sent.sequence);
    if (isEmptied()) data.set("emptied", "on");
    return data;
  };

  const request = (options = {}) =>
    fetch(form.action, {
      method: "POST",
      body: payload(),
      headers: { Accept: "application/json" },
      redirect: "manual",
      ...options,
    });

  const save = () => {
    clearTimeout(timer);
    if (underWay || box.value === acknowledged) return underWay;
    show("saving", "saving …");
    underWay = request()
      .then(receive)
      .catch(lost)
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  const receive = async (response) => {
    if (response.type === "opaqueredirect" || response.status === 403) return signedOut();
    const receipt = await response.json();
    if (receipt.outcome === "invalid") return show("failed", Object.values(receipt.errors).flat().join(" "));
    clock.sync(receipt.seconds_left);
    failures = 0;
    if (receipt.outcome === "stale") return conflict();
    if (!receipt.open && receipt.outcome === "late") return location.assign(page.dataset.reviewUrl);
    acknowledged = sent.text;
    revision = receipt.revision;
    form.elements.based_on.value = revision;
    markDone(page, Boolean(acknowledged.trim()));
    if (box.value === acknowledged) {
      copy.remove();
      show("saved", receipt.saved_at ? `saved ${receipt.saved_at}` : "");
    } else {
      show("unsaved", "not saved yet");
      later(0);
    }
  };

  const lost = () => {
    show("offline", "offline, trying again");
    notice(page, "You are offline. What you type is kept on this computer and sent when you are back. The clock goes on.");
    later(RETRIES[Math.min(failures++, RETRIES.length - 1)]);
  };

  const signedOut = () => {
    show("failed", "signed out");
    notice(page, "You are signed out. What you type is kept on this computer. Sign in in another tab; saving goes on here.");
    later(RETRIES[Math.min(failures++, RETRIES.length - 1)]);
  };

  const conflict = () => {
    show("failed", "changed elsewhere");
    form.elements.go_stay.click();
  };

  box.addEventListener("input", () => {
    copy.write({ text: box.value, revision });
    show("unsaved", "not saved yet");
    later(PAUSE);
  });
  box.addEventListener("blur", () => save());
  addEventListener("online", () => save());
  addEventListener("pagehide", () => {
    if (box.value !== acknowledged) request({ keepalive: true }).catch(() => {});
  });
  // A form that is submitted joins the same line of requests, so that it never quarrels with one under way.
  form.addEventListener("submit", () => {
    acknowledged = box.value;
    form.elements.writer.value = writer;
    form.elements.sequence.value = ++sequence;
    form.elements.based_on.value = revision;
    if (!box.value.trim()) form.elements.emptied.value = "on";
    copy.write({ text: box.value, revision });
  });

  const kept = copy.read();
  if (kept && kept.text !== box.value) {
    box.value = kept.text;
    revision = kept.revision;
    save();
  } else {
    copy.remove();
  }

  return {
    async flush() {
      await underWay;
      await save();
    },
  };
}

function localCopy(address) {
  const key = `dryrun:answer:${new URL(address).pathname}`;
  return {
    read: () => JSON.parse(localStorage.getItem(key) ?? "null"),
    write: (value) => localStorage.setItem(key, JSON.stringify(value)),
    remove: () => localStorage.removeItem(key),
  };
}

function markDone(page, done) {
  page.querySelector(".map-mark[aria-current]").classList.toggle("is-done", done);
}

function notice(page, words) {
  const announcer = page.querySelector("[data-announce]");
  if (announcer.textContent !== words) announcer.textContent = words;
}
