// Whoever signs out leaves nothing of their answers on this computer.
import { PREFIX } from "./local-copies.js";

for (const form of document.querySelectorAll("form[action$='/logout/']")) {
  form.addEventListener("submit", () => {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    } catch {
      // this browser stores nothing
    }
  });
}
