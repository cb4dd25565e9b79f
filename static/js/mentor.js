// What a mentor writes is held in their browser until the server has stored it.
import "./parts/form-copy.js";
