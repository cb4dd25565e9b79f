// The keys of a page that has buttons with keys, and nothing else to start.
import { startShortcuts } from "./parts/shortcuts.js";

startShortcuts(document);
