// A form that comes back with errors: the first field at fault has the focus, and is read with its error. The summary
// above the form ([data-errors]) links to all of them, and has the focus where no field is at fault.
const summary = document.querySelector("[data-errors]");
const first = summary
  ?.closest("form")
  ?.querySelector("[aria-invalid=true], fieldset:has(.errorlist) :is(input, select)");
const focus = () => (first ?? summary)?.focus();

focus();
// An address that ends in #place takes the focus away once the page is there.
if (summary && location.hash) addEventListener("load", () => requestAnimationFrame(focus));
