// Saves a moment after typing stops, every few seconds while it goes on, and on leaving. One request at a time, the
// newest text next. docs/decisions has the protocol; practice/autosave.py is its other side.
import { newWriter } from "./local-copies.js";
import { markInMap } from "./map.js";

const PAUSE = 800; // milliseconds without a key before a save
const AT_LEAST_EVERY = 5000; // milliseconds between saves while keys go on
const RETRIES = [1000, 2000, 4000, 8000, 15_000]; // milliseconds before each further try

const WORDS = {
  offline: "You are offline. What you type is kept on this computer and sent when you are back. The clock goes on.",
  unreachable:
    "The server does not answer. What you type is kept on this computer and sent as soon as it does. The clock goes on.",
  uncopied: "There is no connection, and this browser keeps no copies. Leave this page open until it says “saved”.",
  signedOut:
    "You are signed out. What you type is kept on this computer. Sign in and go on; nothing is lost. The clock goes on.",
  refused:
    "The server does not know this interview as yours. Are you signed in as somebody else? What you typed is kept on this computer.",
};

export function startAutosave({ page, form, copies, api, clock, announcer, conflict }) {
  const box = form.elements.text;
  const notes = form.elements.notes;
  const path = new URL(form.action).pathname;

  let writer = newWriter();
  let sequence = 0;
  let revision = Number(form.dataset.revision);
  // What the server has. Not box.value: a browser may fill in what stood there before a reload.
  const acknowledged = { text: box.defaultValue, notes: notes.defaultValue };
  let sent = null; // the last text that was sent, with its sequence: the same text again is the same request
  let underWay = null;
  let failures = 0;
  let timer = 0;
  let firstUnsaved = 0;
  let copied = true;
  let leaving = false;

  copies.live(writer);

  const isSaved = () => box.value === acknowledged.text && notes.value === acknowledged.notes;
  const writeCopy = () => {
    copied = copies.write({
      path,
      writer,
      sequence,
      revision,
      text: box.value,
      notes: notes.value,
      notesSeen: acknowledged.notes,
      sent: sent?.text,
    });
  };

  const fields = () => {
    if (sent?.text !== box.value) sent = { text: box.value, sequence: ++sequence };
    writeCopy();
    return {
      text: sent.text,
      based_on: revision,
      writer,
      sequence: sent.sequence,
      emptied: !sent.text.trim() && acknowledged.text.trim() ? "on" : null,
      notes: notes.value,
      notes_based_on: acknowledged.notes,
    };
  };

  const save = (extra = {}) => {
    clearTimeout(timer);
    if (underWay) return underWay.then(() => (isSaved() && !Object.keys(extra).length ? true : save(extra)));
    if (isSaved() && !Object.keys(extra).length) return Promise.resolve(true);
    if (conflict.isOpen()) return Promise.resolve(false);
    firstUnsaved = 0;
    announcer.show("saving", "saving …");
    const what = fields();
    underWay = api
      .post(form.action, { ...what, ...extra })
      .then((reply) => receive(reply, what))
      .catch((error) => lost(error))
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => save(), delay);
  };

  // True when the server has what was sent.
  const receive = (reply, what) => {
    if (reply.outcome === "signed_out" || reply.outcome === "token") return retry("signed out", WORDS.signedOut, true);
    if (reply.outcome === "refused") return retry("not saved", WORDS.refused, true);
    if (reply.outcome === "invalid") return showInvalid(Object.values(reply.errors).flat().join(" "));
    failures = 0;
    announcer.clear();
    clock.sync(reply);
    acknowledged.notes = what.notes;
    if (reply.outcome === "stale") return showConflict(reply);
    acknowledged.text = what.text;
    revision = reply.revision;
    form.elements.based_on.value = revision;
    form.elements.notes_based_on.value = what.notes;
    markInMap(page, { isDone: Boolean(what.text.trim()) });
    goOn(reply);
    return true;
  };

  // After a save: everything is with the server, or more was written meanwhile.
  const goOn = (reply) => {
    if (isSaved()) {
      copies.remove({ path, writer });
      announcer.show("saved", reply.saved_at ? `saved ${reply.saved_at}` : "saved");
      if (leaving || !reply.open) location.assign(page.dataset.reviewUrl);
    } else {
      announcer.show("unsaved", "not saved yet");
      later(0);
    }
  };

  const retry = (state, words, withSignIn = false) => {
    announcer.show("offline", state);
    announcer.notice(words, { withSignIn });
    later(RETRIES[Math.min(failures++, RETRIES.length - 1)]);
    return false;
  };

  const lost = () => {
    if (!copied) return retry("not saved, trying again", WORDS.uncopied);
    return navigator.onLine
      ? retry("no answer, trying again", WORDS.unreachable)
      : retry("offline, trying again", WORDS.offline);
  };

  const showInvalid = (words) => {
    announcer.show("failed", "not saved");
    announcer.notice(`${words} It is kept on this computer; nothing is lost.`);
    return false;
  };

  const showConflict = (reply) => {
    announcer.show("failed", "two texts: choose one");
    announcer.say("This answer was changed elsewhere. Choose which text counts.");
    conflict.open({ mine: box.value, theirs: reply.text }, (chosen) => {
      revision = reply.revision;
      acknowledged.text = reply.text;
      box.value = chosen;
      save();
    });
    return false;
  };

  const typed = () => {
    writeCopy();
    if (!failures) announcer.show("unsaved", "not saved yet");
    firstUnsaved ||= Date.now();
    if (failures) return; // the next try is planned already
    later(Math.min(PAUSE, Math.max(0, firstUnsaved + AT_LEAST_EVERY - Date.now())));
  };

  const onLeaving = () => {
    if (!isSaved() && !conflict.isOpen()) api.post(form.action, fields(), { keepalive: true }).catch(() => {});
  };

  const hasNews = (copy) => copy.text !== acknowledged.text || copy.notes !== acknowledged.notes;

  // Go on with an earlier page's local copy, under that page's name.
  const takeOver = async (copy) => {
    copies.remove({ path, writer });
    ({ writer, sequence, revision } = copy);
    sent = copy.sent === undefined ? null : { text: copy.sent, sequence };
    box.value = copy.text;
    notes.value = copy.notes;
    await save();
  };

  // Let the server have an earlier page's local copy beside what stands here.
  const handIn = async (copy) => {
    if (hasNews(copy)) await api.post(form.action, asSent(copy)).catch(() => ({ outcome: "lost" }));
    copies.remove(copy);
  };

  for (const field of [box, notes]) {
    field.addEventListener("input", typed);
    field.addEventListener("blur", () => save());
  }
  addEventListener("online", () => {
    failures = 0;
    save();
  });
  addEventListener("pagehide", onLeaving);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  new BroadcastChannel("dryrun").addEventListener("message", ({ data }) => {
    if (data === "signed-in") api.state().then(() => save());
  });

  return {
    save,

    // Saves until the server has everything; resolves then, however long it takes.
    async settle() {
      while (!(await save()) && !conflict.isOpen()) await new Promise((resolve) => setTimeout(resolve, 1000));
    },

    // The interview is over: send what there is, then go to its review.
    leaveWhenSaved() {
      leaving = true;
      if (isSaved()) location.assign(page.dataset.reviewUrl);
      else save();
    },

    // Send what earlier pages of this question could not; the newest of them is gone on with.
    async recover() {
      if (box.value !== box.defaultValue || notes.value !== notes.defaultValue) typed(); // the browser filled it in
      const orphans = await copies.orphans((copy) => copy.path === path);
      for (const copy of orphans) {
        if (hasNews(copy) && copy === orphans.at(-1) && isSaved()) await takeOver(copy);
        else await handIn(copy);
      }
    },
  };
}

// A local copy as the request that its page would have sent next, or did send.
export function asSent(copy) {
  return {
    text: copy.text,
    based_on: copy.revision,
    writer: copy.writer,
    sequence: copy.text === copy.sent ? copy.sequence : copy.sequence + 1,
    notes: copy.notes,
    notes_based_on: copy.notesSeen,
  };
}
