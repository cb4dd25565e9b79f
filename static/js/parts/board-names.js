// Names for buttons of the board that have none, or one that is not what stands on them.
const NAMES = {
  ".main-menu-trigger": () => "Menu",
  ".color-picker__button:not([title])": () => "The colour in use",
  ".reset-zoom-button": (button) => `${button.textContent}, reset zoom`,
};

export function nameButtons(board) {
  const name = () => {
    for (const [selector, nameOf] of Object.entries(NAMES)) {
      for (const button of board.querySelectorAll(selector)) {
        if (button.ariaLabel !== nameOf(button)) button.ariaLabel = nameOf(button);
      }
    }
  };
  new MutationObserver(name).observe(board, { childList: true, characterData: true, subtree: true });
}
