// Bundles what the browser gets: static/js and static/css with what they import from npm -> static/dist.
// Every static/js/*.js and static/css/*.css is an entry of its own; shared pieces live in folders below them.
// The worker that runs Python is a classic script of its own; Python itself is copied beside it as it comes from npm.
// With --watch it goes on rebuilding.
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
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

const common = { bundle: true, minify: true, sourcemap: false, target: ["es2022"], logLevel: "warning" };

const pages = {
  ...common,
  entryPoints: [...entries("static/js", ".js"), ...entries("static/css", ".css")],
  outdir: "static/dist",
  format: "esm",
  splitting: true,
  entryNames: "[name]",
  chunkNames: "chunks/[name]-[hash]",
  loader: { ".woff2": "file" },
  assetNames: "assets/[name]-[hash]",
  conditions: ["module", "production"],
  define: { "process.env.IS_PREACT": '"false"', "process.env.NODE_ENV": '"production"' },
  plugins: [excalidraw],
};

const runner = {
  ...common,
  entryPoints: { runner: "static/js/runner/worker.js" },
  outdir: "static/dist",
  format: "iife",
  loader: { ".py": "text" },
  external: ["node:*", "ws"], // for Node.js alone
};

// The folder names the version, so its files never change. They are compressed here, because the usual way, which takes
// the most time for the last percents, takes a minute for the largest.
const copyPython = () => {
  const from = "node_modules/pyodide";
  const { version } = JSON.parse(readFileSync(`${from}/package.json`, "utf8"));
  const to = `static/dist/pyodide-${version}`;
  mkdirSync(to, { recursive: true });
  copyFileSync(`${from}/python_stdlib.zip`, `${to}/python_stdlib.zip`);
  for (const name of ["pyodide.asm.js", "pyodide.asm.wasm", "pyodide-lock.json"]) {
    const bytes = readFileSync(`${from}/${name}`);
    writeFileSync(`${to}/${name}`, bytes);
    writeFileSync(`${to}/${name}.gz`, gzipSync(bytes, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };
    writeFileSync(`${to}/${name}.br`, brotliCompressSync(bytes, { params }));
  }
  const packages = "static/packages"; // where make numpy puts it
  for (const path of existsSync(packages) ? entries(packages, ".whl") : []) {
    copyFileSync(path, `${to}/${path.slice(packages.length + 1)}`);
  }
};

// All but Xiaolai, 13 MB of handwritten Chinese: those letters are shown in a font of the system's.
const copyFonts = () =>
  cpSync(`${EXCALIDRAW}/fonts`, "static/dist/fonts", { recursive: true, filter: (path) => !path.includes("Xiaolai") });

// For the server, which sets maths when content is written.
const copyTemml = () => copyFileSync("node_modules/temml/dist/temml.min.js", "static/dist/temml.min.js");

copyPython();
copyFonts();
copyTemml();
if (process.argv.includes("--watch")) {
  for (const options of [pages, runner]) await (await context(options)).watch();
} else {
  await Promise.all([pages, runner].map((options) => build(options)));
}
