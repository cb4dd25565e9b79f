// Links and forms with hx- attributes change their part of the page alone; without this they load the whole page.
import htmx from "htmx.org/dist/htmx.esm.js";
import { setMaths } from "./parts/maths.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  scrollIntoViewOnBoost: false,
  // A refused form comes back with its errors, and has to be shown.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..|4[02]2|409", swap: true },
    { code: ".*", swap: false, error: true },
  ],
});

document.addEventListener("htmx:afterSettle", (event) => setMaths(event.target));
