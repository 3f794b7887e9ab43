const PAUSE_MILLISECONDS = 400;

/**
 * Loads a module, with a second attempt shortly after a failure. Chromium 156 fetches a module again that failed to load;
 * Firefox and Chromium 147 remember the failure until the page is reloaded.
 */
export async function twice<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    return await load();
  }
}
