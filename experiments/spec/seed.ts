import * as z from "zod";
import { limits } from "../limits.ts";

/** The seed of all random streams. It is kept as a string, because 1 and "1" are the same seed. */
export const SeedSchema = z
  .union([z.string().max(limits.seedLength), z.int()])
  .overwrite(String)
  .meta({ title: "seed", description: 'Any string or safe integer; 1 and "1" are the same seed.' });
