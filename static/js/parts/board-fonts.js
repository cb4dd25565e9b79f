// Where the drawing board finds its fonts: beside its own bundle (build.mjs puts them there).
window.EXCALIDRAW_ASSET_PATH = new URL("./", import.meta.url).href;
