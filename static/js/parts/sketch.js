// The sketch of an answer: opens the drawing board over the page, hands on what is drawn to the box that is saved like
// any other (part.js), and comes back. What is announced meanwhile is shown on the board.
import { loadBoard, showPicture } from "./board.js";
import { LONGEST } from "./scene.js";

const TAKEN_EVERY = 300; // milliseconds, while one draws
const NEARLY_FULL = 0.8;

export function startSketch({ page, announcer }) {
  const root = page.querySelector("[data-sketch]");
  if (!root) return;
  const box = root.querySelector("[data-box]");
  const button = root.querySelector("[data-draw]");
  const picture = root.querySelector("[data-picture]");
  const covered = page.querySelectorAll(".question-map, .interview-question");
  let frame = null; // while the board is open
  let timer = 0;
  let isNearlyFull = false;

  const say = (words) => {
    frame.contentDocument.querySelector("[data-words]").textContent = words;
  };

  const tellRoom = (text) => {
    if (text.length > NEARLY_FULL * LONGEST === isNearlyFull) return;
    isNearlyFull = !isNearlyFull;
    say(isNearlyFull ? "This sketch is nearly full: shapes and words take less room than freehand lines." : "");
  };

  // What was drawn so far goes into the box, where it is saved and copied like what is typed.
  const take = () => {
    clearTimeout(timer);
    timer = 0;
    if (!frame) return;
    const text = frame.contentWindow.boardText();
    if (text === box.value) return;
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    tellRoom(text);
  };
  const takeIfChanged = () => timer && take();

  const open = async () => {
    button.disabled = true;
    announcer.say("The drawing board opens.");
    try {
      show(await loadBoard(root));
    } catch {
      root.querySelector("[data-draw-words]").textContent =
        "The drawing board cannot be had now: there is no connection, or you are signed out. Words do as well.";
      announcer.say("The drawing board could not be opened.");
    }
    button.disabled = false;
  };

  const show = (loaded) => {
    if (box.readOnly) return; // the time was up meanwhile
    frame = loaded;
    frame.hidden = false;
    for (const each of covered) each.inert = true;
    const refused = () => say("Pictures and web pages cannot be kept in a sketch, so they were taken out.");
    const changed = () => {
      timer ||= setTimeout(take, TAKEN_EVERY);
    };
    say("");
    isNearlyFull = false;
    frame.contentWindow.focus();
    frame.contentWindow.openBoard({ text: box.value, changed, refused, done: close });
  };

  const close = () => {
    if (!frame) return;
    takeIfChanged();
    frame.hidden = true;
    frame = null;
    for (const each of covered) each.inert = false;
    showPicture(root, picture, box.value);
    button.focus();
  };

  const bar = page.querySelector(".interview-bar");
  new ResizeObserver(() => page.style.setProperty("--board-top", `${bar.offsetHeight}px`)).observe(bar);

  root.querySelector("[data-draw-place]").hidden = false;
  root.querySelector("[data-without-scripts]").hidden = true;
  button.addEventListener("click", open);
  page.addEventListener("keydown", (event) => event.key === "Escape" && close());
  box.addEventListener("quarrel", close);
  box.addEventListener("chosen", () => {
    showPicture(root, picture, box.value);
    button.focus();
  });
  // Before the box is asked what it has (part.js, autosave.js).
  addEventListener("pagehide", takeIfChanged, { capture: true });
  document.addEventListener("visibilitychange", takeIfChanged, { capture: true });
  // When the time is up nothing is drawn any more, as nothing is typed.
  box.addEventListener("closing", close);
  new MutationObserver(() => {
    button.disabled = box.readOnly;
  }).observe(box, { attributeFilter: ["readonly"] });
  const announced = page.querySelector("[data-announce]");
  new MutationObserver(() => frame && say(announced.textContent)).observe(announced, { childList: true });
}
