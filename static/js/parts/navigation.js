// The buttons that lead on. Nothing is left before the server has the answer and the flag, so a lost connection never
// leaves the person in front of the browser's error page.
import { markInMap } from "./map.js";

const AGAIN = 2000; // milliseconds before a flag that could not be sent is sent again

export function startNavigation({ page, form, autosave, announcer, recorder, story }) {
  let flag = null; // "flag" or "unflag", until the server has it
  let isFlagUnderWay = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const go = event.submitter?.value ?? "stay";
    if (go === "flag" || go === "unflag") return toggleFlag(event.submitter, go);
    const isAttached = story.save(); // beside the words
    const saved = (await saveAll()) && (await isAttached) && (go === "stay" || (await recorder.settle()));
    if (saved) leave(go);
    else if (go !== "stay") announcer.say("Not saved yet, so this question stays open.");
  });

  const saveAll = async () => {
    const sent = flag;
    const saved = await autosave.save(sent && { go: sent });
    if (saved && flag === sent) flag = null;
    return saved && !flag;
  };

  const leave = (go) => {
    if (go === "stay") return;
    if (/^\d+$/.test(go)) return location.assign(new URL(`../../${go}/`, form.action));
    if (go === "finish") return location.assign(page.dataset.finishUrl);
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "go", value: go }));
    form.submit();
  };

  const toggleFlag = async (button, go) => {
    const isFlagged = go === "flag";
    flag = go;
    button.value = isFlagged ? "unflag" : "flag";
    button.setAttribute("aria-pressed", String(isFlagged));
    markInMap(page, { isFlagged });
    announcer.say(isFlagged ? "Flagged to come back to." : "The flag is off.");
    if (isFlagUnderWay) return;
    isFlagUnderWay = true;
    while (flag && !(await saveAll())) await new Promise((resolve) => setTimeout(resolve, AGAIN));
    isFlagUnderWay = false;
  };
}
