import { useEffect } from "react";

/** Gives the page a title of its own, such as the name of what it shows, in place of that of its address. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return undefined;
    // After the frame, which sets the title of the address when a page opens.
    const timer = setTimeout(() => (document.title = `${title} · Bandit Lab`));
    return () => clearTimeout(timer);
  }, [title]);
}
