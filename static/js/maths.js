// Sets the LaTeX in .math elements as MathML. Loaded only by pages that have maths; without it the source stays.
import temml from "temml";

for (const element of document.querySelectorAll(".math")) {
  const source = element.textContent;
  try {
    temml.render(source, element, { displayMode: element.classList.contains("math-block"), throwOnError: true });
  } catch {
    element.textContent = source;
  }
}
