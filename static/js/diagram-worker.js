// Draws graphs, apart from the page: what Graphviz is given runs in here, where it can neither see the page nor reach
// the network (config/csp.py). A graph is Graphviz's own language, or an object of nodes and edges.
import { instance } from "@viz-js/viz";

// Room for the words: the page's letters are a little wider than those that Graphviz measures by.
const LOOK = {
  format: "svg",
  graphAttributes: {
    bgcolor: "transparent",
    fontname: "Helvetica",
    fontsize: 12,
    nodesep: 0.3,
    ranksep: 0.45,
    pad: 0.05,
  },
  nodeAttributes: { shape: "box", style: "rounded", fontname: "Helvetica", fontsize: 12, margin: "0.17,0.09" },
  edgeAttributes: { fontname: "Helvetica", fontsize: 11, arrowsize: 0.7 },
};

const viz = instance();

addEventListener("message", async ({ data: { number, graph } }) => {
  try {
    const { status, output, errors } = (await viz).render(graph, LOOK);
    postMessage({ number, svg: status === "success" ? output : null, errors: errors.map(({ message }) => message) });
  } catch (error) {
    postMessage({ number, svg: null, errors: [error.message] });
  }
});
