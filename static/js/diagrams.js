// Draws what a page has to be drawn: the bank's diagrams, and one's own blocks and arrows.
import { drawBlocks, startBlocksBox } from "./parts/blocks-box.js";
import { drawDiagrams } from "./parts/diagrams.js";

drawDiagrams(document);
for (const root of document.querySelectorAll("[data-blocks]")) startBlocksBox(root);
for (const place of document.querySelectorAll("[data-blocks-of]")) drawBlocks(place);
