// The interview page: countdown, autosave, conflicts and keys over a page that works as plain forms.
import { startAnnouncer } from "./parts/announcer.js";
import { startAutosave } from "./parts/autosave.js";
import { startClock } from "./parts/clock.js";
import { startConflict } from "./parts/conflict.js";
import { openCopies } from "./parts/copies.js";
import { startGoing } from "./parts/going.js";
import { sendLeftovers } from "./parts/leftovers.js";
import { startPace } from "./parts/pace.js";
import { startRecorder } from "./parts/recorder.js";
import { startShortcuts } from "./parts/shortcuts.js";
import { startTimeUp } from "./parts/time-up.js";
import { openWire } from "./parts/wire.js";

const page = document.querySelector("[data-interview]");
const form = page.querySelector("[data-answer]");
const copies = openCopies(page.dataset.user);
const wire = openWire(page.dataset.stateUrl, form.elements.csrfmiddlewaretoken);
const announcer = startAnnouncer(page);
const clock = startClock(page, announcer);
const conflict = startConflict(page, form);
const autosave = startAutosave({ page, form, copies, wire, clock, announcer, conflict });

const recorder = startRecorder({ page, wire, announcer });
startGoing({ page, form, autosave, announcer, recorder });
startTimeUp({ page, form, autosave, wire, clock, announcer, recorder });
startPace(page);
startShortcuts(page);

const resync = async () => {
  const state = await wire.state();
  if (!state) return;
  clock.sync(state);
  if (!state.open) autosave.leaveWhenSaved();
};
clock.whenWoken(resync);
addEventListener("pageshow", (event) => event.persisted && resync());

autosave
  .recover()
  .then(() => sendLeftovers({ copies, wire, skip: form.action, within: new URL("../..", form.action).pathname }));
