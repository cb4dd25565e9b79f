// Where one starts to write: the first box has the focus, with the caret where one stopped before, else behind what
// stands there. The page does not scroll for it, so that one reads from the top. A touch screen's keyboard would cover
// the question, so there one taps first. Where one thinks first, no box has the focus, and keys are not letters.

const KEY = "dryrun:caret:";

export function placeCaret(boxes, { thinkFirst = false } = {}) {
  const key = KEY + location.pathname;
  const left = read(key);
  const box =
    boxes.find((each) => each.matches("[aria-invalid=true]")) ??
    byId(boxes, left?.id) ??
    boxes.find(isInSight) ??
    boxes[0];
  const at = box.id === left?.id && box.value.length === left.length ? left.at : box.value.length;
  box.setSelectionRange(at, at);
  if (matchMedia("(pointer: fine)").matches && !thinkFirst) box.focus({ preventScroll: true });

  addEventListener("pagehide", () => {
    const last = byId(boxes, document.activeElement?.id) ?? box;
    write(key, { id: last.id, at: last.selectionStart, length: last.value.length });
  });
}

const isInSight = (box) => box.offsetParent !== null;

const byId = (boxes, id) => boxes.find((box) => box.id === id);

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, place) {
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
  } catch {
    // this browser stores nothing: the caret stands at the end then
  }
}
