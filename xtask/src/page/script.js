// Narrows the lists, opens what a link leads to, and brings out the arrows of a node. The page works without it.
"use strict";
(() => {
  const search = document.getElementById("search");
  const filter = document.getElementById("filter");
  const found = document.getElementById("found");
  const main = document.getElementById("main");
  const parts = [...main.querySelectorAll(":scope > section, section.group")];
  let items;

  // Only what a person sees of a closed item counts. It is asked for once.
  const all = () => items ??= [...main.querySelectorAll(".items > li")].map((item) => {
    const stop = item.querySelector(":scope > details > summary");
    return { item, stop, text: (stop ?? item).textContent.toLowerCase() };
  });

  const narrow = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    // Nothing is laid out until all is decided: to hide thousands of items one by one takes seconds.
    main.hidden = true;
    main.getBoundingClientRect();
    for (const { item, text } of all()) {
      const fits = words.every((word) => text.includes(word));
      item.hidden = !fits;
      count += fits;
    }
    for (const part of parts) {
      part.hidden = words.length > 0 && !part.querySelector(".items > li:not([hidden])");
    }
    main.hidden = false;
    found.textContent = words.length > 0 ? `${count} of ${all().length}` : "";
  };

  const clear = () => {
    filter.value = "";
    narrow();
  };

  // The same as a browser does by itself that opens what a link leads into.
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) clear();
    for (let it = target.closest("details"); it; it = it.parentElement.closest("details")) it.open = true;
    const details = target.matches("details > div") ? target.parentElement : null;
    (details ?? target).scrollIntoView({ block: "start" });
    if (details) details.querySelector("summary").focus({ preventScroll: true });
  };

  // Goes through what is found: from the filter down, and back up into it.
  const move = (step) => {
    const stops = all().filter(({ item }) => !item.hidden).map(({ stop }) => stop).filter(Boolean);
    const at = stops.indexOf(document.activeElement);
    const next = at + step;
    if (next < 0) filter.focus();
    else stops[Math.min(next, stops.length - 1)]?.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inFilter = event.target === filter;
    const onItem = event.target.matches?.(".items > li > details > summary");
    if (event.key === "/" && !inFilter) {
      filter.focus();
      filter.select();
    } else if (event.key === "Escape" && (inFilter || filter.value)) {
      clear();
      if (!inFilter) filter.focus();
    } else if (event.key === "ArrowDown" && (inFilter || onItem)) {
      move(1);
    } else if (event.key === "ArrowUp" && onItem) {
      move(-1);
    } else {
      return;
    }
    event.preventDefault();
  });
  filter.addEventListener("input", narrow);
  window.addEventListener("hashchange", open);
  // A link to where the page is already leads there again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && link.getAttribute("href") === location.hash) open();
  });

  for (const graph of document.querySelectorAll(".graph")) {
    const edges = [...graph.querySelectorAll(".edges path")];
    const pick = (event) => {
      const node = event.target.closest("a[data-node]")?.dataset.node;
      graph.classList.toggle("picked", node !== undefined);
      for (const edge of edges) {
        edge.classList.toggle("on", node !== undefined && (edge.dataset.user === node || edge.dataset.used === node));
      }
    };
    for (const kind of ["pointerover", "focusin"]) graph.addEventListener(kind, pick);
    for (const kind of ["pointerleave", "focusout"]) graph.addEventListener(kind, () => pick({ target: graph }));
  }

  search.hidden = false;
  open();
})();
