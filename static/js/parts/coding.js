// A question that is answered in code: the editor, the panel that runs it, and the divider between statement and code.
// Python is loaded when the first key is typed into the code, so that it is there when one wants to run it.
import { startCodeAnswer } from "./code-answer.js";
import { startDivider } from "./divider.js";
import { startWorkbench } from "./workbench.js";

export async function startCoding({ page, form, api, announcer }) {
  const root = page.querySelector("[data-runner]");
  if (!root) return;
  const box = page.querySelector(".part-code [data-box]");
  const place = box.closest("[data-part]").dataset.part;
  startDivider(page);

  const finished = (run) => {
    const fields = { part: place, code: run.code, outcome: run.outcome, milliseconds: run.milliseconds };
    api.post(root.dataset.runsUrl, { ...fields, tests: JSON.stringify(run.tests) }).catch(() => {});
  };
  const bench = startWorkbench({ root, code: () => box.value, said: announcer.say, finished });
  const keys = [{ key: "Mod-Enter", run: () => Boolean(bench.run()) }];
  box.addEventListener("input", () => navigator.connection?.saveData || bench.warmUp(), { once: true });
  await startCodeAnswer({ page, keys });
  form.dataset.hasEditor = "";
}
