import { Chart, type ChartConfiguration } from "chart.js";

/** The size of a picture in CSS pixels. */
const WIDTH = 960;
const HEIGHT = 540;
const CAPTION_HEIGHT = 28;
const SCALE = 2;

/**
 * A chart as a picture with a caption, on the page's background: the same size on any screen, fine enough for print,
 * whether or not the chart is visible.
 */
export function chartPicture(config: ChartConfiguration, caption: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  // The plotArea plugin sets styles on the parent of the canvas.
  document.createElement("div").append(canvas);
  const options = { ...config.options, responsive: false, devicePixelRatio: SCALE };
  const chart = new Chart(canvas, { ...config, options });
  const picture = captioned(canvas, caption);
  chart.destroy();
  return picture;
}

function captioned(chart: HTMLCanvasElement, caption: string): HTMLCanvasElement {
  const picture = document.createElement("canvas");
  picture.width = chart.width;
  picture.height = chart.height + CAPTION_HEIGHT * SCALE;
  const context = picture.getContext("2d")!;
  const { backgroundColor, color, fontFamily } = getComputedStyle(document.body);
  context.fillStyle = backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(chart, 0, 0);
  context.fillStyle = color;
  context.font = `${11 * SCALE}px ${fontFamily}`;
  context.fillText(caption, 10 * SCALE, chart.height + (CAPTION_HEIGHT - 10) * SCALE);
  return picture;
}
