import { readFileSync } from "node:fs";

/** The JavaScript engine that runs this server, to inform: no result depends on it. */
export const javascriptEngine = `v8 ${process.versions.v8}`;

/** Whether this file runs from source or from what `npm run build:server` made. */
export const runsFromSource = import.meta.url.endsWith(".ts");

/** The project's folder, above server/ in source and above dist/server/ when built. */
export const projectFolder = new URL(runsFromSource ? "../" : "../../", import.meta.url);

export const packageVersion = (
  JSON.parse(readFileSync(new URL("package.json", projectFolder), "utf8")) as { version: string }
).version;
