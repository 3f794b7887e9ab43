import { type ComponentProps, useEffect, useRef, useState } from "react";

type ScrollBoxProps = ComponentProps<"div"> & {
  /** What is inside, for those who reach the box by keyboard. */
  label: string;
};

/** A box that scrolls sideways by itself, so that the page never does; a tab stop only while there is more to see. */
export function ScrollBox({ label, children, ...rest }: ScrollBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = box.current!;
    const measure = () => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      setOverflows(scrollWidth > clientWidth || scrollHeight > clientHeight + 1);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // As wide as what is inside it, so that it changes its size with it: an inline formula has none to observe.
    observer.observe(content.current!);
    return () => observer.disconnect();
  }, []);
  const reach = overflows ? { tabIndex: 0, role: "group", "aria-label": label } : {};
  return (
    <div ref={box} {...reach} {...rest}>
      <div ref={content} className="scroll-content">
        {children}
      </div>
    </div>
  );
}
