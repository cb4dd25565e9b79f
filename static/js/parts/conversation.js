// What the interviewer says: announced once, and the curveball fetched when it is time for it.

export function startConversation({ page, announcer }) {
  const asked = [...page.querySelectorAll("[data-asked]")].at(-1);
  if (asked) setTimeout(() => announcer.say(asked.textContent.trim()), 500); // after the page's own title was read
  if (location.hash.startsWith("#part-")) page.querySelector(location.hash)?.focus({ preventScroll: false });

  const place = page.querySelector("[data-curveball]");
  if (place?.dataset.curveballIn) setTimeout(() => look(place), Number(place.dataset.curveballIn) * 1000);

  // The server's clock decides: what has not come yet comes with one of the next looks.
  const look = async (at, again = 10) => {
    const answer = await fetch(`${location.pathname}curveball/`, { cache: "no-store" }).catch(() => null);
    const html = answer?.ok ? await answer.text() : "";
    const found = new DOMParser().parseFromString(html, "text/html").querySelector("[data-curveball]");
    if (!found?.firstElementChild) return again && setTimeout(() => look(at, again - 1), 15_000);
    at.replaceWith(document.adoptNode(found));
    announcer.say(found.textContent.trim());
  };
}
