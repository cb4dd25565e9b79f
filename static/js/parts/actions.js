// Forms that act at once ([data-acts]): what stands in one is sent when it changes or a button of it is pressed. One
// request a form at a time, and after each reply the newest state, so that quick clicks lose nothing. Each form counts
// what it sends under a name of its own, so that the server lets nothing be overtaken by what was done before it
// (practice/acts.py). What has no acknowledgement yet is kept in this browser, said beside the control, and sent again:
// by this page, or by the next one of this review (unsent.js). The reply brings words for places of the page, by their
// ids, and how many acts they know of, so that none takes the place of a newer one; nothing else on the page moves. One
// that brings an address leads there.
import { newWriter } from "./local-copies.js";

const RETRIES = [1000, 2000, 4000, 8000, 15_000]; // milliseconds before each further try
const PAUSE = 800; // milliseconds without a key before words are sent

const WORDS = {
  offline: [
    "offline, kept here",
    "You are offline. What you choose here is kept on this computer and sent when you are back.",
  ],
  unreachable: [
    "no answer, kept here",
    "The server does not answer. What you choose here is kept on this computer and sent again until it does.",
  ],
  uncopied: [
    "not saved, trying again",
    "There is no connection, and this browser keeps no copies. Leave this page open until it says “saved”.",
  ],
  signedOut: ["signed out, kept here", "You are signed out. Sign in and go on: what you chose here is sent then."],
  limited: [
    "waiting to save",
    "You send more than the site takes in at a time, so this waits a moment and is sent by itself.",
  ],
  refused: [
    "not saved",
    "The server does not know this review as yours, so nothing was stored. Are you signed in as somebody else?",
  ],
};

export function startActions({ api, announcer, copies }) {
  const troubles = new Map(); // by form, the newest last

  const tell = (form, trouble, words = WORDS[trouble]?.[1]) => {
    const before = troubles.size;
    troubles.delete(form);
    if (trouble) troubles.set(form, { words, withSignIn: ["signedOut", "refused"].includes(trouble) });
    if (!troubles.size) return before && announcer.clear();
    const newest = [...troubles.values()].at(-1);
    announcer.notice(newest.words, newest);
  };

  const forms = [...document.querySelectorAll("form[data-acts]")];
  const actions = forms.map((form) => startAction({ form, api, copies, tell: (...told) => tell(form, ...told) }));

  addEventListener("online", () => {
    for (const action of actions) action.again();
  });
  new BroadcastChannel("dryrun").addEventListener("message", ({ data }) => {
    if (data === "signed-in") for (const action of actions) action.again();
  });
  addEventListener("pagehide", () => {
    for (const action of actions) action.lastTry();
  });
  addEventListener("beforeunload", (event) => {
    if (actions.some((action) => action.isHeldByThisPageAlone())) event.preventDefault(); // the browser asks
  });

  return {
    areSettled: () => actions.every((action) => action.isSettled()),
    shows: (path) => forms.some((form) => new URL(form.action).pathname === path),
  };
}

const filled = new Map(); // by the id of a place, how many acts its words know of

export function fill({ words = {}, as_of: asOf = 0 }) {
  for (const [id, told] of Object.entries(words)) {
    const place = document.getElementById(id);
    if (!place || asOf < (filled.get(id) ?? 0)) continue;
    filled.set(id, asOf);
    place.innerHTML = told;
  }
}

