import { drawDiagrams } from "./parts/diagrams.js";

drawDiagrams(document);
