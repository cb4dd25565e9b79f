// Sets the LaTeX in .math elements as MathML. Loaded only by pages that have maths; without it the source stays.
import temml from "temml";

for (const element of document.querySelectorAll(".math")) {
  const source = element.textContent;
  try {
    const parsed = new DOMParser().parseFromString(
      temml.renderToString(source, { displayMode: element.classList.contains("math-block"), annotate: true, throwOnError: true }),
      "text/html",
    );
    element.replaceChildren(...parsed.body.childNodes);
  } catch {
    element.textContent = source;
  }
}
