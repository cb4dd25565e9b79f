// The browser's Python, as a page sees it: started when it is first wanted, stopped when it takes too long, begun anew
// when it cannot be stopped otherwise. static/js/runner/worker.js is its other side.
import { giveLine, startWorker } from "./python-worker.js";

const TEST_SECONDS = 5; // that one test may take
const RUN_SECONDS = 60; // that one run may take, while it is not waiting for a line
const STOP_AFTER = 1000; // milliseconds for Python to stop by itself, before its worker is ended
const KEYBOARD_INTERRUPT = 2; // Python's number for it

export const UNAVAILABLE =
  "This browser cannot run Python here. You can write and hand in all the same; nothing else changes.";
const RESTARTED = "Python had to be started anew, so what it had in its memory is gone.";

/** Whether this browser has what it takes, as far as that can be told before it is tried. */
export const mayRun = () => typeof WebAssembly === "object" && typeof Worker === "function";

/**
 * `address` is the worker's; `requires` the packages to load; `changed(state, words)` hears how things stand: "off",
 * "loading", "ready", "running", "asking", "unavailable". The verbs resolve with what came of it, and never reject.
 */
export function openPython({ address, requires = [], changed = () => {} }) {
  const canShare = self.crossOriginIsolated === true;
  let current = null; // the worker in use
  let spare = null; // where Python cannot be stopped by itself, the next one waits
  let doing = null; // what is under way: {take, finish, limit, stopped}
  let timer = 0;

  const state = (name, words = "") => changed(name, words);

  const begin = () =>
    startWorker({ address, requires, canShare, loading: (made, words) => made === current && state("loading", words) });

  const start = async () => {
    if (!mayRun()) return cannot();
    if (!current) [current, spare] = [spare ?? begin(), null];
    const mine = current;
    if (!mine.isReady) state("loading", "Loading Python");
    const isReady = await mine.ready;
    if (mine !== current) return start();
    if (!isReady) return cannot();
    mine.hear(heard);
    if (!doing) state("ready");
    if (!canShare) spare ??= begin();
    return true;
  };

  const cannot = () => {
    current = null;
    state("unavailable", UNAVAILABLE);
    return false;
  };

  const heard = (data) => {
    if (!doing) return;
    if (data.type === "done") return finish(data);
    if (data.type === "broken") return lost("broken", data.reason);
    if (data.type === "begins") restartLimit();
    if (data.type === "tested") clearTimeout(timer);
    if (data.type === "asks") {
      clearTimeout(timer);
      state("asking");
    }
    doing.take({ ...data, wasTooLong: doing.isTooLong });
    if (data.type === "tested") doing.isTooLong = false;
  };

  const finish = (result) => {
    clearTimeout(timer);
    const { resolve } = doing;
    const told = { ...result, wasTooLong: doing.isTooLong, byPerson: doing.byPerson };
    doing = null;
    state("ready");
    resolve(told);
  };

  // The worker is gone with all that it held; the next one starts at once.
  const lost = (why, reason = "") => {
    clearTimeout(timer);
    current?.worker.terminate();
    current = null;
    const { resolve, isTooLong, byPerson } = doing;
    doing = null;
    start();
    const told = { outcome: why, reason, wasTooLong: isTooLong, byPerson };
    resolve({ ...told, milliseconds: 0, unshown: 0, message: RESTARTED });
  };

  const interrupt = (byPerson) => {
    if (!doing) return;
    clearTimeout(timer);
    doing.byPerson ||= byPerson;
    if (!canShare) return lost("stopped");
    current.signal[1] = doing.byPerson ? 1 : 0;
    Atomics.store(current.signal, 0, KEYBOARD_INTERRUPT);
    giveLine(current, null);
    timer = setTimeout(() => lost("stopped"), STOP_AFTER);
  };

  const restartLimit = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      doing.isTooLong = true;
      interrupt(false);
    }, doing.seconds * 1000);
  };

  const perform = async (what, seconds, take) => {
    if (!(await start())) return { outcome: "unavailable", message: UNAVAILABLE };
    if (doing) return { outcome: "busy" };
    return new Promise((resolve) => {
      doing = { take, resolve, seconds, isTooLong: false, byPerson: false };
      state("running");
      restartLimit();
      current.worker.postMessage(what);
    });
  };

  return {
    canShare,
    start,
    isBusy: () => doing !== null,
    stop: () => interrupt(true),
    run: (code, stdin, take) => perform({ do: "run", code, stdin }, RUN_SECONDS, take),
    line: (text, take) => perform({ do: "line", text }, RUN_SECONDS, take),

    /** A test that cannot be stopped costs its worker; the next one goes on with those that are left. */
    async test(code, suites, take) {
      const skip = [];
      let under = null;
      const noting = (data) => {
        if (data.type === "begins") under = data;
        if (data.type === "tested") {
          skip.push(data.name);
          under = null;
        }
        take(data);
      };
      for (;;) {
        const before = skip.length;
        const result = await perform({ do: "test", code, suites, skip }, TEST_SECONDS, noting);
        const wasCut = ["stopped", "broken"].includes(result.outcome) && !result.byPerson;
        const isCodesFault = !under && skip.length === before; // it is no test that Python was stopped in
        if (!wasCut || isCodesFault) return result;
        const message = result.wasTooLong ? "" : RESTARTED;
        if (under) noting({ ...under, ...result, type: "tested", passed: false, message });
      }
    },

    /** Answer what input() asks; null says that there is nothing more. */
    answer(text) {
      state("running");
      restartLimit();
      giveLine(current, text);
    },

    close() {
      for (const each of [current, spare]) each?.worker.terminate();
      current = spare = null;
    },
  };
}
