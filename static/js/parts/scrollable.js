// Code and tables wider than their column scroll; a keyboard has to be able to reach them.
const wide = document.querySelectorAll("pre, .table-wrap, .prose table, .math-block, .is-code");

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

for (const element of wide) watch.observe(element);
