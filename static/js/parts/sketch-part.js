// What is particular to a drawing among the boxes of an answer (part.js): its limit is told in its own words, it is cut
// between its elements, and of two one picks by their pictures.
import { showPicture } from "./board.js";
import { LONGEST, piecesOf } from "./scene.js";

export const SKETCH = {
  name: "sketch",
  names: "sketches",
  startConflict: startChoice,
  piecesOf,
  tooLong: (text) =>
    text.length > LONGEST
      ? "This sketch is too large to be saved. Take something away: freehand lines take the most room."
      : "",
};

function startChoice(root, box) {
  const panel = root.querySelector("[data-conflict]");
  const writing = root.querySelector("[data-writing]");
  let choose = null;
  let texts = {};

  const close = (text) => {
    panel.hidden = true;
    writing.hidden = false;
    const chosen = choose;
    choose = null;
    chosen(text);
    box.dispatchEvent(new Event("chosen"));
  };
  panel.querySelector("[data-use-mine]").addEventListener("click", () => close(texts.mine));
  panel.querySelector("[data-use-theirs]").addEventListener("click", () => close(texts.theirs));

  return {
    isOpen: () => choose !== null,
    open(both, chosen) {
      choose = chosen;
      texts = both;
      box.dispatchEvent(new Event("quarrel")); // the board closes
      writing.hidden = true;
      panel.hidden = false;
      panel.querySelector("[data-conflict-title]").focus();
      showPicture(root, panel.querySelector("[data-mine]"), texts.mine);
      showPicture(root, panel.querySelector("[data-theirs]"), texts.theirs);
    },
    written: () => texts.mine,
    whenWritten() {}, // nothing is drawn while one chooses
    settle: () => close(texts.theirs), // what was drawn here stays beside what is saved
  };
}
