// Applies the chosen theme and text size before the page is first painted. The page's other code runs too late for that, and
// the content security policy forbids it inside the HTML. frame/appearance.ts changes the choice.
try {
  for (const setting of ["theme", "textSize"]) {
    const chosen = localStorage.getItem(`bandit-lab:${setting}`);
    if (chosen !== null) document.documentElement.dataset[setting] = chosen;
  }
} catch {
  // Without storage nothing was chosen.
}
