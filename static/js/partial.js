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

// A list that could not be fetched is told, with the old one still there. It is fetched again when the network is back,
// or when as long has passed as the site asks somebody to wait who searches very often.
let unanswered = null;
let wait = 0;

const again = () => unanswered && htmx.trigger(unanswered, "submit");

const tell = (words) => {
  const notice = document.querySelector("[data-partial-notice]");
  if (!notice) return; // what asks again by itself, every few seconds, has none
  notice.hidden = !words;
  notice.textContent = words;
};

const failed = (xhr) => {
  if (!navigator.onLine) return "You are offline, so this is the list as it was. It is fetched when you are back.";
  if (xhr?.status !== 429)
    return "The server did not answer, so this is the list as it was. Search again, or reload the page.";
  const seconds = Number(xhr.getResponseHeader("Retry-After")) || 1;
  wait = setTimeout(again, seconds * 1000);
  return `You have searched very often in a short time, so this is the list as it was. The search goes on by itself in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`;
};

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => {
    unanswered = detail.elt;
    clearTimeout(wait);
    tell(failed(detail.xhr));
  });
}
document.addEventListener("htmx:afterOnLoad", ({ detail }) => {
  if (detail.successful) unanswered = null;
});
addEventListener("online", again);
