// Sets the LaTeX in .math elements as MathML. Temml is fetched only where there is maths; without it the source stays.

export async function setMaths(root) {
  const elements = root.querySelectorAll(".math:not(:has(math))");
  if (!elements.length) return;
  const { default: temml } = await import("temml");
  for (const element of elements) {
    const source = element.textContent;
    try {
      temml.render(source, element, { displayMode: element.classList.contains("math-block"), throwOnError: true });
    } catch {
      element.textContent = source;
    }
  }
}
