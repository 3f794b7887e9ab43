/**
 * Copies formulas as LaTeX, "$\frac{1}{6}$": a browser alone copies the fraction 1/6 as "16" or in two lines. A formula
 * that is selected in part is copied whole.
 */
export function copyFormulasAsLatex(): void {
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !event.clipboardData) return;
    const range = withWholeFormulas(selection.getRangeAt(0));
    const copied = document.createElement("div");
    copied.append(range.cloneContents());
    for (const unseen of copied.querySelectorAll(".print-only")) unseen.remove();
    if (!copied.querySelector("math")) return;
    event.clipboardData.setData("text/html", copied.innerHTML);
    for (const formula of copied.querySelectorAll("math")) {
      formula.replaceWith(`$${formula.querySelector("annotation")?.textContent ?? formula.textContent}$`);
    }
    event.clipboardData.setData("text/plain", laidOutText(copied));
    event.preventDefault();
  });
}

function withWholeFormulas(selected: Range): Range {
  const range = selected.cloneRange();
  const first = formulaAround(range.startContainer);
  const last = formulaAround(range.endContainer);
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  return range;
}

function formulaAround(node: Node): Element | null | undefined {
  return (node instanceof Element ? node : node.parentElement)?.closest("math");
}

/** The text with line breaks and tabs, which only an element in the document has. */
function laidOutText(element: HTMLElement): string {
  element.className = "off-screen";
  document.body.append(element);
  const text = element.innerText;
  element.remove();
  return text;
}
