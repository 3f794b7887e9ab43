/** Saves a text as a file. */
export function downloadText(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  follow(url, name);
  // Revoking at once would cancel a download that is still starting.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Saves a picture as a file. */
export function downloadPicture(picture: HTMLCanvasElement, name: string): void {
  follow(picture.toDataURL("image/png"), name);
}

function follow(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
