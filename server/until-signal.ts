/** Resolves when the process is asked to stop. */
export async function untilSignal(): Promise<void> {
  await new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
}
