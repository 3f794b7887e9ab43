import { useEffect, useRef, useState } from "react";

const PACE_MILLISECONDS = 900;

/** Shows pull after pull until the last. */
export function usePlaying(
  t: number,
  last: number,
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
    }, PACE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isPlaying, t, last]);
  return [isPlaying, setPlaying];
}
