// Draws the diagrams of a text (figures with Graphviz's language in them), each above its source, which is folded then.
// One that lies and is wider than its column stands, where that is narrower.

import { drawFitting } from "./graphviz.js";
import { whenNear } from "./when-near.js";

const LYING = /\brankdir\s*=\s*"?(LR|RL)"?/;

export function drawDiagrams(root) {
  for (const figure of root.querySelectorAll("figure.diagram:not(:has(svg))")) whenNear(figure, () => drawIn(figure));
}

async function drawIn(figure) {
  const block = figure.querySelector(".highlight");
  const source = block.textContent;
  const name = figure.querySelector("figcaption")?.textContent ?? "Diagram";
  const ways = LYING.test(source) ? [source, source.replace(LYING, "rankdir=TB")] : [source];
  const picture = await drawFitting(ways, name, figure.clientWidth);
  if (!picture || figure.querySelector("svg")) return; // the source is there
  const frame = document.createElement("div");
  frame.className = "diagram-picture";
  frame.append(picture);
  const fold = document.createElement("details");
  fold.className = "fold";
  fold.append(Object.assign(document.createElement("summary"), { textContent: "The diagram as text" }));
  block.replaceWith(frame);
  fold.append(block);
  figure.append(fold);
}
