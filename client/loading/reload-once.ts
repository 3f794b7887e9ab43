const KEY = "bandit-lab:reloaded";
/** A page that fails again so soon after it was reloaded is not reloaded once more. */
const SOON_MILLISECONDS = 60_000;

/** Reloads, unless that was done just now; says whether it does. */
export function reloadOnce(): boolean {
  try {
    const last = Number(sessionStorage.getItem(KEY));
    if (Date.now() - last < SOON_MILLISECONDS) return false;
    sessionStorage.setItem(KEY, String(Date.now()));
  } catch {
    // Without storage nothing would keep a page from being reloaded for ever.
    return false;
  }
  location.reload();
  return true;
}

/** The user has asked for another attempt, which may reload again. */
export function allowReload(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Then it cannot be forbidden either.
  }
}