function startAction({ form, api, copies, tell }) {
  const state = form.querySelector("[data-act-state]");
  const notes = form.querySelector("[data-notes]");
  const writer = newWriter();
  const touched = new Map(); // what was changed, and by which act the last time; until the server has all of it
  let sequence = 0;
  let known = Number(form.dataset.known);
  let wanted = null; // what the server does not have yet
  let underWay = false;
  let failures = 0;
  let timer = 0;
  let copied = true;
  let pressed = null;
  let address = form.action;

  for (const button of form.querySelectorAll("[data-plain]")) button.hidden = true;

  const show = (name, words) => {
    if (!state) return;
    state.dataset.state = name;
    state.textContent = words;
    state.hidden = false;
  };

  const want = (field) => {
    if (!sequence) copies.live(writer);
    sequence += 1;
    const touches = field?.closest("[data-touches]")?.dataset.touches;
    if (touches !== undefined) touched.set(touches, sequence);
    const fields = {};
    for (const [name, value] of new FormData(form, pressed)) {
      fields[name] ??= [];
      fields[name].push(value);
    }
    delete fields.csrfmiddlewaretoken; // the newest one is the connection's to know
    fields.touched = [...touched.keys(), ""]; // of none of them, too: what others ticked stays
    address = pressed?.getAttribute("formaction") ?? form.action;
    wanted = { ...fields, writer, sequence };
    copied = copies.write({ path: new URL(address, location).pathname, writer, sequence, known, fields });
  };

  const act = (field) => {
    want(field);
    if (!failures) send();
  };

  const send = async () => {
    clearTimeout(timer);
    if (underWay || !wanted) return;
    const sent = wanted;
    underWay = true;
    show("saving", "saving …");
    const reply = await api.post(address, sent).catch(() => ({ outcome: "lost" }));
    underWay = false;
    if (reply.outcome === "invalid") return invalid(Object.values(reply.errors).flat().join(" "));
    if (reply.outcome !== "stored" && reply.outcome !== "refused") return again(reply);
    failures = 0;
    known = reply.known ?? known;
    if (reply.text !== undefined) takeIn(reply.text, sent.text[0]);
    if (wanted !== sent) return send();
    settle(reply);
  };

  const settle = (reply) => {
    wanted = null;
    pressed = null;
    touched.clear();
    copies.remove({ path: new URL(address, location).pathname, writer });
    fill(reply);
    if (reply.outcome === "refused") show("failed", WORDS.refused[0]);
    else show("saved", "saved");
    tell(reply.outcome === "refused" ? "refused" : null);
    if (reply.next) location.assign(reply.next);
  };

  // What was written elsewhere meanwhile stands with these notes now: they go on from there.
  const takeIn = (text, sent) => {
    const isOwn = text.trim() === sent.trim();
    if (!isOwn && !notes.value.startsWith(sent)) return; // rewritten since: the server joins both
    form.elements.based_on.value = text;
    if (isOwn) return;
    const caret = text.length - sent.length + notes.selectionStart;
    notes.value = text + notes.value.slice(sent.length);
    notes.setSelectionRange(caret, caret);
  };

  const again = ({ outcome, seconds }) => {
    const trouble = troubleOf(outcome);
    show("offline", WORDS[trouble][0]);
    tell(trouble);
    const wait = outcome === "limited" ? seconds * 1000 : RETRIES[Math.min(failures, RETRIES.length - 1)];
    failures += 1;
    timer = setTimeout(send, wait);
  };

  const troubleOf = (outcome) => {
    if (outcome === "limited") return "limited";
    if (outcome === "signed_out" || outcome === "token") return "signedOut";
    if (!copied) return "uncopied";
    return navigator.onLine ? "unreachable" : "offline";
  };

  const invalid = (words) => {
    show("failed", "not saved");
    tell("invalid", `${words} It is kept on this computer; nothing is lost.`);
  };

  form.addEventListener("change", (event) => event.target !== notes && act(event.target));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const button of form.querySelectorAll("[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(button === event.submitter));
    }
    pressed = event.submitter;
    act(event.submitter);
  });
  notes?.addEventListener("input", () => {
    want(notes); // kept at once, sent when the keys rest
    if (failures) return;
    show("unsaved", "not saved yet");
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  notes?.addEventListener("blur", () => !failures && send());

  return {
    isSettled: () => !wanted,
    isHeldByThisPageAlone: () => Boolean(wanted) && !copied,
    again() {
      failures = 0;
      send();
    },
    lastTry: () => wanted && api.post(address, wanted, { keepalive: true }).catch(() => {}),
  };
}
