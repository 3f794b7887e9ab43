import { useLocation, useSearch } from "wouter";
import { withField } from "../../frame/address-fields.ts";
import { linesOf } from "./view.ts";

const KEY = "bandit-lab:lines";

export interface Lines {
  /** How many lines are shown, from 1 to `count`. */
  shown: number;
  count: number;
  next: () => void;
  showAll: () => void;
  /** Back to the first line. */
  restart: () => void;
}

/**
 * How much of a derivation is shown. The number is in the address; without it, one line, or all for readers who chose
 * so before in this browser.
 */
export function useLines(count: number): Lines {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const shown = Math.min(linesOf(search) ?? (prefersAll() ? Infinity : 1), count);
  const show = (lines: string) => navigate(`${path}?${withField(search, "lines", lines)}`, { replace: true });
  return {
    shown,
    count,
    next: () => show(String(Math.min(shown + 1, count))),
    showAll: () => {
      prefer(true);
      show("all");
    },
    restart: () => {
      prefer(false);
      show("1");
    },
  };
}

function prefersAll(): boolean {
  try {
    return localStorage.getItem(KEY) === "all";
  } catch {
    return false;
  }
}

function prefer(all: boolean): void {
  try {
    if (all) localStorage.setItem(KEY, "all");
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the choice is in the address alone.
  }
}
