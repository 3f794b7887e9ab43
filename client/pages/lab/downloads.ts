/** Hands a text to the browser as a file. */
export function downloadText(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  follow(url, name);
  // A download that is still starting loses its source otherwise.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const CAPTION_HEIGHT = 28;

/** Hands a chart to the browser as a picture, on the page's background and with a line that says what it is. */
export function downloadChart(chart: HTMLCanvasElement, name: string, caption: string): void {
  const scale = chart.width / chart.clientWidth;
  const picture = document.createElement("canvas");
  picture.width = chart.width;
  picture.height = chart.height + CAPTION_HEIGHT * scale;
  const context = picture.getContext("2d")!;
  const style = getComputedStyle(document.body);
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(chart, 0, 0);
  context.fillStyle = style.color;
  context.font = `${11 * scale}px ${style.fontFamily}`;
  context.fillText(caption, 10 * scale, chart.height + (CAPTION_HEIGHT - 10) * scale);
  follow(picture.toDataURL("image/png"), name);
}

function follow(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
