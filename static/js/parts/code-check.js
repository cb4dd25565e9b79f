// The curator's form runs the solution and the starter against the tests, in the same Python as learners have. That the
// solution passes is told to the site, which publishes no task without it.
import { mayRun, openPython, UNAVAILABLE } from "./python.js";

const panel = document.querySelector("[data-code-check]");
const form = panel?.closest("form");

if (panel && form.elements.tests && mayRun()) {
  const status = panel.querySelector("[data-check-words]");
  const list = panel.querySelector("[data-check-list]");
  const button = panel.querySelector("button");
  let python = null;
  let loaded = "";

  const value = (name) => form.elements[name]?.value.replace(/\r\n/g, "\n") ?? "";
  const required = () => [...form.querySelectorAll("[name=requires]:checked")].map((box) => box.value);
  const suites = () =>
    ["tests", "hidden_tests"].filter((name) => value(name).trim()).map((name) => [name, value(name)]);

  const open = () => {
    const requires = required();
    if (python && loaded === requires.join()) return python;
    python?.close();
    loaded = requires.join();
    python = openPython({
      address: panel.dataset.address,
      requires,
      changed: (_state, words) => words && tell(words),
    });
    return python;
  };

  const tell = (words) => {
    status.textContent = words;
  };
  const note = (words) => {
    const row = document.createElement("li");
    row.textContent = words;
    list.append(row);
  };

  const tested = async (code) => {
    const tests = [];
    const result = await open().test(code, suites(), (data) => data.type === "tested" && tests.push(data));
    return { tests, result };
  };

  const store = async (passed) => {
    const data = new FormData(form);
    for (const name of passed) data.append("passed", name);
    const headers = { Accept: "application/json" };
    const answer = await fetch(panel.dataset.url, { method: "POST", body: data, headers }).catch(() => null);
    return Boolean(answer?.ok);
  };

  const check = async () => {
    list.replaceChildren();
    tell("Running the solution …");
    const solved = await tested(value("solution"));
    if (solved.result.outcome === "unavailable") return tell(UNAVAILABLE);
    const failed = solved.tests.filter((test) => !test.passed);
    for (const test of failed) note(`Solution: ${test.name} fails. ${test.message || "It took too long."}`);
    if (!solved.tests.length) note(`Solution: ${solved.result.message ?? "no test ran"}`);
    tell("Running the starter …");
    const started = await tested(value("starter"));
    if (!started.tests.length && started.result.outcome !== "ended") note(`Starter: ${started.result.message}`);
    for (const test of started.tests.filter((each) => each.passed)) note(`Starter: ${test.name} passes already.`);
    if (failed.length || !solved.tests.length)
      return tell("The solution does not pass its tests, so it cannot be published.");
    const isStored = await store(solved.tests.map((test) => test.name));
    tell(
      isStored
        ? `The solution passes every test (${solved.tests.length}). This code may be published.`
        : "The solution passes, but the site did not hear of it. Try again.",
    );
  };

  panel.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    await check();
    button.disabled = false;
  });
}
