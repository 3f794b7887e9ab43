import { type ReactNode, useState } from "react";
import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import "./lab-form.css";

interface FormSectionProps {
  number: number;
  title: string;
  /** The settings in brief, shown while closed. */
  summary: string;
  mistakes: readonly Mistake[];
  children: ReactNode;
}

/** A part of the form. It starts closed on narrow screens, so that the chart is not far below. */
export function FormSection({ number, title, summary, mistakes, children }: FormSectionProps) {
  const [startsOpen] = useState(() => matchMedia("(min-width: 62rem)").matches);
  return (
    <details className="lab-section" open={startsOpen}>
      <summary>
        <h2>
          {number} {title}
        </h2>{" "}
        {mistakes.length > 0 ? (
          <span className="error">{mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`}</span>
        ) : (
          <span className="lab-summary">{summary}</span>
        )}
      </summary>
      <fieldset>
        <legend className="visually-hidden">{title}</legend>
        {children}
      </fieldset>
    </details>
  );
}
