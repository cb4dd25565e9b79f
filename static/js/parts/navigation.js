// The buttons that lead on. Nothing is left before the server has the answer, so a lost connection never leaves the
// person in front of the browser's error page.
import { markInMap } from "./map.js";

export function startNavigation({ page, form, autosave, announcer, recorder, story }) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const go = event.submitter?.value ?? "stay";
    if (go === "flag" || go === "unflag") return toggleFlag(event.submitter, go);
    const isAttached = story.save(); // beside the words
    const saved = (await autosave.save()) && (await isAttached) && (go === "stay" || (await recorder.settle()));
    if (saved) leave(go);
    else if (go !== "stay") announcer.say("Not saved yet, so this question stays open.");
  });

  const leave = (go) => {
    if (go === "stay") return;
    if (/^\d+$/.test(go)) return location.assign(new URL(`../../${go}/`, form.action));
    if (go === "finish") return location.assign(page.dataset.finishUrl);
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "go", value: go }));
    form.submit();
  };

  const toggleFlag = async (button, go) => {
    const saved = await autosave.save({ go });
    if (!saved) return;
    const flagged = go === "flag";
    button.value = flagged ? "unflag" : "flag";
    button.setAttribute("aria-pressed", String(flagged));
    markInMap(page, { isFlagged: flagged });
  };
}
