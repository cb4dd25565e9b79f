// The panel that takes a box's place while one picks between what stands here and what is saved.

/** `mine()` and `theirs()` give what their buttons stand for; `after()` follows a choice. */
export function startChoicePanel(root, { mine, theirs, after }) {
  const panel = root.querySelector("[data-conflict]");
  const writing = root.querySelector("[data-writing]");
  let choose = null;

  const close = (text) => {
    panel.hidden = true;
    writing.hidden = false;
    const chosen = choose;
    choose = null;
    chosen(text);
    after();
  };
  panel.querySelector("[data-use-mine]").addEventListener("click", () => close(mine()));
  panel.querySelector("[data-use-theirs]").addEventListener("click", () => close(theirs()));

  return {
    panel,
    close,
    isOpen: () => choose !== null,
    open(chosen) {
      choose = chosen;
      writing.hidden = true;
      panel.hidden = false;
      panel.querySelector("[data-conflict-title]").focus();
    },
  };
}
