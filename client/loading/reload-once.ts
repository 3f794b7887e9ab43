const KEY = "bandit-lab:reloaded";
/** A page that fails again this soon after a reload is not reloaded again. */
const SOON_MILLISECONDS = 60_000;

/** Reloads the page, unless it was reloaded just now. Returns whether it does. */
export function reloadOnce(): boolean {
  try {
    const last = Number(sessionStorage.getItem(KEY));
    if (Date.now() - last < SOON_MILLISECONDS) return false;
    sessionStorage.setItem(KEY, String(Date.now()));
  } catch {
    // Without storage the page could reload for ever.
    return false;
  }
  location.reload();
  return true;
}

/** Allows another reload: the user has asked for another attempt. */
export function allowReload(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Without storage there is no reload at all.
  }
}
