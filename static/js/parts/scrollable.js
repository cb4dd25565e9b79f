// Code, tables and formulas wider than their column scroll; a keyboard has to be able to reach them.
const WIDE = "pre, .table-wrap, .diagram-picture, .prose table, math[display=block], .is-code";

const measure = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

function watch(root) {
  for (const element of root.querySelectorAll(WIDE)) {
    if (element.hasAttribute("tabindex")) continue;
    measure.observe(element);
  }
}

watch(document);
// What htmx brings, and the formulas once they are set.
new MutationObserver((changes) => {
  for (const { target } of changes) watch(target);
}).observe(document.body, { childList: true, subtree: true });
