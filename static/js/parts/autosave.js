// All the boxes of an answer together: what the page says of them, and when everything is with the server.
import { isStored } from "./api.js";
import { markInMap } from "./map.js";
import { asSent, SAVED, startPart, WAITING, WORDS_ALONE } from "./part.js";
import { SKETCH } from "./sketch-part.js";

// Of what the boxes have to say, the page says the most urgent, and of two alike the newest.
const URGENCY = ["saved", "unsaved", "saving", "offline", "failed"];

export function startAutosave({ page, form, copies, api, clock, announcer, stages }) {
  const path = new URL(form.action).pathname;
  const states = new Map();
  let leaving = false;

  const tell = (part, name, text, { notice = "", withSignIn = false, say = "" } = {}) => {
    states.delete(part);
    states.set(part, { name, text, notice, withSignIn });
    const [worst] = [...states.values()]
      .reverse()
      .sort((one, other) => URGENCY.indexOf(other.name) - URGENCY.indexOf(one.name));
    announcer.show(worst.name, worst.text);
    if (worst.notice) announcer.notice(worst.notice, worst);
    else if (!["saving", "unsaved"].includes(worst.name)) announcer.clear();
    if (say) announcer.say(say);
  };

  const allSaved = () => parts.every((part) => part.isSaved());

  const received = (reply, place) => {
    clock.sync(reply);
    stages.sync(place, reply.seconds);
    markInMap(page, { isWritten: parts.some((part) => part.place !== "0" && part.hasWords()) });
    if (allSaved() && (leaving || !reply.open)) location.assign(page.dataset.reviewUrl);
  };

  const parts = [...form.querySelectorAll("[data-part]")].map((root) =>
    startPart({
      root,
      form,
      copies,
      api,
      received,
      tell: (...words) => tell(root, ...words),
      sort: root.matches("[data-sketch]") ? SKETCH : WORDS_ALONE,
    }),
  );

  // Resolves with what the saves of all boxes came to; `extra` goes with the first.
  const saveAll = (extra = null) => Promise.all(parts.map((part, place) => part.save(place ? null : extra)));

  addEventListener("online", () => {
    for (const part of parts) part.again();
  });
  document.addEventListener("visibilitychange", () => document.hidden && saveAll());
  new BroadcastChannel("dryrun").addEventListener("message", ({ data }) => {
    if (data === "signed-in") api.state().then(() => saveAll());
  });

  return {
    boxes: parts.map((part) => part.box),

    // True when the server has everything.
    save: async (extra = null) => (await saveAll(extra)).every((outcome) => outcome === SAVED),

    // Saves until the server has all that it can have; resolves then, however long it takes.
    async settle() {
      while ((await saveAll()).includes(WAITING)) await new Promise((resolve) => setTimeout(resolve, 1000));
    },

    // The time is over: nothing may wait for a choice any more.
    lastWords() {
      for (const part of parts) part.lastWords();
    },

    sendRest: () => Promise.all(parts.map((part) => part.sendRest())),

    // The interview is over: send what there is, then go to its review.
    leaveWhenSaved() {
      leaving = true;
      if (allSaved()) location.assign(page.dataset.reviewUrl);
      else saveAll();
    },

    // Send what earlier pages of this question could not.
    async recover() {
      const orphans = await copies.orphans((copy) => copy.path === path);
      for (const part of parts) await part.recover(orphans.filter((copy) => copy.part === part.place));
      const others = orphans.filter((copy) => !parts.some((part) => part.place === copy.part));
      for (const copy of others) {
        const reply = await api.deliver(form.action, asSent(copy));
        if (!isStored(reply)) continue;
        copies.remove(copy);
        if (reply.outcome === "applied") location.reload(); // the page shows what stood there before
      }
    },
  };
}
