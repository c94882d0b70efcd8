// What a designer would object to, measured in the page as it stands. Runs inside the page: it may use
// nothing from outside the function.

/** One line for each fault. */
export function faults() {
  const TARGET = 24;
  const SCALE = [11, 12, 13, 14, 16, 18];
  const found = [];
  const root = document.documentElement;
  const name = (element) => {
    const id = element.dataset?.testid ?? element.id;
    const words = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 24);
    const tag = element.tagName.toLowerCase() + [...element.classList].map((one) => `.${one}`).join("");
    return id ? `${tag}[${id}]` : `${tag} "${words}" in ${element.parentElement?.className || element.parentElement?.tagName}`;
  };

  const over = root.scrollWidth - root.clientWidth;
  if (over > 0) found.push(`the page scrolls sideways by ${over} px`);
  if (root.scrollHeight - root.clientHeight > 0) found.push(`the page scrolls down by ${root.scrollHeight - root.clientHeight} px`);

  // While a dialog is open the rest of the page cannot be used.
  const dialog = document.querySelector("dialog[open]");
  const scope = dialog ?? document.body;

  /** What of an element can be seen: its box without what scrolling or clipping ancestors cut off. */
  function seen(element) {
    const box = element.getBoundingClientRect();
    let [left, top, right, bottom] = [Math.max(box.left, 0), Math.max(box.top, 0), Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    for (let outer = element.parentElement; outer; outer = outer.parentElement) {
      const style = getComputedStyle(outer);
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const frame = outer.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, frame.left), Math.max(top, frame.top), Math.min(right, frame.right), Math.min(bottom, frame.bottom)];
    }
    return right - left > 0.5 && bottom - top > 0.5 ? { left, top, right, bottom, element } : undefined;
  }
  const shown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const isHiddenText = (element) => element.closest(".hidden-text") !== null || getComputedStyle(element).clipPath !== "none";
  const inPicture = (element) => element.closest("svg") !== null;

  // Text: sizes of the scale, and nothing cut off without an ellipsis and a way to read it all.
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  const owners = new Set();
  while (walker.nextNode()) if (walker.currentNode.data.trim()) owners.add(walker.currentNode.parentElement);
  for (const element of owners) {
    if (!shown(element) || isHiddenText(element) || inPicture(element)) continue;
    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize);
    if (!SCALE.some((one) => Math.abs(one - size) < 0.05)) found.push(`${name(element)} has text of ${size} px`);
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    for (let outer = element; outer && outer !== document.body; outer = outer.matches("dialog") ? null : outer.parentElement) {
      const clip = getComputedStyle(outer);
      if (clip.clipPath !== "none") break;
      const box = outer.getBoundingClientRect();
      const cutX = (clip.overflowX === "hidden" || clip.overflowX === "clip") && (text.right > box.right + 1.5 || text.left < box.left - 1.5);
      const cutY = (clip.overflowY === "hidden" || clip.overflowY === "clip") && (text.bottom > box.bottom + 3 || text.top < box.top - 3);
      // What scrolls can be reached.
      if (["auto", "scroll"].includes(clip.overflowX) || ["auto", "scroll"].includes(clip.overflowY)) break;
      const told = clip.textOverflow === "ellipsis" && (outer.closest("[title]") || outer.querySelector("[title]") || outer.closest("[aria-label]") || outer.closest(".nav-item, [role=option]"));
      if ((cutX && !told) || cutY) {
        found.push(`text of ${name(element)} is cut off by ${name(outer)}`);
        break;
      }
    }
  }

  // What can be pressed: large enough (or with enough room around it, WCAG 2.5.8), and not below another.
  const PRESS = "button, a[href], input:not([type=file]), select, textarea, [role=button], [role=menuitem], [role=option], summary";
  const pressed = [...scope.querySelectorAll(PRESS)].filter((element) => shown(element) && !isHiddenText(element) && !inPicture(element)).map(seen).filter(Boolean);
  /** What lies over the page: a bar that stays, a list that opens, a dialog. */
  const layer = (element) => {
    for (let outer = element; outer; outer = outer.parentElement) {
      if (["sticky", "fixed"].includes(getComputedStyle(outer).position) || outer.matches(".menu-list, dialog")) return outer;
    }
    return undefined;
  };
  for (const box of pressed) {
    const { element } = box;
    const real = element.getBoundingClientRect();
    // A link inside a sentence is as high as its line; a box with a label is as large as both.
    if (getComputedStyle(element).display === "inline" || element.closest("label")) continue;
    if (real.width >= TARGET - 0.5 && real.height >= TARGET - 0.5) continue;
    const [x, y] = [(real.left + real.right) / 2, (real.top + real.bottom) / 2];
    const near = pressed.find((other) => {
      if (other.element === element || other.element.contains(element) || element.contains(other.element)) return false;
      const [dx, dy] = [Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)];
      return Math.hypot(dx, dy) < TARGET / 2 && layer(other.element) === layer(element);
    });
    if (near) found.push(`${name(element)} is ${Math.round(real.width)} × ${Math.round(real.height)} px, close to ${name(near.element)}`);
  }
  // Two that can be pressed never share a place, unless one holds the other.
  pressed.sort((one, other) => one.top - other.top);
  for (const [at, one] of pressed.entries()) {
    for (const other of pressed.slice(at + 1)) {
      if (other.top >= one.bottom - 2) break;
      const [w, h] = [Math.min(one.right, other.right) - Math.max(one.left, other.left), Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)];
      if (w <= 2 || h <= 2 || one.element.contains(other.element) || other.element.contains(one.element)) continue;
      // What is covered by a bar that stays or a list that opens can be uncovered.
      if (layer(one.element) !== layer(other.element)) continue;
      const top = document.elementFromPoint((Math.max(one.left, other.left) + Math.min(one.right, other.right)) / 2, (Math.max(one.top, other.top) + Math.min(one.bottom, other.bottom)) / 2);
      if (top && (one.element.contains(top) || other.element.contains(top))) found.push(`${name(one.element)} and ${name(other.element)} overlap`);
    }
  }
  return [...new Set(found)];
}

/** Counts how far what is drawn jumps by itself; to be run before the page. */
export function watchShifts() {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.shifts.push([entry.value, ...entry.sources.map((source) => source.node?.parentElement?.className ?? "?")]);
    }
  }).observe({ type: "layout-shift", buffered: true });
}
