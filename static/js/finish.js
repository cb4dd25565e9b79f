// The page that asks whether to finish: its clock runs on. When it ends the server is asked to close, and decides.
import { startClock } from "./parts/clock.js";

const page = document.querySelector("[data-finish]");

if (page) {
  const form = document.querySelector("[data-finish-form]");
  const spoken = page.querySelector("[data-announce]");
  const say = (words) => {
    spoken.textContent = words;
  };
  const clock = startClock(page, { say });
  clock.whenWoken(() => location.reload());
  clock.whenUp(() => {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "because", value: "time_up" }));
    form.submit();
  });
}
