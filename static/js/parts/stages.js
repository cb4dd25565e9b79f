// A design by stages: how many words each has, how long one works in it against the plan, and the way from one to the
// next. The server books the time (practice/stage_clock.py); the page shows it by the same rule: what is not booked yet
// is the stage's that one writes in.
import { labelsOf } from "./scene.js";

const EVERY = 5000; // milliseconds between two looks at the clock

export function startStages({ page, form }) {
  const list = form.querySelector("[data-stages]");
  if (!list) return { sync() {} };
  const stages = [...list.querySelectorAll("[data-stage]")].map(startStage);
  const clock = list.dataset.unbooked === undefined ? null : startClock(page, list, stages);
  startSteps(form, stages);

  list.addEventListener("input", (event) => {
    const stage = stages.find(({ root }) => root.contains(event.target));
    stage?.countWords();
    clock?.writesIn(stage);
  });
  list.addEventListener("change", (event) => stages.find(({ root }) => root.contains(event.target))?.countWords());

  return {
    // What the server says of a save: how long one has worked on that part.
    sync: (place, seconds) => clock?.book(place, seconds),
  };
}

const textOf = (part) => part.querySelector("[data-box]").value;
const wordsOf = (part) => (part.matches("[data-sketch]") ? labelsOf(textOf(part)).join(" ") : textOf(part));

function startStage(root) {
  const parts = [...root.querySelectorAll("[data-part]")];
  const seconds = new Map(parts.map((part) => [part.dataset.part, Number(part.dataset.seconds)]));
  const [words, time, now] = ["words", "time", "now"].map((name) => root.querySelector(`[data-stage-${name}]`));
  const planned = Number(root.dataset.planned);

  const countWords = () => {
    const count = parts
      .map(wordsOf)
      .join(" ")
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length; // an arrow is none
    const isDrawn = parts.some((part) => part.matches("[data-sketch]") && textOf(part).trim());
    root.classList.toggle("is-written", count > 0 || isDrawn);
    words.textContent = `${isDrawn ? "drawn, " : ""}${count || "no"} word${count === 1 ? "" : "s"}`;
  };
  countWords(); // a browser may fill in what stood there before

  return {
    root,
    seconds,
    countWords,
    ends: Number(root.dataset.ends),
    isPlannedNow(isIt) {
      now.hidden = !isIt;
    },
    tell(unbooked) {
      const used = [...seconds.values()].reduce((sum, each) => sum + each, unbooked);
      const [minutes, plan] = [Math.floor(used / 60), Math.max(1, Math.round(planned / 60))];
      if (planned) time.textContent = minutes ? `${minutes} of ${plan} min` : `${plan} min`;
      else time.textContent = minutes ? `${minutes} min` : "";
      time.classList.toggle("is-over", planned > 0 && used >= planned + 60);
    },
    open() {
      root.open = true;
      root.querySelector("[data-box]").focus();
      root.scrollIntoView({ block: "nearest" });
    },
  };
}

function startClock(page, list, stages) {
  const began = Date.now();
  const used = Number(page.querySelector("[data-pace]").dataset.used);
  let since = began - Number(list.dataset.unbooked) * 1000;
  let current = null;

  const show = () => {
    const elapsed = used + (Date.now() - began) / 1000;
    const planned = stages.find(({ ends }) => elapsed < ends);
    for (const stage of stages) {
      stage.isPlannedNow(stage === planned);
      stage.tell(stage === current ? (Date.now() - since) / 1000 : 0);
    }
  };
  setInterval(show, EVERY);

  return {
    writesIn(stage) {
      current = stage;
      show();
    },
    book(place, seconds) {
      const stage = stages.find((each) => each.seconds.has(place));
      if (!stage || seconds === stage.seconds.get(place)) return;
      stage.seconds.set(place, seconds);
      since = Date.now();
      show();
    },
  };
}

function startSteps(form, stages) {
  for (const button of form.querySelectorAll("[data-stage-step]")) {
    const by = Number(button.dataset.stageStep);
    button.hidden = stages.length < 2;
    button.addEventListener("click", () => {
      const at = stages.findIndex(({ root }) => root.contains(lastFocused));
      const from = at < 0 ? stages.findIndex(({ root }) => root.open) : at;
      const next = stages[Math.min(Math.max(from + by, 0), stages.length - 1)];
      if (next === stages[from]) return next.open();
      if (from >= 0) stages[from].root.open = false;
      next.open();
    });
  }
  let lastFocused = null; // the button itself takes the focus when it is clicked
  form.addEventListener("focusin", ({ target }) => {
    if (!target.matches("[data-stage-step]")) lastFocused = target;
  });
}
