// The mark of the open question in the map, as a form's reply would have drawn it.

export function markInMap(page, facts) {
  const mark = page.querySelector(".map-mark[aria-current]");
  if (!mark) return;
  for (const [name, value] of Object.entries(facts)) mark.dataset[name] = value ? "yes" : "";
  const { isWritten, isSpoken, isFlagged } = mark.dataset;
  mark.classList.toggle("is-done", Boolean(isWritten || isSpoken));
  mark.classList.toggle("is-flagged", Boolean(isFlagged));
  const words = [`Question ${mark.value}`, how(isWritten, isSpoken)];
  if (isFlagged) words.push("flagged");
  mark.setAttribute("aria-label", words.join(", "));
}

function how(isWritten, isSpoken) {
  if (isWritten) return "answered";
  return isSpoken ? "spoken" : "not answered";
}
