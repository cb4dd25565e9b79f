// Run, Test, Stop, and what came of it: the panel below a box of code. Nothing here waits for Python but its own
// buttons, so one goes on typing while it loads.
import { mayRun, openPython, UNAVAILABLE } from "./python.js";

const MOST_SHOWN = 110_000; // characters in the output, what was typed into it included
const WORDS = { passed: "passed", failed: "failed", running: "running", stopped: "stopped" };

/** `code()` gives the text to run; `finished` hears of each run what the site keeps of it. */
export function startWorkbench({ root, code, finished }) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const [run, test, stop] = [find("run"), find("test"), find("stop")];
  const words = find("words");
  const output = find("output");
  const rowTemplate = document.querySelector("[data-test-row]"); // one for all panels of a page
  root.hidden = false;
  root.parentElement.querySelector("[data-without-runner]")?.remove();

  const changed = (state, told) => {
    root.dataset.state = state;
    find("runner-state").textContent =
      told || { ready: "Ready", running: "Running …", asking: "Waiting for a line" }[state];
    const isBusy = state === "running" || state === "asking";
    stop.hidden = !isBusy;
    for (const button of [run, test, find("try")]) button.setAttribute("aria-disabled", String(isBusy));
    find("asking").hidden = state !== "asking";
    if (state !== "asking") return;
    find("output-frame").hidden = false;
    find("asked-line").focus();
  };

  const python = openPython({
    address: root.dataset.address,
    requires: root.dataset.requires.split(" ").filter(Boolean),
    changed,
  });
  if (!mayRun()) changed("unavailable", UNAVAILABLE);

  const clear = () => {
    find("results").hidden = false;
    words.textContent = "";
    output.textContent = "";
    for (const name of ["tests", "output-frame", "unshown", "trace", "hint"]) find(name).hidden = true;
    find("tests").replaceChildren();
  };

  const print = (text) => {
    find("output-frame").hidden = false;
    const room = MOST_SHOWN - output.textContent.length;
    if (room > 0) output.append(text.slice(0, room));
  };

  const conclude = (result) => {
    if (result.unshown) {
      show("unshown", `${result.unshown.toLocaleString()} more characters were printed; only the first are shown.`);
    }
    if (result.trace) show("trace", result.trace);
    if (result.hint && result.outcome === "failed") show("hint", result.hint);
    tell(sentence(result));
  };

  const show = (name, text) => {
    find("output-frame").hidden = false;
    find(name).hidden = false;
    find(name).textContent = text;
  };

  const tell = (text) => {
    words.textContent = text; // a status, so it is read out
  };

  let isUnderWay = false; // also while Python is loading for it
  const perform = async (what) => {
    if (isUnderWay) return;
    isUnderWay = true;
    clear();
    await what();
    isUnderWay = false;
  };

  const runAll = () =>
    perform(async () => {
      const text = code();
      const result = await python.run(text, find("stdin").value, hear);
      conclude(result);
      if (isKept(result))
        finished({ code: text, milliseconds: result.milliseconds, outcome: result.outcome, tests: [] });
    });

  const tryLine = () =>
    perform(async () => {
      const line = find("own-line").value;
      print(`>>> ${line}\n`);
      conclude(await python.line(line, hear));
    });

  const hear = (data) => {
    if (data.type === "output") print(data.text);
  };

  const testAll = () =>
    perform(async () => {
      const text = code();
      const suites = [...root.querySelectorAll("[data-suite]")].map((each) => [each.dataset.suite, each.textContent]);
      const rows = new Map();
      const tests = [];
      const result = await python.test(text, suites, (data) => {
        hear(data);
        if (data.type === "begins") rows.set(data.name, addRow(data));
        if (data.type !== "tested") return;
        const told = explained(data);
        fill(rows.get(told.name), told);
        const { name, suite, passed, milliseconds, message = "", expected = "", got = "" } = told;
        tests.push({ name, suite, passed, milliseconds, message, expected, got });
      });
      concludeTests(result, tests);
      if (isKept(result) && tests.length) {
        finished({ code: text, milliseconds: result.milliseconds, outcome: result.outcome, tests });
      }
    });

  const concludeTests = (result, tests) => {
    const passed = tests.filter((each) => each.passed).length;
    if (!tests.length) return conclude(result);
    const rest = result.outcome === "stopped" ? " Stopped before the others." : "";
    tell(`${passed} of ${tests.length} test${tests.length === 1 ? "" : "s"} passed.${rest}`);
  };

  const addRow = ({ name, suite }) => {
    find("tests").hidden = false;
    const row = rowTemplate.content.firstElementChild.cloneNode(true);
    row.dataset.outcome = "running";
    row.querySelector("[data-word]").textContent = WORDS.running;
    row.querySelector("[data-name]").textContent = `${readable(name)}${suite === "hidden" ? " (hidden)" : ""}`;
    find("tests").append(row);
    return row;
  };

  const fill = (row, told) => {
    const outcome = told.passed ? "passed" : "failed";
    row.dataset.outcome = outcome;
    row.querySelector("[data-word]").textContent = WORDS[outcome];
    row.querySelector("[data-time]").textContent = `${told.milliseconds} ms`;
    const put = (name, text) => {
      const place = row.querySelector(`[data-${name}]`);
      place.textContent = text;
      if (place.hidden) place.hidden = !text;
    };
    if (told.passed) return;
    put("message", told.message);
    put("hint", told.hint ?? "");
    if (told.expected !== undefined) {
      row.querySelector("[data-compared]").hidden = false;
      put("expected", told.expected);
      put("got", told.got);
    }
    if (told.trace) {
      row.querySelector("[data-trace-fold]").hidden = false;
      put("trace", told.trace);
    }
  };

  run.addEventListener("click", runAll);
  test.addEventListener("click", testAll);
  stop.addEventListener("click", () => python.stop());
  find("try").addEventListener("click", tryLine);
  const answerLine = () => {
    python.answer(find("asked-line").value);
    find("asked-line").value = "";
  };
  find("answer-line").addEventListener("click", answerLine);
  find("no-line").addEventListener("click", () => python.answer(null));
  onEnter(find("own-line"), tryLine);
  onEnter(find("asked-line"), answerLine);
  addEventListener("pagehide", (event) => event.persisted || python.close());

  return { run: runAll, test: testAll, warmUp: () => python.start() };
}

