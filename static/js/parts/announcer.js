// What the page says besides the answer: a short state in the bar, a notice for what needs explaining, and words for
// screen readers, which hear the important once and not every save.

export function startAnnouncer(page) {
  const state = page.querySelector("[data-saved-state]");
  const box = page.querySelector("[data-notice]");
  const words = page.querySelector("[data-notice-words]");
  const spoken = page.querySelector("[data-announce]");
  const signIn = page.querySelector("[data-sign-in]");

  const say = (text) => {
    if (spoken.textContent !== text) spoken.textContent = text;
  };

  signIn.addEventListener("click", (event) => {
    event.preventDefault();
    const popup = open(signIn.href, "dryrun-sign-in", "popup,width=480,height=720");
    if (!popup) location.assign(signIn.href);
  });

  return {
    say,
    show(name, text) {
      state.dataset.state = name;
      state.textContent = text;
    },
    notice(text, { withSignIn = false } = {}) {
      if (words.textContent !== text) say(text);
      words.textContent = text;
      signIn.hidden = !withSignIn;
      box.hidden = false;
    },
    clear() {
      if (box.hidden) return;
      box.hidden = true;
      words.textContent = "";
      say("Saved. You are back.");
    },
  };
}
