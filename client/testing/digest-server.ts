import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "vite";
import type { DigestReport } from "../../experiments/testing/digest-cases.ts";

/** A small server whose page computes the digests in the browser that opens it. */
export interface DigestServer {
  /** The digests posted by the browser in which `visit` opens the page; rejects if `visit` or the browser fails. */
  report(visit: (url: string) => Promise<unknown>): Promise<DigestReport>;
  stop(): Promise<void>;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>digests</title>
<script>addEventListener("error", ({ message: error }) =>
  fetch("/report", { method: "POST", body: JSON.stringify({ error }) }));</script>
<script type="module" src="/page.js"></script>`;
/** Enough time for a browser on a busy machine. */
const PATIENCE_MILLISECONDS = 300_000;

export async function startDigestServer(): Promise<DigestServer> {
  const program = await buildPage();
  let arrived: (body: string) => void = () => {};
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === "POST") {
      arrived(await text(request));
      response.writeHead(204).end();
    } else if (request.url === "/page.js") response.writeHead(200, { "Content-Type": "text/javascript" }).end(program);
    else if (request.url === "/") response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE);
    else response.writeHead(404).end();
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    report: async (visit) => {
      let timer: NodeJS.Timeout | undefined;
      const posted = new Promise<string>((resolve, reject) => {
        arrived = resolve;
        timer = setTimeout(() => reject(new Error("The browser posted no digests in time.")), PATIENCE_MILLISECONDS);
      });
      try {
        const body = await Promise.race([posted, visit(url).then(() => posted)]);
        const report = JSON.parse(body) as DigestReport | { error: string };
        if ("error" in report) throw new Error(report.error);
        return report;
      } finally {
        clearTimeout(timer);
      }
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The code of the page in one file, minified like the dashboard, because a minifier may compute constants. */
async function buildPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    mode: "production",
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rollupOptions: { input: join(import.meta.dirname, "digest-page.ts") },
    },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as { output: { type: string; code?: string }[] };
  const [program, ...others] = output.filter(({ type }) => type === "chunk");
  if (!program?.code || others.length > 0) throw new Error("The page's program is not in one file.");
  return program.code;
}
