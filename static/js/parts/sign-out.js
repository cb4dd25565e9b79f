// Whoever signs out leaves nothing of their answers and stories on this computer.
import { PREFIX } from "./local-copies.js";

for (const form of document.querySelectorAll("form[action$='/logout/']")) {
  form.addEventListener("submit", () => {
    try {
      const theirs = Object.keys(localStorage).filter(
        (key) => key.startsWith(PREFIX) || /^dryrun:(story|mentor):/.test(key),
      );
      for (const key of theirs) localStorage.removeItem(key);
    } catch {
      // this browser stores nothing
    }
  });
}
