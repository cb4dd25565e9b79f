// The interview page: countdown, autosave and shortcuts over a page that works as plain forms.
import { startAutosave } from "./parts/autosave.js";
import { startClock } from "./parts/clock.js";
import { startShortcuts } from "./parts/shortcuts.js";

const page = document.querySelector("[data-interview]");
const clock = startClock(page);
const autosave = startAutosave(page, clock);
startShortcuts(page);

clock.whenUp(async () => {
  await autosave.flush();
  page.querySelector("[data-time-up]").submit();
});
