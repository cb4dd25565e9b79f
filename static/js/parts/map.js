// The mark of the open question in the map, as a form's reply would have drawn it.

export function markInMap(page, { isDone, isFlagged }) {
  const mark = page.querySelector(".map-mark[aria-current]");
  if (!mark) return;
  if (isDone !== undefined) mark.classList.toggle("is-done", isDone);
  if (isFlagged !== undefined) mark.classList.toggle("is-flagged", isFlagged);
  const { classList } = mark;
  const words = [`Question ${mark.value}`, classList.contains("is-done") ? "answered" : "not answered"];
  if (classList.contains("is-flagged")) words.push("flagged");
  mark.setAttribute("aria-label", words.join(", "));
}
