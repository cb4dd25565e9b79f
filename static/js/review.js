// The review: ticks and ratings act at once. It also sends what the interview's pages could not send in time; the server
// stores that, and shows it as after time.

import { startActions } from "./parts/actions.js";
import { startAnnouncer } from "./parts/announcer.js";
import { openApi } from "./parts/api.js";
import { keepRuns } from "./parts/keep-run.js";
import { openLocalCopies } from "./parts/local-copies.js";
import { sendUnsent } from "./parts/unsent.js";
import { showUnstored } from "./parts/unstored.js";

const page = document.querySelector("[data-review]");
const api = openApi(page.dataset.stateUrl, document.querySelector("input[name=csrfmiddlewaretoken]"));
const actions = startActions({ api, announcer: startAnnouncer(document) });

const panels = document.querySelectorAll("[data-runner]");
if (panels.length) {
  const { startWorkbench } = await import("./parts/workbench.js");
  for (const root of panels) {
    const code = () => root.closest("[data-code-review]").querySelector("[data-code]").textContent;
    startWorkbench({ root, code, finished: keepRuns(api, root) });
  }
}

const copies = openLocalCopies(page.dataset.user);
const { sent, refused } = await sendUnsent({ copies, api, within: page.dataset.interview });
showUnstored(refused, copies);
if (sent && actions.areSettled()) location.reload();
