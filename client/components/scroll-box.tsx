import { type ComponentProps, useEffect, useRef, useState } from "react";

type ScrollBoxProps = ComponentProps<"div"> & {
  /** The name of the content, for screen readers. */
  label: string;
};

/** A box that scrolls sideways, so that the page never does. It is a tab stop only while its content overflows. */
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
    // This wrapper is as wide as its content; an inline formula has no size to observe.
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
