import { Link } from "wouter";

const modes = [
  { href: "/learn/step", label: "Watch a policy" },
  { href: "/learn/step?play=", label: "Play yourself" },
];

/** The two ways to step through a run. */
export function ModeLinks({ isPlay }: { isPlay: boolean }) {
  return (
    <nav className="row step-modes no-print" aria-label="Who plays">
      {modes.map(({ href, label }, mode) => (
        <Link key={href} href={href} className="button" aria-current={mode === Number(isPlay) ? "page" : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
