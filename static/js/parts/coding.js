// A question that is answered in code: the editor, the panel that runs it, and the divider between statement and code.
// Python is loaded when the first key is typed into the code, so that it is there when one wants to run it.
import { startCodeAnswer } from "./code-answer.js";
import { startDivider } from "./divider.js";
import { keepRuns } from "./keep-run.js";
import { startWorkbench } from "./workbench.js";

export async function startCoding({ page, api }) {
  const root = page.querySelector("[data-runner]");
  if (!root) return;
  const box = page.querySelector(".part-code [data-box]");
  startDivider(page);

  const bench = startWorkbench({
    root,
    code: () => box.value,
    finished: keepRuns(api, root),
  });
  const keys = [{ key: "Mod-Enter", run: () => Boolean(bench.run()) }];
  box.addEventListener("input", () => navigator.connection?.saveData || bench.warmUp(), { once: true });
  await startCodeAnswer({ page, keys });
}
