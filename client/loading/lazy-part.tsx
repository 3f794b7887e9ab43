import { type ComponentType, use } from "react";
import { twice } from "./twice.ts";

/** A part of the site whose program did not come, or could not be started. */
export class NotLoaded extends Error {
  /** Has the next render ask for the part again. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "NotLoaded";
    this.forget = forget;
  }
}

/**
 * A component that is fetched when it is first shown, within a `Suspense`. Unlike React's `lazy` it can be asked for
 * again after it did not come: the nearest `FailureBoundary` does.
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loading: Promise<ComponentType<Props>> | undefined;
  const forget = () => {
    loading = undefined;
  };
  return function LazyPart(props: Props) {
    loading ??= twice(load).catch((error: unknown) => {
      throw new NotLoaded(error, forget);
    });
    const Part = use(loading);
    return <Part {...props} />;
  };
}
