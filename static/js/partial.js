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

// A list that could not be fetched is told, with the old one still there, and fetched again when the network is back.
let unanswered = null;

const tell = (words) => {
  const notice = document.querySelector("[data-partial-notice]");
  notice.hidden = !words;
  notice.textContent = words;
};

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => {
    unanswered = detail.elt;
    tell(
      navigator.onLine
        ? "The server did not answer, so this is the list as it was. Search again, or reload the page."
        : "You are offline, so this is the list as it was. It is fetched when you are back.",
    );
  });
}
document.addEventListener("htmx:afterOnLoad", () => {
  unanswered = null;
});
addEventListener("online", () => unanswered && htmx.trigger(unanswered, "submit"));
