import { usePresentationStarter } from "./presenting.ts";

/** Starts the presentation of the page. */
export function PresentButton() {
  const start = usePresentationStarter();
  return (
    <button type="button" data-present onClick={() => start?.()}>
      Present
    </button>
  );
}
