// One box of an answer and its side of the save protocol: it saves a moment after typing stops, every few seconds while
// it goes on, and on leaving. One request at a time, the newest text next. docs/decisions has the protocol;
// practice/autosave.py is its other side.
import { isStored } from "./api.js";
import { startConflict } from "./conflict.js";
import { newWriter } from "./local-copies.js";

const PAUSE = 800; // milliseconds without a key before a save
const AT_LEAST_EVERY = 5000; // milliseconds between saves while keys go on
const RETRIES = [1000, 2000, 4000, 8000, 15_000]; // milliseconds before each further try
const LONGEST = 100_000; // characters of one text, as practice/forms.py has it

// What a save comes to: the server has it; it is tried again; the person has to do something.
export const SAVED = "saved";
export const WAITING = "waiting";
export const STUCK = "stuck";

const WORDS = {
  offline: "You are offline. What you type is kept on this computer and sent when you are back. The clock goes on.",
  unreachable:
    "The server does not answer. What you type is kept on this computer and sent as soon as it does. The clock goes on.",
  uncopied: "There is no connection, and this browser keeps no copies. Leave this page open until it says “saved”.",
  signedOut:
    "You are signed out. What you type is kept on this computer. Sign in and go on; nothing is lost. The clock goes on.",
  limited:
    "You save more than the site takes in at a time, so this waits a moment. What you type is kept on this computer and sent by itself. The clock goes on.",
  refused:
    "The server does not know this interview as yours. Are you signed in as somebody else? What you typed is kept on this computer.",
};

// What is particular to a box of words; that of a drawing has its own (sketch-part.js).
export const WORDS_ALONE = {
  startConflict,
  name: "text",
  names: "texts",
  piecesOf: cut,
  tooLong(text) {
    const over = [...text].length - LONGEST;
    return over > 0 ? `This text is ${over} characters too long; ${LONGEST} can be saved.` : "";
  },
};

