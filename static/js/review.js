// The review: sends what the interview's pages could not send in time. The server stores it, and shows it as after time.

import { openApi } from "./parts/api.js";
import { openLocalCopies } from "./parts/local-copies.js";
import { sendUnsent } from "./parts/unsent.js";

const page = document.querySelector("[data-review]");
const api = openApi(page.dataset.stateUrl, document.querySelector("input[name=csrfmiddlewaretoken]"));
const sent = await sendUnsent({ copies: openLocalCopies(page.dataset.user), api, within: page.dataset.interview });
if (sent) location.reload();
