/** Saves a text as a file. */
export function downloadText(text: string, name: string, type: string): void {
  downloadFile(new Blob([text], { type }), name);
}

/** Saves a file. */
export function downloadFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Revoking at once would cancel a download that is still starting.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