const isKept = (result) => ["ended", "failed", "exited", "stopped"].includes(result.outcome);

const readable = (name) => name.replace(/^test_/, "").replaceAll("_", " ");

// In a form, Enter in a field would press the form's first button.
function onEnter(field, act) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    act();
  });
}

function explained(data) {
  if (data.wasTooLong) return { ...data, passed: false, message: "It took longer than 5 seconds, so it was stopped." };
  if (data.outcome === "stopped") return { ...data, message: data.message || "Stopped." };
  return data;
}

function sentence(result) {
  const took = `${result.milliseconds} ms`;
  if (result.outcome === "ended") return `Ended after ${took}.`;
  if (result.outcome === "exited") return `Ended by ${result.message} after ${took}.`;
  if (result.outcome === "failed") {
    const where = result.line ? `Line ${result.line}: ` : "";
    return `${where}${result.message}`;
  }
  if (result.outcome === "stopped") {
    const why = result.wasTooLong ? "It took too long, so it was stopped" : "Stopped";
    return `${why}.${result.message ? ` ${result.message}` : " Its variables are still there: try a line."}`;
  }
  if (result.outcome === "broken") {
    const isTooDeep = /stack|recursion/i.test(result.reason);
    return `Python broke at this${isTooDeep ? ": something calls itself too deeply" : ""}. ${result.message}`;
  }
  return result.message ?? "";
}
