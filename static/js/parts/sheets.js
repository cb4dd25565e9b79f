// Links that open a sheet over the page ([data-opens] names it), instead of the page that they lead to without scripts.

export function startSheets(page) {
  for (const link of page.querySelectorAll("[data-opens]")) {
    const sheet = document.getElementById(link.dataset.opens);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      sheet.showModal();
    });
  }
}
