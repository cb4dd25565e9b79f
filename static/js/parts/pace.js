// A quiet hint of the pace: how long this question had the screen, beside its share of the time. Never announced.

export function startPace(page) {
  const hint = page.querySelector("[data-pace]");
  if (!hint) return;
  const [share, used] = [Number(hint.dataset.share), Number(hint.dataset.used)];
  const began = Date.now();
  const usual = hint.textContent;

  const show = () => {
    const minutes = Math.floor((used + (Date.now() - began) / 1000) / 60);
    const whole = Math.max(1, Math.round(share / 60));
    hint.textContent = minutes ? `${minutes} of about ${whole} minute${whole === 1 ? "" : "s"}` : usual;
  };
  show();
  setInterval(show, 10_000);
}
