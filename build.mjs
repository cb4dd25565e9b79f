// Bundles what the browser gets: static/js and static/css with what they import from npm -> static/dist.
// Every static/js/*.js and static/css/*.css is an entry of its own; shared pieces live in folders below them.
// With --watch it goes on rebuilding.
import { readdirSync } from "node:fs";
import { build, context } from "esbuild";

const entries = (folder, ending) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

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
};

if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await build(options);
}
