import * as z from "zod";
import { limits } from "../limits.ts";
import { isCounted } from "./counted-arms.ts";

/** The arm that the others are compared with. */
export const Control = z
  .union([
    z
      .int()
      .min(0)
      .max(limits.arms - 1),
    z.string().min(1).max(limits.nameLength),
  ])
  .meta({
    title: "control",
    description: "The arm that the others are compared with: its index from 0 or, for named arms, its name.",
  });
export type Control = z.output<typeof Control>;

interface Controlled {
  arms: readonly object[];
  control?: Control | undefined;
}

/** How many names a message lists. */
const SHOWN = 10;

/** The index of the control; −1 where it names no arm, undefined without a control. */
export function controlIndex({ arms, control }: Controlled): number | undefined {
  if (typeof control === "string") return arms.findIndex((arm) => isCounted(arm) && arm.name === control);
  return control === undefined || control < arms.length ? control : -1;
}

/** Reports a control that names no arm. */
export function checkControl(request: Controlled, context: z.core.$RefinementCtx): void {
  // Refinements also run on an empty list or a control of another kind, which are reported already.
  if (request.arms.length === 0 || !Control.optional().safeParse(request.control).success) return;
  if (controlIndex(request) !== -1) return;
  context.addIssue({
    code: "custom",
    path: ["control"],
    message: `names no arm: ${JSON.stringify(request.control)}`,
    params: { allowed: allowedControls(request.arms) },
  });
}

function allowedControls(arms: readonly object[]): string {
  const indices = `an index in [0, ${arms.length - 1}]`;
  const names = arms.flatMap((arm) => (isCounted(arm) && arm.name !== undefined ? [arm.name] : []));
  if (names.length === 0) return indices;
  return `${indices} or one of ${names.slice(0, SHOWN).join(", ")}${names.length > SHOWN ? ", …" : ""}`;
}
