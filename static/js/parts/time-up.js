// When the countdown ends: the last words are sent, then the server is asked to close. It decides whether time is up.

export function startTimeUp({ page, form, autosave, api, clock, announcer, recorder }) {
  const fields = [form.elements.text, form.elements.notes];

  clock.whenUp(async () => {
    for (const field of fields) field.readOnly = true;
    announcer.notice("Time is up. Your words are being saved; the review opens by itself.");
    await autosave.settle();
    await recorder.settle();
    for (;;) {
      const reply = await api.post(page.dataset.finishUrl, { because: "time_up" }).catch(() => null);
      if (reply?.open === false) return location.assign(page.dataset.reviewUrl);
      if (reply?.open) return goOn(reply);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  });

  const goOn = (reply) => {
    for (const field of fields) field.readOnly = false;
    announcer.clear();
    clock.sync(reply);
  };
}
