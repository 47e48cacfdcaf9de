/// What a page must have so that everybody can use it, looked up in the page itself: a part of what
/// WCAG 2.2 asks for at level AA, and that can be computed.
enum AccessibilityCheck {
  /// Returns what is wrong, one text for each.
  static let script = #"""
    const problems = [];
    const isVisible = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!document.documentElement.lang) problems.push("the page has no language");
    if (!document.title) problems.push("the page has no title");
    if (document.querySelectorAll("main").length !== 1) problems.push("there is not one main");
    if (document.querySelectorAll("h1").length !== 1) problems.push("there is not one h1");

    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    if (new Set(ids).size !== ids.length) problems.push("an id stands twice");
    for (const attribute of ["aria-labelledby", "aria-controls"]) {
      for (const one of document.querySelectorAll(`[${attribute}]`)) {
        for (const id of one.getAttribute(attribute).split(" ")) {
          if (!document.getElementById(id)) problems.push(`${attribute} names ${id}, which is not there`);
        }
      }
    }

    let level = 0;
    for (const one of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
      const next = Number(one.tagName[1]);
      if (next > level + 1) problems.push(`the heading “${one.textContent}” skips a level`);
      level = next;
    }

    for (const one of document.querySelectorAll("button, input, select, a[href], [role=img]")) {
      if (!isVisible(one)) continue;
      const name = one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent;
      if (!name.trim()) problems.push(`a ${one.tagName} has no name`);
      if (one.tabIndex < 0 && one.tagName !== "svg") problems.push(`${name} cannot be reached by keyboard`);
      const box = one.getBoundingClientRect();
      const isInline = one.matches("a, .link, .unfold, th button");
      if (one.tagName !== "svg" && !isInline && box.height < 24) problems.push(`${name} is too small to hit`);
    }
    for (const one of document.querySelectorAll("th")) {
      if (!one.scope) problems.push(`the header ${one.textContent} has no scope`);
    }
    for (const row of document.querySelectorAll("#rows tr")) {
      if (row.getAttribute("role") !== "row") problems.push("a row is no row to a screen reader");
    }

    const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour) => {
      const [red, green, blue] = colour.slice(0, 3).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (one) => {
      for (let at = one; at; at = at.parentElement) {
        const colour = channels(getComputedStyle(at).backgroundColor);
        if (colour.length && (colour[3] ?? 1) > 0.99) return colour;
      }
      return [255, 255, 255];
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const one = texts.currentNode.parentElement;
      const text = texts.currentNode.textContent.trim();
      if (!text || one.matches("script, noscript, noscript *, option, .skip, .quiet") || !isVisible(one)) continue;
      const style = getComputedStyle(one);
      const [light, dark] = [luminance(channels(style.color)), luminance(ground(one))].sort((a, b) => b - a);
      const ratio = (light + 0.05) / (dark + 0.05);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (isLarge ? 3 : 4.5)) problems.push(`“${text.slice(0, 30)}” has a contrast of ${ratio.toFixed(2)}`);
    }

    const page = document.scrollingElement;
    if (page.scrollWidth > page.clientWidth) problems.push(`the page is ${page.scrollWidth} wide`);
    return [...new Set(problems)];
    """#
}
