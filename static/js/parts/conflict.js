// Two texts for one box, side by side, in its place; the person picks, and may join them first.

export function startConflict(root, box) {
  const panel = root.querySelector("[data-conflict]");
  const writing = root.querySelector("[data-writing]");
  const [mine, theirs] = [panel.querySelector("[data-mine]"), panel.querySelector("[data-theirs]")];
  let choose = null;
  let workedOn = mine;
  let opened = "";

  const close = (text) => {
    panel.hidden = true;
    writing.hidden = false;
    const chosen = choose;
    choose = null;
    chosen(text);
    box.focus();
  };
  panel.querySelector("[data-use-mine]").addEventListener("click", () => close(mine.value));
  panel.querySelector("[data-use-theirs]").addEventListener("click", () => close(theirs.value));

  return {
    isOpen: () => choose !== null,
    open(texts, chosen) {
      choose = chosen;
      workedOn = mine;
      mine.value = opened = texts.mine;
      theirs.value = texts.theirs;
      writing.hidden = true;
      panel.hidden = false;
      panel.querySelector("[data-conflict-title]").focus();
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
