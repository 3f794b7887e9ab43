import { useEffect, useRef, useSyncExternalStore } from "react";
import { navigate, useSearch } from "wouter/use-browser-location";
import { fieldOf, withField } from "../address-fields.ts";

/** The field of the address that holds the number of the screen. */
export const PRESENT = "present";

/** What starts the presentation of the page that is shown; null on pages without one. */
let starter: (() => void) | null = null;
const listeners = new Set<() => void>();

function offer(start: (() => void) | null): void {
  starter = start;
  for (const listener of listeners) listener();
}

function onOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Starts the presentation of the page that is shown; null if the page has none. */
export function usePresentationStarter(): (() => void) | null {
  return useSyncExternalStore(
    onOffer,
    () => starter,
    () => null,
  );
}

export interface Presenting {
  /** The number of the screen, from 1; undefined while the page is shown as usual. */
  screen: number | undefined;
  show: (screen: number) => void;
  leave: () => void;
}

/**
 * Present mode of a page, whose screen is in the address. The page renders a `Presentation` instead of itself while
 * `screen` is defined; the menu Aa and every `PresentButton` start it.
 */
export function usePresenting(): Presenting {
  const text = fieldOf(useSearch(), PRESENT);
  const screen = text !== undefined && /^[1-9]\d?$/.test(text) ? Number(text) : undefined;
  const isPresenting = screen !== undefined;
  useEffect(() => {
    if (isPresenting) return undefined;
    offer(start);
    return () => offer(null);
  }, [isPresenting]);
  useFocusAfterwards(isPresenting);
  return { screen, show, leave };
}

function start(): void {
  goTo(1, { replace: false });
  document.documentElement.requestFullscreen?.().catch(() => {
    // Without fullscreen, as where the browser refuses it, the presentation fills the window.
  });
}

const show = (screen: number) => goTo(screen, { replace: true });

function leave(): void {
  goTo(undefined, { replace: true });
  if (document.fullscreenElement) void document.exitFullscreen();
}

/** Only the start is a step for the Back button. */
function goTo(screen: number | undefined, options: { replace: boolean }): void {
  const query = withField(location.search, PRESENT, screen === undefined ? undefined : String(screen));
  navigate(location.pathname + (query && `?${query}`), options);
}

/** Returns the focus to where presenting starts. */
function useFocusAfterwards(isPresenting: boolean): void {
  const before = useRef(isPresenting);
  useEffect(() => {
    if (before.current && !isPresenting) document.querySelector<HTMLElement>("[data-present]")?.focus();
    before.current = isPresenting;
  }, [isPresenting]);
}
