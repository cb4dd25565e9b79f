// On the review: words that the server refused for good, so that nobody has to know that this browser still holds
// them. They stay until their writer has them elsewhere and says so.
export function showUnstored(refused, copies) {
  const template = document.querySelector("[data-unstored]");
  for (const { copy, why } of refused) {
    const panel = template.content.cloneNode(true).firstElementChild;
    const find = (name) => panel.querySelector(`[data-unstored-${name}]`);
    find("why").textContent = `${why} This browser alone holds what you wrote; signing out removes it.`;
    find("words").value = copy.text;
    find("download").href = URL.createObjectURL(new Blob([copy.text], { type: "text/plain;charset=utf-8" }));
    find("remove").addEventListener("click", () => {
      copies.remove(copy);
      panel.remove();
    });
    template.before(panel);
  }
}
