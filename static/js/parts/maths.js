// Formulas come as MathML, set when they were written. A source that stands there alone (it was written before that, or
// by a site without Temml) is set here; Temml is fetched for that alone.
// A formula may break at its relations and operators, like a line of words, so that the result is in sight; what cannot
// (arrays, numbered lines) is set as it is and scrolls.

const CANNOT_BREAK = /\\\\|\\begin|\\tag/;

export async function setMaths(root) {
  const sources = root.querySelectorAll(".math:not(:has(math))");
  if (sources.length) await setSources(sources);
  if (root.querySelector(".math")) watchWidths();
}

async function setSources(elements) {
  const { default: temml } = await import("temml");
  for (const element of elements) {
    const source = element.textContent;
    try {
      set(temml, element, source);
    } catch {
      element.textContent = source;
    }
  }
}

function set(temml, element, source) {
  const isDisplayed = element.classList.contains("math-block");
  if (CANNOT_BREAK.test(source)) return temml.render(source, element, { displayMode: isDisplayed, throwOnError: true });
  temml.render(source, element, { wrap: "tex", throwOnError: true });
  if (isDisplayed) element.firstElementChild.setAttribute("displaystyle", "true");
}

// A formula within a line that is wider than its lines scrolls by itself, instead of widening the page.
const ROW = "p, li, td, th, dd, dt, summary, h1, h2, h3, h4, blockquote, div";

function markWide() {
  for (const formula of document.querySelectorAll(".math-inline:has(math)")) {
    const room = formula.closest(ROW).clientWidth;
    const isWide = room > 0 && formula.firstElementChild.scrollWidth > room;
    formula.classList.toggle("is-wide", isWide);
    if (isWide) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
  }
}

let watched = false;

function watchWidths() {
  markWide();
  if (watched) return;
  watched = true;
  new ResizeObserver(markWide).observe(document.body);
  document.addEventListener("toggle", markWide, { capture: true }); // what was folded away had no width
}
