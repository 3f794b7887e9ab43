import { type DragEvent, useRef } from "react";

interface FileButtonProps {
  onFile: (file: File) => void;
}

/** Opens a CSV file. */
export function FileButton({ onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="compact" onClick={() => input.current!.click()}>
        Open CSV file…
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file can be opened again.
          target.value = "";
          if (file) onFile(file);
        }}
      />
    </>
  );
}

/** Handlers of an element onto which a file can be dropped. */
export function dropHandlers(onFile: (file: File) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const [file] = event.dataTransfer.files;
      if (!file) return;
      event.preventDefault();
      onFile(file);
    },
  };
}
