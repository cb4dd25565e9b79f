// The story bank: what is half written is held in this browser until the server has stored it.
import "./parts/form-copy.js";
