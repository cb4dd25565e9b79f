// Calls once when an element comes into sight or near it. What is folded away is nowhere near, and has no width.
const MARGIN = "400px";

export function whenNear(element, act) {
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry.isIntersecting) return;
      observer.disconnect();
      act();
    },
    { rootMargin: MARGIN },
  );
  observer.observe(element);
}
