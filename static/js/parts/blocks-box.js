// Blocks and arrows in text, drawn beside their box a moment after typing stops; what says nothing is told by its line.
import { graph, read, told } from "./blocks.js";
import { drawFitting } from "./graphviz.js";
import { whenNear } from "./when-near.js";

const MARGIN = 20; // CSS pixels between the picture and its frame's edge
const PAUSE = 400; // milliseconds without a key before it is drawn

export function startBlocksBox(root) {
  const box = root.querySelector("[data-box]");
  const [place, caption, errors] = ["picture", "told", "errors"].map((name) =>
    root.querySelector(`[data-blocks-${name}]`),
  );
  let shown = null; // the text of the picture, so that a late one never replaces a newer one
  let timer = 0;

  const show = async () => {
    const text = box.value;
    if (text === shown || !isOpen(root)) return;
    shown = text;
    const found = read(text);
    tellErrors(errors, found.errors);
    const picture = await pictureOf(found, place);
    if (shown !== text) return;
    place.replaceChildren(...(picture ? [picture] : []));
    place.hidden = !picture;
    caption.textContent = picture ? `Drawn: ${told(found)}.` : "";
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  };
  box.addEventListener("input", soon);
  box.addEventListener("change", soon);
  root.closest("details")?.addEventListener("toggle", show);
  show();
}

// The same for a text that stands still.
export function drawBlocks(place) {
  whenNear(place.parentElement, () => drawOnce(place));
}

async function drawOnce(place) {
  const found = read(document.getElementById(place.dataset.blocksOf).textContent);
  const picture = await pictureOf(found, place);
  if (!picture) return;
  place.append(picture);
  place.hidden = false;
}

const isOpen = (root) => root.closest("details")?.open ?? true;

function pictureOf(found, place) {
  if (!found.blocks.length) return null;
  const room = place.parentElement.clientWidth - 2 * MARGIN;
  return drawFitting([graph(found, "LR"), graph(found, "TB")], `Blocks and arrows: ${told(found)}`, room);
}

function tellErrors(list, errors) {
  const lines = errors.map(({ line, message }) =>
    Object.assign(document.createElement("li"), { textContent: `Line ${line}: ${message}` }),
  );
  if (list.textContent !== lines.map((each) => each.textContent).join("")) list.replaceChildren(...lines);
}
