// References that are folded away ([data-reference]): each is fetched when its fold is opened, and already when somebody
// points at it or comes to it by key for a moment. What could not be had is said there, beside the link that leads to it
// without scripts; it is fetched when the fold is opened again, or when the network is back.

import { drawDiagrams } from "./diagrams.js";
import { setMaths } from "./maths.js";

const MOMENT = 80; // milliseconds: who only passes by asks for nothing
const PATIENCE = 10_000; // milliseconds to wait for an answer

const WORDS = {
  fetching: "Fetching it …",
  offline: "You are offline, so it is not here. It is fetched when you are back.",
  signedOut: "You are signed out. Sign in in another tab, and open this again.",
  unanswered: "The server did not answer. Open this again, or go to its own page:",
};

export function startReferences(page) {
  for (const fold of page.querySelectorAll("[data-reference]")) startReference(fold);
}

function startReference(fold) {
  const summary = fold.querySelector("summary");
  const place = fold.querySelector("[data-reference-text]");
  const state = fold.querySelector("[data-reference-state]");
  let isAsked = false; // under way, or here
  let moment = 0;

  const bring = async () => {
    if (isAsked) return;
    isAsked = true;
    state.textContent = WORDS.fetching;
    const { html, trouble } = await ask(fold.dataset.reference);
    if (trouble) {
      isAsked = false;
      state.textContent = WORDS[trouble];
      return;
    }
    place.innerHTML = html;
    drawDiagrams(place);
    await setMaths(place);
  };

  const soon = () => {
    clearTimeout(moment);
    moment = setTimeout(bring, MOMENT);
  };
  for (const name of ["pointerenter", "focus"]) summary.addEventListener(name, soon);
  for (const name of ["pointerleave", "blur"]) summary.addEventListener(name, () => clearTimeout(moment));
  fold.addEventListener("toggle", () => fold.open && bring());
  addEventListener("online", () => fold.open && bring());
}

async function ask(address) {
  try {
    // A redirect leads to where one signs in, or back into an interview: neither is a reference.
    const response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (response.type === "opaqueredirect") return { trouble: "signedOut" };
    return response.ok ? { html: await response.text() } : { trouble: "unanswered" };
  } catch {
    return { trouble: navigator.onLine ? "unanswered" : "offline" };
  }
}
