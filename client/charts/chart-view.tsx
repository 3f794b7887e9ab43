import {
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from "chart.js";
import { useEffect, useRef } from "react";

Chart.register(
  CategoryScale,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
);

interface ChartViewProps {
  config: ChartConfiguration;
  /** What the chart shows, in a sentence, for those who do not see it. */
  description: string;
  className?: string;
}

/** The one place that creates, updates and destroys a Chart.js chart: a chart is a pure function to a configuration. */
export function ChartView({ config, description, className = "chart" }: ChartViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart | null>(null);

  useEffect(() => {
    chart.current = new Chart(canvas.current!, config);
    return () => chart.current?.destroy();
    // The chart is created once for each type; later configurations are applied to it below.
  }, [config.type]);

  useEffect(() => {
    if (!chart.current) return;
    chart.current.data = config.data;
    chart.current.options = config.options ?? {};
    chart.current.update("none");
  }, [config]);

  return (
    <div className={className}>
      <canvas ref={canvas} role="img" aria-label={description} />
    </div>
  );
}
