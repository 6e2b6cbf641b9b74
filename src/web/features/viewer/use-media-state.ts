import { useEffect, useState, type RefObject } from 'react';

export interface MediaState {
  playing: boolean;
  started: boolean;
  waiting: boolean;
  /** seconds */
  time: number;
  duration: number;
  buffered: number;
  volume: number;
  muted: boolean;
  rate: number;
  toggle(): void;
  toggleMute(): void;
  seek(to: number): void;
  setVolume(to: number): void;
  setRate(to: number): void;
}

/** The state of a media element as React sees it. `knownDuration` holds until the element knows its own. */
export function useMediaState(media: RefObject<HTMLMediaElement | null>, knownDuration: number): MediaState {
  const [state, setState] = useState({
    playing: false,
    started: false,
    waiting: false,
    time: 0,
    duration: knownDuration,
    buffered: 0,
    volume: 1,
    muted: false,
    rate: 1,
  });

  useEffect(() => {
    const element = media.current;
    if (!element) return;
    const note = () =>
      setState((old) => ({
        playing: !element.paused && !element.ended,
        started: old.started || element.currentTime > 0 || !element.paused,
        waiting: !element.paused && element.readyState < 3,
        time: element.currentTime,
        duration:
          Number.isFinite(element.duration) && element.duration > 0 ? element.duration : knownDuration,
        buffered: element.buffered.length > 0 ? element.buffered.end(element.buffered.length - 1) : 0,
        volume: element.volume,
        muted: element.muted,
        rate: element.playbackRate,
      }));
    const events = [
      'play',
      'pause',
      'ended',
      'timeupdate',
      'durationchange',
      'progress',
      'volumechange',
      'ratechange',
      'waiting',
      'playing',
      'seeking',
      'seeked',
    ];
    events.forEach((name) => element.addEventListener(name, note));
    return () => events.forEach((name) => element.removeEventListener(name, note));
  }, [media, knownDuration]);

  const change = (act: (element: HTMLMediaElement) => void) => {
    if (media.current) act(media.current);
  };
  return {
    ...state,
    toggle: () =>
      change((element) => {
        if (element.paused) void element.play().catch(() => undefined);
        else element.pause();
      }),
    toggleMute: () => change((element) => (element.muted = !element.muted)),
    seek: (to) => change((element) => (element.currentTime = Math.max(0, Math.min(state.duration, to)))),
    setVolume: (to) =>
      change((element) => {
        element.volume = Math.max(0, Math.min(1, to));
        element.muted = false;
      }),
    setRate: (to) => change((element) => (element.playbackRate = to)),
  };
}
