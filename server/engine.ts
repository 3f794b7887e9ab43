import { readFileSync } from "node:fs";

/** The JavaScript engine of this server, for information: no result depends on it. */
export const javascriptEngine = `v8 ${process.versions.v8}`;

/** Whether this file runs from source, not from the output of `npm run build:server`. */
export const runsFromSource = import.meta.url.endsWith(".ts");

/** The project's folder, above server/ in source and above dist/server/ when built. */
export const projectFolder = new URL(runsFromSource ? "../" : "../../", import.meta.url);

export const packageVersion = (
  JSON.parse(readFileSync(new URL("package.json", projectFolder), "utf8")) as { version: string }
).version;
