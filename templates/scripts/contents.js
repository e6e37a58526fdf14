// Marks the part that is being read in the contents, and closes the contents on a narrow screen once used.
(() => {
  const links = new Map([...document.querySelectorAll(".navigation a")].map((link) => [link.hash.slice(1), link]));
  const details = document.querySelector(".navigation details");
  const narrow = matchMedia("(max-width: 68rem)");
  const fold = () => { details.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();
  details.addEventListener("click", (event) => { if (event.target.closest("a") && narrow.matches) details.open = false; });
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const id of links.keys()) watch.observe(document.getElementById(id));
})();
