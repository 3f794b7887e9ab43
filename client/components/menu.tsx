import { type KeyboardEvent, type ReactNode, useRef } from "react";
import "./menu.css";

interface MenuProps {
  label: string;
  /** What the menu belongs to, for screen readers. */
  name?: string;
  /** Buttons. A press closes the menu, except on buttons with data-stays, such as Copy. */
  children: ReactNode;
  className?: string;
}

/** How far each key moves the focus. */
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** A button that opens a list of actions. */
export function Menu({ label, name, children, className = "" }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);
  const close = () => {
    menu.current!.open = false;
    summary.current!.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { open } = menu.current!;
    if (event.key === "Escape" && open) close();
    else if (event.key in STEPS && (open || event.key === "ArrowDown")) {
      menu.current!.open = true;
      moveFocus(menu.current!, STEPS[event.key]);
    } else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- leaving the menu closes it
    <details
      ref={menu}
      className={`menu ${className}`}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
      }}
    >
      <summary ref={summary} className="button" aria-label={name && `${name}: ${label}`}>
        {label}
      </summary>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- a press of a button inside, by key too */}
      <div
        className="menu-items"
        onClick={({ target }) => {
          if ((target as Element).closest("button:not([data-stays])")) close();
        }}
      >
        {children}
      </div>
    </details>
  );
}

function moveFocus(menu: HTMLElement, step: number): void {
  const buttons = [...menu.querySelectorAll<HTMLElement>(".menu-items button:enabled")];
  const from = buttons.indexOf(document.activeElement as HTMLElement);
  const to = from === -1 && step === 1 ? 0 : Math.max(0, Math.min(buttons.length - 1, from + step));
  buttons[to]?.focus();
}