export function startPart({ root, form, copies, api, tell, received, sort = WORDS_ALONE }) {
  const place = root.dataset.part;
  const box = root.querySelector("[data-box]");
  const conflict = sort.startConflict(root, box);
  const path = new URL(form.action).pathname;

  let writer = newWriter();
  let sequence = 0;
  let revision = Number(root.dataset.revision);
  // What the server has. Not box.value: a browser may fill in what stood there before a reload.
  let acknowledged = box.defaultValue;
  let sent = null; // the last text that was sent, with its sequence: the same text again is the same request
  let underWay = null;
  let failures = 0;
  let heldUntil = 0; // nothing is sent before: the server has asked for that
  let timer = 0;
  let firstUnsaved = 0;
  let copied = true;
  const rest = []; // what did not fit into the box when the time was up

  copies.live(writer);

  // What comes into the box by itself is shown by an editor over it, and is as good as typed to whatever looks at it.
  const write = (text) => {
    box.value = text;
    box.dispatchEvent(new Event("refill"));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // While two texts stand side by side, the one that was worked on last is what was written.
  const written = () => (conflict.isOpen() ? conflict.written() : box.value);
  const isSaved = () => !conflict.isOpen() && box.value === acknowledged;
  const writeCopy = () => {
    copied = copies.write({ path, part: place, writer, sequence, revision, text: written(), sent: sent?.text });
  };

  const fields = () => {
    const text = written();
    if (sent?.text !== text) sent = { text, sequence: ++sequence };
    writeCopy();
    const emptied = !text.trim() && acknowledged.trim() ? "on" : null;
    return asFields(place, { text, based_on: revision, writer, sequence: sent.sequence, emptied });
  };

  const save = (extra = null) => {
    clearTimeout(timer);
    if (underWay) return underWay.then(() => (isSaved() && !extra ? SAVED : save(extra)));
    if (isSaved() && !extra) return Promise.resolve(nothingNew());
    if (conflict.isOpen()) return Promise.resolve(STUCK);
    if (sort.tooLong(box.value)) return Promise.resolve(tooLong());
    if (isHeld()) {
      later(heldUntil - Date.now());
      return Promise.resolve(WAITING);
    }
    firstUnsaved = 0;
    tell("saving", "saving …");
    const what = fields();
    const text = sent.text;
    underWay = api
      .post(form.action, { ...what, ...extra })
      .then((reply) => receive(reply, text))
      .catch(() => lost())
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };

  // What was typed since may have been taken back: then the page says no longer that it is not saved.
  const nothingNew = () => {
    if (firstUnsaved) {
      firstUnsaved = 0;
      copies.remove({ path, writer });
      tell("saved", "saved");
    }
    return SAVED;
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => save(), delay);
  };

  const receive = (reply, text) => {
    if (reply.outcome === "signed_out" || reply.outcome === "token") return retry("signed out", WORDS.signedOut, true);
    if (reply.outcome === "limited") return hold(reply.seconds);
    if (reply.outcome === "refused") return retry("not saved", WORDS.refused, true);
    if (reply.outcome === "invalid") return invalid(Object.values(reply.errors).flat().join(" "));
    failures = 0;
    if (reply.outcome === "said") return overtaken();
    return reply.outcome === "stale" ? quarrel(reply) : settleOn(text, reply);
  };

  // It was said in another tab: the server has these words beside it, and the page shows how things stand now.
  const overtaken = () => {
    copies.remove({ path, writer });
    location.reload();
    return STUCK;
  };

  // The server has stored the text: it stands in the answer, or beside it where that is closed.
  const settleOn = (text, reply) => {
    acknowledged = text;
    revision = reply.revision;
    form.elements[`${place}-based_on`].value = revision;
    if (isSaved()) {
      copies.remove({ path, writer });
      tell("saved", reply.saved_at ? `saved ${reply.saved_at}` : "saved");
    } else {
      tell("unsaved", "not saved yet");
      later(0);
    }
    received(reply, place);
    return isSaved() ? SAVED : WAITING;
  };

  const retry = (state, notice, withSignIn = false) => {
    tell("offline", state, { notice, withSignIn });
    later(RETRIES[Math.min(failures++, RETRIES.length - 1)]);
    return WAITING;
  };

  const isHeld = () => Date.now() < heldUntil;
  const hold = (seconds) => {
    heldUntil = Date.now() + seconds * 1000;
    tell("offline", "waiting to save", { notice: WORDS.limited });
    later(seconds * 1000);
    return WAITING;
  };

  const lost = () => {
    if (!copied) return retry("not saved, trying again", WORDS.uncopied);
    return navigator.onLine
      ? retry("no answer, trying again", WORDS.unreachable)
      : retry("offline, trying again", WORDS.offline);
  };

  const invalid = (words) => {
    tell("failed", "not saved", { notice: `${words} It is kept on this computer; nothing is lost.` });
    return STUCK;
  };

  // A text that no request can carry is not sent: one that is too large would be refused without a reason.
  const tooLong = () => {
    writeCopy();
    return invalid(sort.tooLong(box.value));
  };

  const quarrel = (reply) => {
    const say = `This ${sort.name} was changed elsewhere. Choose which one counts.`;
    tell("failed", `two ${sort.names}: choose one`, { say });
    root.closest("details")?.setAttribute("open", "");
    conflict.open({ mine: box.value, theirs: reply.text }, (chosen) => {
      revision = reply.revision;
      acknowledged = reply.text;
      sent = null; // to choose what was sent before is to send it anew
      write(chosen);
      if (!isSaved()) return save();
      copies.remove({ path, writer });
      tell("saved", "saved");
    });
    received(reply, place);
    return STUCK;
  };

  const typed = () => {
    writeCopy();
    const isPlanned = failures || isHeld(); // the next try
    if (!isPlanned) tell("unsaved", "not saved yet");
    firstUnsaved ||= Date.now();
    if (isPlanned) return;
    later(Math.min(PAUSE, Math.max(0, firstUnsaved + AT_LEAST_EVERY - Date.now())));
  };

  // What stands in the panel when the page goes is stored beside the answer: it is not chosen yet.
  const onLeaving = () => {
    if (!isSaved()) api.post(form.action, fields(), { keepalive: true }).catch(() => {});
  };

  const hasNews = (copy) => copy.text !== acknowledged;

  // Go on with an earlier page's local copy, under that page's name.
  const takeOver = async (copy) => {
    copies.remove({ path, writer });
    ({ writer, sequence, revision } = copy);
    sent = copy.sent === undefined ? null : { text: copy.sent, sequence };
    write(copy.text);
    await save();
  };

  // Let the server have an earlier page's local copy beside what stands here.
  const handIn = async (copy) => {
    if (!hasNews(copy) || isStored(await api.deliver(form.action, asSent(copy)))) copies.remove(copy);
  };

  box.addEventListener("input", typed);
  box.addEventListener("blur", () => save());
  conflict.whenWritten(writeCopy);
  addEventListener("pagehide", onLeaving);

  return {
    place,
    box,
    save,
    isSaved,
    hasWords: () => Boolean(acknowledged.trim()),

    again() {
      failures = 0;
      save();
    },

    // No time is left to choose or to shorten: what was joined counts, and what goes over the limit stands beside.
    lastWords() {
      box.dispatchEvent(new Event("closing")); // what is still on a drawing board comes into the box
      if (conflict.isOpen()) conflict.settle();
      const [fits, ...over] = sort.piecesOf(box.value);
      write(fits);
      for (const text of over) rest.push({ path, part: place, writer: newWriter(), sequence: 0, revision: 0, text });
      for (const copy of rest) copies.write(copy); // held until the server has it, like any text
    },

    // After the text that counts, or it would be taken for that.
    async sendRest() {
      for (const copy of rest) {
        if (isStored(await api.deliver(form.action, asSent(copy)))) copies.remove(copy);
      }
    },

    // Send what earlier pages of this box could not; the newest of them is gone on with.
    async recover(orphans) {
      if (box.value !== box.defaultValue) typed(); // the browser filled it in
      for (const copy of orphans) {
        if (hasNews(copy) && copy === orphans.at(-1) && isSaved()) await takeOver(copy);
        else await handIn(copy);
      }
    },
  };
}

function cut(text) {
  const letters = [...text];
  const pieces = [letters.slice(0, LONGEST).join("")];
  for (let from = LONGEST; from < letters.length; from += LONGEST) {
    pieces.push(letters.slice(from, from + LONGEST).join(""));
  }
  return pieces;
}

function asFields(place, values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${place}-${name}`, value]));
}

// An act of a review that its page left behind (actions.js).
function asActed({ fields, writer, sequence, known }) {
  return { ...fields, writer, sequence, known, left_behind: "on" };
}

// A local copy as the request that its page would have sent next, or did send. One without a part is of a page that
// was open before answers had parts; it is sent as that page would have.
export function asSent(copy) {
  if (copy.fields) return asActed(copy);
  const told = {
    text: copy.text,
    based_on: copy.revision,
    writer: copy.writer,
    sequence: copy.text === copy.sent ? copy.sequence : copy.sequence + 1,
  };
  if (copy.part !== undefined) return asFields(copy.part, told);
  return { ...told, notes: copy.notes, notes_based_on: copy.notesSeen };
}
