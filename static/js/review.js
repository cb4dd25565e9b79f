// The review: ticks, ratings and notes act at once. It also sends what the interview's pages, and earlier ones of this
// review, could not send in time; the server stores that, and shows words of the interview's as after time.

import { fill, startActions } from "./parts/actions.js";
import { startAnnouncer } from "./parts/announcer.js";
import { openApi } from "./parts/api.js";
import { keepRuns } from "./parts/keep-run.js";
import { openLocalCopies } from "./parts/local-copies.js";
import { startPrinting } from "./parts/printing.js";
import { startReferences } from "./parts/references.js";
import { sendUnsent } from "./parts/unsent.js";
import { showUnstored } from "./parts/unstored.js";

const SUPERSEDED =
  "What you chose here without a connection was not taken over: you have chosen elsewhere since, and that stands below.";

const page = document.querySelector("[data-review]");
const api = openApi(page.dataset.stateUrl, document.querySelector("input[name=csrfmiddlewaretoken]"));
const copies = openLocalCopies(page.dataset.user);
const announcer = startAnnouncer(document);
const actions = startActions({ api, announcer, copies });
startPrinting(document);
startReferences(document);

const panels = document.querySelectorAll("[data-runner]");
if (panels.length) {
  const { startWorkbench } = await import("./parts/workbench.js");
  for (const root of panels) {
    const code = () => root.closest("[data-code-review]").querySelector("[data-code]").textContent;
    startWorkbench({ root, code, finished: keepRuns(api, root) });
  }
}

const { stored, refused } = await sendUnsent({ copies, api, within: page.dataset.interview });
showUnstored(
  refused.filter(({ copy }) => copy.text !== undefined),
  copies,
);
for (const { reply } of stored) fill(reply);
const superseded = stored.filter(({ reply }) => reply.outcome === "superseded");
if (superseded.length) announcer.notice(SUPERSEDED);
const isShown = ({ copy, reply }) => reply.outcome !== "superseded" && (!copy.fields || actions.shows(copy.path));
if (stored.some(isShown) && actions.areSettled()) location.reload();
