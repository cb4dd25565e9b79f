// Python in a worker: what a learner writes runs here and nowhere else. The response that this script came with has a
// policy of its own (config/csp.py): it may load Python's files and nothing more. What a worker has besides is taken
// away before any code of a learner's runs, and memory, files and output are bounded.

import { loadPyodide } from "pyodide";
import harnessSource from "./harness.py";

const MOST_MEMORY = 512 * 1024 * 1024; // bytes of Python's memory, which only grows
const MOST_FILES = 64 * 1024 * 1024; // bytes of all files together
const PAGE = 65_536;
const NO_SPACE = 51; // ENOSPC

// Python's own files need the first of these until it has started; nothing here needs the others.
const NETWORK = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport"];
const SCRIPTS = ["importScripts", "Worker", "SharedWorker", "FontFace", "fonts"];
const STORAGE = ["indexedDB", "caches", "cookieStore", "BroadcastChannel", "MessageChannel", "webkitRequestFileSystem"];
const STORAGE_TOO = ["webkitRequestFileSystemSync", "webkitResolveLocalFileSystemURL", "localStorage", "Notification"];
const MESSAGES = ["postMessage", "onmessage", "close", "addEventListener", "dispatchEvent", "RTCPeerConnection"];
const NAVIGATOR = ["storage", "locks", "sendBeacon", "serviceWorker", "gpu", "usb", "hid", "serial", "storageBuckets"];

const post = self.postMessage.bind(self);
const listen = self.addEventListener.bind(self);
let harness = null;
let input = null; // the page's buffer for what input() asks: how it stands, how long it is, then its bytes
let signal = null; // the page's buffer for stopping: Python's signal, then whether all shall stop

const doing = {
  async start({ requires, signalBuffer, inputBuffer }) {
    try {
      new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    } catch (error) {
      return post({ type: "unavailable", reason: error.message });
    }
    boundMemory();
    tellProgress();
    const pyodide = await loadPyodide({
      indexURL: self.python,
      jsglobals: Object.create(null), // Python's module js is empty
      env: { HOME: "/home/you" },
    });
    if (requires.length) await pyodide.loadPackage(requires, { messageCallback: () => {}, errorCallback: () => {} });
    pyodide.setStdin({ error: true });
    pyodide.setStdout({ batched: () => {} }); // the harness has its own
    pyodide.setStderr({ batched: () => {} });
    boundFiles(pyodide._module.FS);
    // Builtins of its own, so that it works while a learner's code has put something else in their place.
    const space = pyodide.runPython("{'__name__': 'harness', '__builtins__': dict(vars(__import__('builtins')))}");
    pyodide.runPython(requires.map((name) => `import ${name}`).join("\n") || "pass", { globals: pyodide.toPy({}) });
    pyodide.runPython(harnessSource, { globals: space });
    if (signalBuffer) {
      signal = new Uint8Array(signalBuffer);
      input = { state: new Int32Array(inputBuffer, 0, 2), bytes: new Uint8Array(inputBuffer, 8) };
      pyodide.setInterruptBuffer(signal);
    }
    harness = space.get("Harness")(tell, ask, isOver);
    takeAway();
    post({ type: "ready" });
  },
  run: ({ code, stdin }) => harness.run(code, stdin),
  line: ({ text }) => harness.line(text),
  test: ({ code, suites, skip }) => harness.test(code, suites, skip),
};

listen("message", async ({ data }) => {
  if (signal) signal.fill(0);
  try {
    const result = await doing[data.do](data);
    if (data.do !== "start") post({ type: "done", ...JSON.parse(result) });
  } catch (error) {
    // A stop that came while nothing of the learner's ran, or an interpreter that is broken beyond use.
    const isStop = error?.type === "KeyboardInterrupt";
    if (isStop) post({ type: "done", outcome: "stopped", milliseconds: 0, unshown: 0 });
    else post({ type: "broken", reason: String(error?.message ?? error).slice(-2000) });
  }
});

const tell = (text) => post(JSON.parse(text));
const isOver = () => signal !== null && signal[1] === 1;

// Waits, and lets nothing else happen here, until the page has a line or says that there is none.
const ask = () => {
  if (!input) return null;
  Atomics.store(input.state, 0, 0);
  post({ type: "asks" });
  Atomics.wait(input.state, 0, 0);
  if (signal[0] !== 0) {
    signal[0] = 0;
    return false; // a stop, which Python would notice only after it had read nothing
  }
  if (Atomics.load(input.state, 0) !== 1) return null;
  return new TextDecoder().decode(input.bytes.slice(0, input.state[1]));
};

// Growing beyond the bound fails as it does where a machine has no more: Python raises MemoryError.
const boundMemory = () => {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * PAGE > MOST_MEMORY) throw new RangeError("more memory than it may have");
    return grow.call(this, pages);
  };
};

// Files live in the browser's memory, beside Python's.
const boundFiles = (FS) => {
  const files = FS.filesystems.MEMFS;
  const expand = files.expandFileStorage;
  const resize = files.resizeFileStorage;
  let held = 0;
  const holding = (node, change) => {
    const before = node.contents?.length ?? 0;
    change();
    held += (node.contents?.length ?? 0) - before;
  };
  files.expandFileStorage = (node, size) => {
    if (held + size - (node.contents?.length ?? 0) > MOST_FILES) throw new FS.ErrnoError(NO_SPACE);
    holding(node, () => expand(node, size));
  };
  files.resizeFileStorage = (node, size) => {
    if (held + size - (node.contents?.length ?? 0) > MOST_FILES) throw new FS.ErrnoError(NO_SPACE);
    holding(node, () => resize(node, size));
  };
  const unlink = files.node_ops?.unlink ?? files.ops_table?.dir?.node?.unlink;
  if (!unlink) return;
  const table = files.ops_table.dir.node;
  table.unlink = (parent, name) => {
    held -= parent.contents[name]?.contents?.length ?? 0;
    unlink(parent, name);
  };
};

const tellProgress = () => {
  const load = self.fetch;
  let loaded = 0;
  self.fetch = async (...request) => {
    const response = await load(...request);
    if (!response.body) return response;
    const counted = response.body.pipeThrough(
      new TransformStream({
        transform(piece, to) {
          loaded += piece.byteLength;
          post({ type: "loading", loaded });
          to.enqueue(piece);
        },
      }),
    );
    return new Response(counted, { status: response.status, headers: response.headers });
  };
};

// Each name is deleted wherever it is inherited from, and then stands empty, so that nothing brings it back.
const takeAway = () => {
  for (const name of [...NETWORK, ...SCRIPTS, ...STORAGE, ...STORAGE_TOO, ...MESSAGES]) empty(self, name);
  for (const name of NAVIGATOR) empty(self.navigator, name);
};

const empty = (object, name) => {
  for (let each = object; each && each !== Object.prototype; each = Object.getPrototypeOf(each)) delete each[name];
  Object.defineProperty(object, name, { value: undefined, writable: false, configurable: false });
};
