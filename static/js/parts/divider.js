// The line between statement and code on a wide screen: dragged, or moved with the arrow keys. Where it stands is a
// matter of this browser.

const KEY = "dryrun:divider"; // the statement's share of the width, in percent
const [LEAST, USUAL, MOST] = [20, 40, 70];
const STEP = 2;

export function startDivider(page) {
  const statement = page.querySelector("#statement");
  const line = document.createElement("div");
  line.className = "divider";
  line.tabIndex = 0;
  for (const [name, value] of Object.entries({
    role: "separator",
    "aria-orientation": "vertical",
    "aria-label": "Width of the question",
    "aria-controls": statement.id,
    "aria-valuemin": LEAST,
    "aria-valuemax": MOST,
  })) {
    line.setAttribute(name, value);
  }
  statement.after(line);

  let share = USUAL;
  const set = (wanted) => {
    share = Math.round(Math.min(Math.max(wanted, LEAST), MOST));
    line.setAttribute("aria-valuenow", share);
    line.setAttribute("aria-valuetext", `${share} % of the width`);
    page.style.setProperty("--statement", `${share}%`);
  };
  const keep = () => {
    try {
      localStorage.setItem(KEY, share);
    } catch {
      // this browser stores nothing: it stands here until the page goes
    }
  };
  const kept = () => {
    try {
      return Number(localStorage.getItem(KEY)) || USUAL;
    } catch {
      return USUAL;
    }
  };
  set(kept());

  line.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: LEAST, End: MOST };
    if (!(event.key in moves) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    set(moves[event.key]);
    keep();
  });
  line.addEventListener("dblclick", () => {
    set(USUAL);
    keep();
  });
  line.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    line.focus();
    line.setPointerCapture(event.pointerId);
    const { left, width } = statement.parentElement.getBoundingClientRect();
    const move = ({ clientX }) => set(((clientX - left) / width) * 100);
    line.addEventListener("pointermove", move);
    line.addEventListener(
      "lostpointercapture",
      () => {
        line.removeEventListener("pointermove", move);
        keep();
      },
      { once: true },
    );
  });
}
