// Turns the boxes with data-code into editors. The editor is a bundle of its own, loaded when there is such a box;
// if it does not arrive, the boxes stay what they are.
const boxes = document.querySelectorAll("textarea[data-code]");
const nonce = document.querySelector("[data-question-form]")?.dataset.nonce;

if (boxes.length && nonce !== undefined) {
  const { edit } = await import("./code-editor.js");
  for (const box of boxes) {
    const label = document.querySelector(`label[for="${box.id}"]`);
    const view = edit(box, { nonce, label: label?.textContent.replace(/:$/, "") ?? box.name });
    label?.addEventListener("click", () => view.focus());
  }
}
