/**
 * `npm run engines`: checks that every available JavaScript engine gives the bytes whose digests are in the repository.
 * Prints a row for each and exits with 1 if one differs. `-- --write` first replaces the digests in the repository by
 * those of this Node; do this when you raise ENGINE_VERSION.
 */
import { type Digests, differing } from "../../experiments/testing/digest-cases.ts";
import { storedDigests, storeDigests } from "../../experiments/testing/stored-digests.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { startDigestServer } from "./digest-server.ts";
import { EngineAbsent, enginesToTry } from "./engines.ts";

const NAMES_SHOWN = 5;
const WIDTHS = [20, 36, 6, 6, 9];

const show = (...cells: (string | number)[]) =>
  console.log(
    cells
      .map((cell, column) => String(cell).padEnd(WIDTHS[column]))
      .join("  ")
      .trimEnd(),
  );

/** Names of cases with their errors, if any: the first few, or all. */
function list(names: readonly string[], digests: Digests): void {
  const shown = process.argv.includes("--all") ? names : names.slice(0, NAMES_SHOWN);
  for (const name of shown) {
    const thrown = digests[name]?.startsWith("threw ") ? `: ${digests[name]}` : "";
    console.log(`    ${name}${thrown}`);
  }
  if (shown.length < names.length) console.log(`    and ${names.length - shown.length} more, by \`-- --all\``);
}

const engines = enginesToTry();
const server = await startDigestServer();
if (process.argv.includes("--write")) {
  const { digests } = await engines[0].digests(server);
  const before = storedDigests().digests;
  const moved = differing(digests, before);
  const changed = moved.filter((name) => name in before && name in digests);
  const added = Object.keys(digests).filter((name) => !(name in before)).length;
  storeDigests(digests);
  console.log(
    `Written for engine ${ENGINE_VERSION}: ${Object.keys(digests).length} digests, ${added} of them new, ` +
      `${moved.length - changed.length - added} removed, ${changed.length} changed (a new policy changes those of the ` +
      `cases that compare all policies)${changed.length > 0 ? ":" : "."}`,
  );
  list(changed, digests);
}
const { engineVersion, digests: expected } = storedDigests();
if (engineVersion !== ENGINE_VERSION) {
  console.log(
    `The digests are of engine ${engineVersion}, this is engine ${ENGINE_VERSION}: write them by \`-- --write\`.`,
  );
}
let areAllEqual = true;
show("engine", "version", "cases", "equal", "different");
for (const engine of engines) {
  try {
    const { version, digests } = await engine.digests(server);
    const different = differing(digests, expected);
    areAllEqual &&= different.length === 0;
    const equal = Object.keys(expected).length - different.filter((name) => name in expected).length;
    show(engine.name, version, Object.keys(digests).length, equal, different.length);
    list(different, digests);
  } catch (error) {
    // A missing engine is no failure; one that cannot compute the cases is.
    const isAbsent = error instanceof EngineAbsent;
    areAllEqual &&= isAbsent;
    show(engine.name, `${isAbsent ? "not here" : "failed"}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
await server.stop();
process.exitCode = areAllEqual ? 0 : 1;
