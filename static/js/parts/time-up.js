// When the countdown ends: the last words are sent, then the server is asked to close. It decides whether time is up.

export function startTimeUp({ page, autosave, api, clock, announcer, recorder }) {
  clock.whenUp(async () => {
    for (const box of autosave.boxes) box.readOnly = true;
    announcer.notice("Time is up. Your words are being saved; the review opens by itself.");
    autosave.lastWords();
    await autosave.settle();
    await autosave.sendRest();
    await recorder.settle();
    for (;;) {
      const reply = await api.post(page.dataset.finishUrl, { because: "time_up" }).catch(() => null);
      if (reply?.open === false) return location.assign(page.dataset.reviewUrl);
      if (reply?.open) return goOn(reply);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  });

  const goOn = (reply) => {
    for (const box of autosave.boxes) box.readOnly = false;
    announcer.clear();
    clock.sync(reply);
  };
}
