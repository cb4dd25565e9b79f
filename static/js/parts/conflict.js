// Two texts for one answer, side by side, in the place of the box; the person picks, and may join them first.

export function startConflict(page, form) {
  const panel = page.querySelector("[data-conflict]");
  const writing = page.querySelector("[data-writing]");
  const [mine, theirs] = [panel.querySelector("[data-mine]"), panel.querySelector("[data-theirs]")];
  let choose = null;

  const close = (text) => {
    panel.hidden = true;
    writing.hidden = false;
    const chosen = choose;
    choose = null;
    chosen(text);
    form.elements.text.focus();
  };
  panel.querySelector("[data-use-mine]").addEventListener("click", () => close(mine.value));
  panel.querySelector("[data-use-theirs]").addEventListener("click", () => close(theirs.value));

  return {
    isOpen: () => choose !== null,
    open(texts, chosen) {
      choose = chosen;
      mine.value = texts.mine;
      theirs.value = texts.theirs;
      writing.hidden = true;
      panel.hidden = false;
      panel.querySelector("[data-conflict-title]").focus();
    },
    // The text that would be sent if the person had no more time to choose.
    mine: () => mine.value,
  };
}
