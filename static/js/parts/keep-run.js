// What was run goes to the site, beside the part it belongs to. What does not arrive waits in the page, which says so,
// and goes again: with the next run, when the network is back, after a while.

const AGAIN = 15_000; // milliseconds
const MOST = 30; // as many as the site keeps of a part
const FINAL = ["stored", "invalid", "refused"];

/** The returned function takes each run as the workbench tells it. */
export function keepRuns(api, root) {
  const notice = root.querySelector("[data-unkept]");
  const waiting = [];
  let underWay = false;
  let timer = 0;

  const send = async () => {
    if (underWay) return;
    underWay = true;
    clearTimeout(timer);
    while (waiting.length) {
      const reply = await api.deliver(root.dataset.runsUrl, waiting[0]);
      if (!FINAL.includes(reply.outcome)) break;
      waiting.shift();
    }
    underWay = false;
    notice.hidden = waiting.length === 0;
    if (waiting.length) timer = setTimeout(send, AGAIN);
  };
  addEventListener("online", send);

  return ({ tests, ...run }) => {
    if (waiting.length === MOST) waiting.shift();
    waiting.push({ ...run, part: root.dataset.partOf, tests: JSON.stringify(tests) });
    send();
  };
}
