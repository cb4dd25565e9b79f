// A button that prints the page, or saves it as the browser does: without scripts the browser's own menu does the same.

export function startPrinting(page) {
  for (const button of page.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
