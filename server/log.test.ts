import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

test("log lines escape terminal control characters, and stay JSON of the same value", () => {
  const url = "/\u009b31m\u202e\u200b\u001b]0;x\u0007";
  const program = `
    import { createLogger } from ${JSON.stringify(join(import.meta.dirname, "log.ts"))};
    createLogger({ logLevel: "info" }).info({ url: ${JSON.stringify(url)} }, "request completed");`;
  const { stderr } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  expect(stderr).toMatch(/^[ -~]+\n$/);
  expect(JSON.parse(stderr)).toMatchObject({ url, msg: "request completed" });
});
