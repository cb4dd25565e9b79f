// What is particular to a drawing among the boxes of an answer (part.js): its limit is told in its own words, it is cut
// between its elements, and of two one picks by their pictures.
import { showPicture } from "./board.js";
import { startChoicePanel } from "./choice-panel.js";
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
  let texts = {};
  const { panel, close, isOpen, open } = startChoicePanel(root, {
    mine: () => texts.mine,
    theirs: () => texts.theirs,
    after: () => box.dispatchEvent(new Event("chosen")),
  });

  return {
    isOpen,
    open(both, chosen) {
      texts = both;
      box.dispatchEvent(new Event("quarrel")); // the board closes
      open(chosen);
      showPicture(root, panel.querySelector("[data-mine]"), texts.mine);
      showPicture(root, panel.querySelector("[data-theirs]"), texts.theirs);
    },
    written: () => texts.mine,
    whenWritten() {}, // nothing is drawn while one chooses
    settle: () => close(texts.theirs), // what was drawn here stays beside what is saved
  };
}
