import { type ReactNode, useRef, useState } from "react";
import { Menu } from "../../components/menu.tsx";
import { type Figure, type FigureLook, FORMATS, WIDTHS } from "./figure.ts";
import { useFigureFile } from "./use-figure-file.ts";
import "./figure-menu.css";

interface FigureMenuProps {
  /** The chart, for screen readers: "Regret". */
  name: string;
  /** The chart as it is now. */
  figure: () => Figure;
  /** Further buttons, below those of the figure. */
  children?: ReactNode;
}

/** Saves a chart as a figure for print: "Export…", then the format. */
export function FigureMenu({ name, figure, children }: FigureMenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const [look, setLook] = useState<FigureLook>({ inches: WIDTHS[0], scheme: "light" });
  const [saving, save] = useFigureFile(figure);
  const again = (format: (typeof FORMATS)[number]) => {
    box.current!.querySelector("summary")!.focus();
    void save(format, look);
  };
  return (
    <div ref={box} className="figure-menu no-print">
      <Menu label="Export…" name={name} className="at-end">
        <div className="figure-menu-row">
          {FORMATS.map((format) => (
            <button key={format} type="button" className="compact" onClick={() => void save(format, look)}>
              {format}
            </button>
          ))}
        </div>
        <LookButtons look={look} onLook={setLook} />
        {children && <div className="figure-menu-more">{children}</div>}
      </Menu>
      <output className={saving.state === "making" ? "figure-menu-state" : "visually-hidden"}>
        {saving.state === "making" && "Making the file…"}
        {saving.state === "saved" && `Saved as ${saving.file}.`}
      </output>
      {saving.state === "failed" && (
        <div className="notice danger figure-menu-state" role="alert">
          <p>
            No {saving.format} was made. {saving.cause}
          </p>
          {saving.remedy !== "none" && (
            <p className="row">
              <button type="button" className="compact" onClick={() => again(saving.format)}>
                Try again
              </button>
              {saving.remedy === "reload" && (
                <button type="button" className="compact" onClick={() => location.reload()}>
                  Reload
                </button>
              )}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

interface LookButtonsProps {
  look: FigureLook;
  onLook: (look: FigureLook) => void;
}

function LookButtons({ look, onLook }: LookButtonsProps) {
  const isDark = look.scheme === "dark";
  return (
    <div className="figure-menu-row">
      {WIDTHS.map((inches) => (
        <button
          key={inches}
          type="button"
          className="compact quiet"
          data-stays
          aria-pressed={look.inches === inches}
          aria-label={`${inches} inches wide`}
          title={inches === WIDTHS[0] ? "The width of one column" : "The width of two columns"}
          onClick={() => onLook({ ...look, inches })}
        >
          {inches} in
        </button>
      ))}
      <button
        type="button"
        className="compact quiet"
        data-stays
        aria-pressed={isDark}
        title="White on black, for slides"
        onClick={() => onLook({ ...look, scheme: isDark ? "light" : "dark" })}
      >
        Dark
      </button>
    </div>
  );
}
