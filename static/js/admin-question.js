// The curator's form for a question. Each part looks for its own data- hook; without scripts the form works as it is.
import "./parts/rows.js";
import "./parts/probes.js";
import "./parts/code-boxes.js";
import "./parts/code-check.js";
import "./parts/form-copy.js";
import "./parts/live-preview.js";
