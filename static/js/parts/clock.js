// The countdown. The server's seconds are the truth: each reply sets it anew, and the wall clock carries it on,
// so that a laptop that slept shows the right time when it wakes.

const ANNOUNCED = [0.2, 0.05]; // shares of the whole time at which the rest is said, once each

const asClock = (seconds) => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const pad = (number) => String(number).padStart(2, "0");
  return (hours ? `${hours}:` : "") + `${pad(minutes)}:${pad(seconds % 60)}`;
};

const inWords = (seconds) => {
  const minutes = Math.round(seconds / 60);
  return seconds < 90 ? `${seconds} seconds left` : `${minutes} minutes left`;
};

export function startClock(page) {
  const face = page.querySelector("[data-countdown]");
  const announcer = page.querySelector("[data-announce]");
  const total = Number(page.dataset.totalSeconds);
  const listeners = [];
  let end;
  let announced;
  let up = false;

  const left = () => Math.max(0, Math.ceil((end - Date.now()) / 1000));

  const tick = () => {
    const seconds = left();
    face.textContent = asClock(seconds);
    const passed = ANNOUNCED.filter((share) => seconds <= total * share).length;
    face.classList.toggle("countdown-low", passed === 1);
    face.classList.toggle("countdown-last", passed === 2);
    if (passed > announced) announcer.textContent = inWords(seconds);
    announced = passed;
    if (seconds === 0 && !up) {
      up = true;
      announcer.textContent = "Time is up. Your words are being saved.";
      for (const listener of listeners) listener();
    }
  };

  const sync = (seconds) => {
    end = Date.now() + seconds * 1000;
    if (seconds > 0) up = false;
  };

  sync(Number(page.dataset.secondsLeft));
  announced = ANNOUNCED.filter((share) => left() <= total * share).length;
  tick();
  setInterval(tick, 250);
  startToggle(page, face);
  return { sync, whenUp: (listener) => listeners.push(listener) };
}

function startToggle(page, face) {
  const toggle = page.querySelector("[data-countdown-toggle]");
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    face.hidden = !face.hidden;
    toggle.textContent = face.hidden ? "Show time" : "Hide time";
    toggle.setAttribute("aria-expanded", String(!face.hidden));
  });
}
