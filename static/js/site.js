// What every page has. Each behaviour looks for its own data- hook and does nothing without it.
import "./parts/time-zone.js";
import "./parts/first-error.js";
import "./parts/search-key.js";
import "./parts/menu.js";
import "./parts/passkey.js";
import "./parts/scrollable.js";
import "./parts/sign-out.js";
