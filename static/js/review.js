// The review: sends what the interview's pages could not send in time. It is kept, and shown as after time.
import { openCopies } from "./parts/copies.js";
import { sendLeftovers } from "./parts/leftovers.js";
import { openWire } from "./parts/wire.js";

const page = document.querySelector("[data-review]");
const wire = openWire(page.dataset.stateUrl, document.querySelector("input[name=csrfmiddlewaretoken]"));
const sent = await sendLeftovers({ copies: openCopies(page.dataset.user), wire, within: page.dataset.interview });
if (sent) location.reload();
