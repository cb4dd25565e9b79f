// The countdown. The server's seconds are the truth: each reply sets it anew, and the wall clock carries it on,
// so that a laptop that slept shows the right time when it wakes.

const ANNOUNCED = [0.2, 0.05]; // shares of the whole time at which the rest is said, once each
const SLEPT = 5000; // milliseconds between two ticks that mean the computer was asleep, or its clock was set forward
const SET_BACK = 1000; // milliseconds by which the clock has to jump back to be taken for set

const asClock = (seconds) => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const pad = (number) => String(number).padStart(2, "0");
  return `${hours ? `${hours}:` : ""}${pad(minutes)}:${pad(seconds % 60)}`;
};

const inWords = (seconds) => {
  const minutes = Math.round(seconds / 60);
  return seconds < 90 ? `${seconds} seconds left` : `${minutes} minutes left`;
};

export function startClock(page, announcer) {
  const wakers = [];
  let ticked = Date.now();
  let end; // of the countdown, by this computer's clock
  // A clock that was set back would give the time again: the end is moved with it, until the server tells it anew.
  const watch = () => {
    const passed = Date.now() - ticked;
    ticked = Date.now();
    if (passed < -SET_BACK) end += passed;
    if (passed > SLEPT || passed < -SET_BACK) for (const waker of wakers) waker();
  };
  const whenWoken = (waker) => wakers.push(waker);

  const face = page.querySelector("[data-countdown]");
  if (!face) {
    setInterval(watch, 1000);
    return { sync: () => {}, whenUp: () => {}, whenWoken };
  }

  const total = Number(page.dataset.totalSeconds);
  const listeners = [];
  let up = false;

  const left = () => Math.max(0, Math.ceil((end - Date.now()) / 1000));
  const passedAt = (seconds) => ANNOUNCED.filter((share) => seconds <= total * share).length;

  // A reply tells the time left when the request arrived, which was after it was sent: so never too generous.
  const sync = ({ seconds_left: seconds, asked_at: askedAt }) => {
    if (typeof seconds !== "number") return;
    const newEnd = askedAt + seconds * 1000;
    if (end === undefined || Math.abs(newEnd - end) > 250) end = newEnd;
    if (seconds > 0) up = false;
  };

  // When the page was asked for. performance.timeOrigin would say so, but lags in browsers whose computer has slept.
  const openedAt = Date.now() - performance.now();
  sync({ seconds_left: Number(page.dataset.secondsLeft), asked_at: openedAt });
  let announced = passedAt(left());

  const tick = () => {
    watch();
    const seconds = left();
    face.textContent = asClock(seconds);
    const passed = passedAt(seconds);
    face.classList.toggle("countdown-low", passed === 1);
    face.classList.toggle("countdown-last", passed === 2);
    if (passed > announced && seconds) announcer.say(inWords(seconds));
    announced = passed;
    if (seconds === 0 && !up) {
      up = true;
      for (const listener of listeners) listener();
    }
  };

  setInterval(tick, 250);
  startToggle(page, face);
  return { sync, whenUp: (listener) => listeners.push(listener), whenWoken };
}

function startToggle(page, face) {
  const toggle = page.querySelector("[data-countdown-toggle]");
  toggle.addEventListener("click", () => {
    face.hidden = !face.hidden;
    toggle.textContent = face.hidden ? "Show time" : "Hide time";
    toggle.setAttribute("aria-expanded", String(!face.hidden));
  });
}
