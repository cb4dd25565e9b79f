// A follow-up names the key points that it probes by their numbers; when these are moved or removed, the numbers follow.
document.querySelector("[data-rows=key_points]")?.addEventListener("renumbered", ({ detail: { places } }) => {
  for (const box of document.querySelectorAll("[name=follow_ups-probes]")) {
    const numbers = box.value.split(",").map((number) => number.trim());
    if (!numbers.every((number) => /^[1-9]\d*$/.test(number))) continue; // half-written: left to the one who writes
    const moved = numbers.map((number) => (number > places.length ? Number(number) : places[number - 1]));
    box.value = moved
      .filter((place) => place > 0)
      .sort((one, other) => one - other)
      .join(", ");
  }
});
