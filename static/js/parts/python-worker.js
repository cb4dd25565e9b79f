// One worker with one Python in it, from its start on, and the memory that the page shares with it where it may.

const START_PATIENCE = 90_000; // milliseconds without any news of a start
const LONGEST_LINE = 4096; // bytes of a line for input()
const [GIVEN, NO_MORE] = [1, 2]; // how a line that input() asked for stands

/** `loading(worker, words)` hears how far it is. `ready` resolves with whether Python is there. */
export function startWorker({ address, requires, canShare, loading }) {
  const worker = new Worker(address);
  const made = {
    worker,
    isReady: false,
    signal: canShare ? new Uint8Array(new SharedArrayBuffer(2)) : null,
    lines: canShare ? new SharedArrayBuffer(8 + LONGEST_LINE) : null,
    hear(listener) {
      worker.onmessage = ({ data }) => listener(data);
      worker.onerror = (event) => {
        event.preventDefault();
        listener({ type: "broken", reason: event.message });
      };
    },
  };
  made.ready = started(made, loading);
  worker.postMessage({ do: "start", requires, signalBuffer: made.signal?.buffer, inputBuffer: made.lines });
  return made;
}

const started = (made, loading) =>
  new Promise((resolve) => {
    let patience = 0;
    const settle = (isReady) => {
      clearTimeout(patience);
      made.isReady = isReady;
      if (!isReady) made.worker.terminate();
      resolve(isReady);
    };
    const wait = () => {
      clearTimeout(patience);
      patience = setTimeout(settle, START_PATIENCE, false);
    };
    wait();
    made.hear((data) => {
      if (data.type !== "loading") return settle(data.type === "ready");
      wait();
      loading(made, `Loading Python, ${(data.loaded / 1e6).toFixed(1)} MB so far`);
    });
  });

/** Give input() its line; null says that there is no more. */
export function giveLine({ lines }, text) {
  if (!lines) return;
  const how = new Int32Array(lines, 0, 2);
  if (text !== null) {
    const bytes = new TextEncoder().encode(text).slice(0, LONGEST_LINE);
    new Uint8Array(lines, 8).set(bytes);
    how[1] = bytes.length;
  }
  Atomics.store(how, 0, text === null ? NO_MORE : GIVEN);
  Atomics.notify(how, 0);
}
