import type { ReactNode } from "react";

/** The head of the Lab, with the buttons of its examples. */
export function LabTitle({ children }: { children: ReactNode }) {
  return (
    <header className="lab-title">
      <h1>Lab</h1>
      <p className="muted">Build a bandit, choose policies, and watch their regret.</p>
      <div className="row lab-experiments">
        <span className="label">Examples</span>
        {children}
      </div>
    </header>
  );
}
