// Says that a file is on its way: reading some ten thousand rows takes seconds in which nothing else on the page moves.
const form = document.querySelector("[data-import]");

function show(words) {
  form.querySelector("[role=status]").textContent = words;
  form.querySelector("progress").hidden = !words;
}

form?.addEventListener("submit", () => {
  const [file] = form.querySelector("input[type=file]").files;
  if (file) show(`Uploading and reading ${file.name}, ${(file.size / 1e6).toFixed(1)} MB. Nothing is stored by that.`);
});

// Whoever comes back by the browser's button finds the form at rest.
window.addEventListener("pageshow", () => form && show(""));
