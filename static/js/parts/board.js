// The drawing board, a page of its own in a frame (sketch-board.js): loaded when somebody draws, or when two sketches
// have to be shown, and not before.

const PATIENCE = 30_000; // milliseconds for the frame to load

let loading = null;

// The frame; rejects where the board could not be had (no connection, signed out), and then it can be tried again.
export function loadBoard(root) {
  loading ??= loaded(root).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

function loaded(root) {
  const frame = document.createElement("iframe");
  frame.className = "sketch-frame";
  frame.title = "Drawing board";
  frame.hidden = true;
  frame.src = root.dataset.boardUrl;
  const arrived = new Promise((resolve, reject) => {
    frame.addEventListener("load", () => (boardIn(frame) ? resolve(frame) : reject(new Error("no board"))));
    setTimeout(() => reject(new Error("no answer")), PATIENCE);
  });
  document.querySelector("[data-interview]").append(frame);
  return arrived.catch((error) => {
    frame.remove();
    throw error;
  });
}

function boardIn(frame) {
  try {
    return frame.contentWindow.openBoard;
  } catch {
    return null; // the browser's own page, which says that there is no connection
  }
}

// Show a scene in an image, as the board draws it; an empty one, or one that cannot be drawn now, shows no image.
export async function showPicture(root, image, text) {
  image.hidden = !text;
  if (!text) return;
  try {
    const frame = await loadBoard(root);
    const { source, width, words } = await frame.contentWindow.boardPicture(text);
    Object.assign(image, { src: source, width, alt: words });
  } catch {
    image.removeAttribute("src");
    image.removeAttribute("width");
    image.alt = "The picture cannot be shown now.";
  }
}
