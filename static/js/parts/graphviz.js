// Graphs to pictures: asks the worker, and makes of its SVG a picture that holds shapes and words and nothing else. Its
// colours are the page's, so it follows light and dark.

const PATIENCE = 20_000; // milliseconds for one picture, the loading of Graphviz included

const SHAPES = {
  svg: ["viewBox"],
  g: ["transform"],
  path: ["d", "stroke-dasharray"],
  polygon: ["points", "stroke-dasharray"],
  polyline: ["points", "stroke-dasharray"],
  ellipse: ["cx", "cy", "rx", "ry", "stroke-dasharray"],
  text: ["x", "y", "text-anchor", "font-size", "textLength"],
};
const POINT = 1.2; // CSS pixels, at full size
const SMALLEST = 0.75; // of the full size, in a narrow column; then it scrolls
const SVG = "http://www.w3.org/2000/svg";

let worker = null;
let count = 0;
const waiting = new Map(); // by number, what to do with the answer

function settle(number, svg) {
  const done = waiting.get(number);
  waiting.delete(number);
  done?.(svg);
}

function stop() {
  worker?.terminate();
  worker = null;
  for (const number of [...waiting.keys()]) settle(number, null);
}

function ask(graph) {
  if (!worker) {
    worker = new Worker(document.querySelector("[data-diagram-worker]").dataset.diagramWorker, { type: "module" });
    worker.addEventListener("message", ({ data }) => settle(data.number, data.svg));
    worker.addEventListener("error", stop);
  }
  const number = ++count;
  return new Promise((resolve) => {
    const timer = setTimeout(stop, PATIENCE);
    waiting.set(number, (svg) => {
      clearTimeout(timer);
      resolve(svg);
    });
    worker.postMessage({ number, graph });
  });
}

// The picture of a graph, called by `name`; null where Graphviz cannot draw it, or not in time.
export async function draw(graph, name) {
  const drawn = await ask(graph);
  if (!drawn) return null;
  const source = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
  const picture = copy(source);
  if (!picture) return null;
  const width = parseFloat(source.getAttribute("width")) * POINT;
  picture.setAttribute("width", width);
  picture.setAttribute("height", parseFloat(source.getAttribute("height")) * POINT);
  picture.style.minWidth = `${width * SMALLEST}px`;
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", name);
  return picture;
}

// Of several ways to draw the same, the first that is no wider than `room` (CSS pixels), else the narrowest.
export async function drawFitting(graphs, name, room) {
  let best = null;
  for (const graph of graphs) {
    const picture = await draw(graph, name);
    if (picture && (!best || widthOf(picture) < widthOf(best))) best = picture;
    if (best && widthOf(best) <= room) break;
  }
  return best;
}

const widthOf = (picture) => Number(picture.getAttribute("width"));

// What may be in a picture; what stands around it (a link) is left out, and what is in it stays.
function copy(source) {
  const kept = SHAPES[source.localName];
  if (source.namespaceURI !== SVG || !kept) return null;
  const made = document.createElementNS(SVG, source.localName);
  for (const name of kept) {
    if (source.hasAttribute(name)) made.setAttribute(name, source.getAttribute(name));
  }
  if (source.localName === "text") made.textContent = source.textContent;
  if (source.localName === "text" && source.matches(".edge *")) made.classList.add("is-label");
  if (source.localName === "polygon" && source.matches(".edge > *")) made.classList.add("is-head");
  append(made, source);
  return made;
}

function append(made, source) {
  for (const child of source.children) {
    const shape = copy(child);
    if (shape) made.append(shape);
    else if (child.localName === "a") append(made, child);
  }
}
