// Bundles what the browser gets: static/js and static/css with what they import from npm -> static/dist.
// Every static/js/*.js and static/css/*.css is an entry of its own; shared pieces live in folders below them.
// With --watch it goes on rebuilding.
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { build, context } from "esbuild";

const EXCALIDRAW = "node_modules/@excalidraw/excalidraw/dist/prod";

const entries = (folder, ending) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

// Excalidraw, without what a sketch has no use for: other languages, diagrams from Mermaid, fonts cut to size for files.
// Where a font of ours does not arrive it would ask another host for it; here it asks this one.
const excalidraw = {
  name: "excalidraw",
  setup({ onResolve, onLoad }) {
    const leftOut = /^\.\/locales\/|^\.\/subset-|^@excalidraw\/mermaid-to-excalidraw$/;
    onResolve({ filter: leftOut }, () => ({ path: "nothing", namespace: "left-out" }));
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "export default null" }));
    onLoad({ filter: /excalidraw\/dist\/prod\/chunk-\w+\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/`https:\/\/esm\.sh\/[^;]*?\/dist\/prod\/`/, "location.origin"),
    }));
  },
};

const options = {
  entryPoints: [...entries("static/js", ".js"), ...entries("static/css", ".css")],
  outdir: "static/dist",
  bundle: true,
  minify: true,
  sourcemap: false,
  format: "esm",
  splitting: true,
  target: ["es2022"],
  entryNames: "[name]",
  chunkNames: "chunks/[name]-[hash]",
  loader: { ".woff2": "file" },
  assetNames: "assets/[name]-[hash]",
  logLevel: "warning",
  conditions: ["module", "production"],
  define: { "process.env.IS_PREACT": '"false"', "process.env.NODE_ENV": '"production"' },
  plugins: [excalidraw],
};

// All but Xiaolai, 13 MB of handwritten Chinese: those letters are shown in a font of the system's.
cpSync(`${EXCALIDRAW}/fonts`, "static/dist/fonts", { recursive: true, filter: (path) => !path.includes("Xiaolai") });

if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await build(options);
}
