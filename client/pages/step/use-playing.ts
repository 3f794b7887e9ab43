import { useEffect, useRef, useState } from "react";

const PACE_MILLISECONDS = 900;

/** Shows pull after pull until the last, at so many times the usual pace. */
export function usePlaying(
  t: number,
  last: number,
  speed: number,
  onShow: (t: number) => void,
): [boolean, (isPlaying: boolean) => void] {
  const [isPlaying, setPlaying] = useState(false);
  const show = useRef(onShow);
  useEffect(() => {
    show.current = onShow;
  });
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => {
      if (t + 1 >= last) setPlaying(false);
      show.current(t + 1);
    }, PACE_MILLISECONDS / speed);
    return () => clearTimeout(timer);
  }, [isPlaying, t, last, speed]);
  return [isPlaying, setPlaying];
}
