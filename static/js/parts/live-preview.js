// Shows the form as learners would see it, beside it, a moment after typing stops. The server renders; the page goes
// into a frame, so that it has the site's own styles and scripts. Without this the button opens the same in a new tab.
const hook = document.querySelector("[data-question-form]");
const panel = document.querySelector("[data-preview-panel]");

if (hook && panel) {
  const form = hook.closest("form");
  const page = panel.querySelector("[data-preview-page]");
  const status = panel.querySelector("[data-preview-status]");
  const buttons = form.querySelectorAll("[data-preview-button]");
  let timer;
  let request;

  const settle = (frame, before) => {
    const inside = frame.contentDocument;
    inside.addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());
    if (before) {
      const open = [...before.contentDocument.querySelectorAll("details")].map((each) => each.open);
      for (const [index, each] of inside.querySelectorAll("details").entries()) each.open = open[index] ?? false;
      frame.classList.remove("is-coming");
      frame.contentWindow.scrollTo(0, before.contentWindow.scrollY);
      before.remove();
    }
    frame.classList.remove("is-coming");
  };

  const show = (html) => {
    const before = page.querySelector("iframe:not(.is-coming)");
    for (const late of page.querySelectorAll("iframe.is-coming")) late.remove();
    const frame = document.createElement("iframe");
    frame.title = "The question as learners see it";
    frame.className = "is-coming";
    frame.srcdoc = html;
    frame.addEventListener("load", () => settle(frame, before), { once: true });
    page.append(frame);
  };

  const refresh = async () => {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(hook.dataset.preview, {
        method: "POST",
        body: new FormData(form),
        signal: request.signal,
        redirect: "error", // to the sign-in page, after a session's end
      });
      if (!answer.ok) throw new Error(answer.statusText);
      show(await answer.text());
      status.textContent = "";
    } catch (error) {
      if (error.name === "AbortError") return;
      status.textContent =
        "No preview just now: no connection, or your session has ended. What you type is kept on this computer.";
    }
  };

  const toggle = (event) => {
    event.preventDefault();
    const opens = panel.hidden;
    panel.hidden = !opens;
    form.classList.toggle("has-preview", opens);
    for (const button of buttons) button.setAttribute("aria-expanded", String(opens));
    if (opens) {
      refresh();
      panel.scrollIntoView({ block: "nearest" });
    }
  };

  for (const button of buttons) button.addEventListener("click", toggle);
  form.addEventListener("input", () => {
    if (panel.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, 500);
  });
}
