const PAUSE_MILLISECONDS = 400;

/**
 * What `load` gives; a second attempt is made a moment after the first has failed. Chromium 156 fetches a module
 * again that did not come; Firefox and Chromium 147 remember the failure until the page is reloaded.
 */
export async function twice<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    return await load();
  }
}
