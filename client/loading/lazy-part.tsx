import { type ComponentType, use } from "react";
import { twice } from "./twice.ts";

/** The program of a part of the site could not be loaded or started. */
export class NotLoaded extends Error {
  /** Lets the next render fetch the part again. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "NotLoaded";
    this.forget = forget;
  }
}

/**
 * A component that is fetched when it is first shown, within a `Suspense`. Unlike React's `lazy` it can be fetched again
 * after a failure, as the nearest `FailureBoundary` does.
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
