// The interview page: countdown, autosave, conflicts and keys over a page that works as plain forms.
import { startAnnouncer } from "./parts/announcer.js";
import { openApi } from "./parts/api.js";
import { startAutosave } from "./parts/autosave.js";
import { placeCaret } from "./parts/caret.js";
import { startClock } from "./parts/clock.js";
import { startCoding } from "./parts/coding.js";
import { startConversation } from "./parts/conversation.js";
import { openLocalCopies } from "./parts/local-copies.js";
import { startNavigation } from "./parts/navigation.js";
import { startPace } from "./parts/pace.js";
import { startRecorder } from "./parts/recorder.js";
import { startSheets } from "./parts/sheets.js";
import { startShortcuts } from "./parts/shortcuts.js";
import { startSketch } from "./parts/sketch.js";
import { startStages } from "./parts/stages.js";
import { startStory } from "./parts/story.js";
import { startTimeUp } from "./parts/time-up.js";
import { sendUnsent } from "./parts/unsent.js";

const page = document.querySelector("[data-interview]");
const form = page.querySelector("[data-answer]");
const copies = openLocalCopies(page.dataset.user);
const api = openApi(page.dataset.stateUrl, form.elements.csrfmiddlewaretoken);
const announcer = startAnnouncer(page);
const clock = startClock(page, announcer);
const stages = startStages({ page, form });
const autosave = startAutosave({ page, form, copies, api, clock, announcer, stages });

const recorder = startRecorder({ page, api, announcer });
const story = startStory({ form, api, announcer });
startNavigation({ page, form, autosave, announcer, recorder, story });
startTimeUp({ page, autosave, api, clock, announcer, recorder });
startPace(page);
startConversation({ page, announcer });
startSketch({ page, announcer });
page.classList.add("is-saving-itself"); // on a phone, Save gives its room to what one cannot do without
startCoding({ page, api });
startSheets(page);
startShortcuts(page);
placeCaret(autosave.boxes, { thinkFirst: "thinkFirst" in page.dataset });

const resync = async () => {
  const state = await api.state();
  if (!state) return;
  clock.sync(state);
  if (!state.open) autosave.leaveWhenSaved();
};
clock.whenWoken(resync);
addEventListener("pageshow", (event) => event.persisted && resync());

autosave
  .recover()
  .then(() => sendUnsent({ copies, api, skip: form.action, within: new URL("../..", form.action).pathname }));
