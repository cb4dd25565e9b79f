import { setMaths } from "./parts/maths.js";

setMaths(document);
