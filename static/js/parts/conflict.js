// Two texts for one box, side by side, in its place; the person picks, and may join them first.
import { startChoicePanel } from "./choice-panel.js";

export function startConflict(root, box) {
  const { panel, close, isOpen, open } = startChoicePanel(root, {
    mine: () => mine.value,
    theirs: () => theirs.value,
    after: () => box.focus(),
  });
  const [mine, theirs] = [panel.querySelector("[data-mine]"), panel.querySelector("[data-theirs]")];
  let workedOn = mine;
  let opened = "";

  return {
    isOpen,
    open(texts, chosen) {
      workedOn = mine;
      mine.value = opened = texts.mine;
      theirs.value = texts.theirs;
      open(chosen);
    },

    // The text that was worked on last: what would be lost if the page went now.
    written: () => workedOn.value,
    whenWritten(listener) {
      for (const each of [mine, theirs]) {
        each.addEventListener("input", () => {
          workedOn = each;
          listener();
        });
      }
    },

    // No time is left to choose: a text that was joined counts; one that was not worked on stays beside what is saved.
    settle() {
      close(workedOn.value === opened ? theirs.value : workedOn.value);
    },
  };
}
