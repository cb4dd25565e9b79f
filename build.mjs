// Bundles what the browser gets: static/js and static/css with what they import from npm -> static/dist.
// Every static/js/*.js and static/css/*.css is an entry of its own; shared pieces live in folders below them.
// The worker that runs Python is a classic script of its own; Python itself is copied beside it as it comes from npm.
// With --watch it goes on rebuilding.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, context } from "esbuild";

const entries = (folder, ending) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

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

copyPython();
if (process.argv.includes("--watch")) {
  for (const options of [pages, runner]) await (await context(options)).watch();
} else {
  await Promise.all([pages, runner].map((options) => build(options)));
}
