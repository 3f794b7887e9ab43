/** Computes the digests in a browser and posts them to the server of the page. */
import { digestCases, type DigestReport, digestsOf } from "../../experiments/testing/digest-cases.ts";

async function report(): Promise<DigestReport | { error: string }> {
  try {
    return { version: navigator.userAgent, digests: await digestsOf(digestCases) };
  } catch (error) {
    return { error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) };
  }
}

await fetch("/report", { method: "POST", body: JSON.stringify(await report()) });
document.title = "done";
