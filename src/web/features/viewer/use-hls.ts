import type Hls from 'hls.js';
import { useEffect, useRef, useState, type RefObject } from 'react';

export interface Quality {
  /** index among the playlist's levels; -1 = by the network */
  level: number;
  label: string;
}

export interface HlsState {
  qualities: Quality[];
  /** the chosen one, -1 for automatic */
  chosen: number;
  /** what plays now, for "自动 (480p)" */
  playing: number;
  failed: boolean;
  /** it failed because it may not be watched any more */
  refused: boolean;
  choose(level: number): void;
  retry(): void;
}

/**
 * Plays an HLS playlist in a media element: with hls.js, fetched only now, or by the browser itself where hls.js
 * cannot (iPhone). Network faults are tried again by hls.js; a fault it cannot mend sets `failed`. Whoever may not watch
 * any more stops watching within some seconds, whatever is buffered.
 */
export function useHls(element: RefObject<HTMLMediaElement | null>, source: string | null): HlsState {
  const player = useRef<Hls | null>(null);
  const [qualities, setQualities] = useState<Quality[]>([]);
  const [chosen, setChosen] = useState(-1);
  const [playing, setPlaying] = useState(-1);
  const [failed, setFailed] = useState(false);
  const [refused, setRefused] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const media = element.current;
    if (!media || !source) return;
    let gone = false;
    const stop = () => {
      player.current?.destroy();
      player.current = null;
      media.removeAttribute('src');
      media.load();
      setRefused(true);
      setFailed(true);
    };
    const watched = watchPlay(media, source, stop);
    void import('hls.js').then(({ default: HlsPlayer }) => {
      if (gone) return;
      if (!HlsPlayer.isSupported()) {
        if (media.canPlayType('application/vnd.apple.mpegurl')) media.src = source;
        else setFailed(true);
        return;
      }
      const hls = new HlsPlayer({
        capLevelToPlayerSize: true,
        maxBufferLength: 30,
        enableWorker: true,
      }) as Hls;
      player.current = hls;
      hls.on(HlsPlayer.Events.MANIFEST_PARSED, () => {
        setQualities(
          hls.levels
            .map((level, index) => ({ level: index, label: level.height ? `${level.height}p` : level.name }))
            .sort((a, b) => (hls.levels[b.level]?.bitrate ?? 0) - (hls.levels[a.level]?.bitrate ?? 0)),
        );
      });
      hls.on(HlsPlayer.Events.LEVEL_SWITCHED, (_event, data) => setPlaying(data.level));
      let recovered = 0;
      hls.on(HlsPlayer.Events.ERROR, (_event, data) => {
        if (isRefusal(data.response?.code)) watched.judge();
        if (!data.fatal) return;
        if (data.type === HlsPlayer.ErrorTypes.MEDIA_ERROR && recovered++ < 2) hls.recoverMediaError();
        else setFailed(true);
      });
      hls.loadSource(source);
      hls.attachMedia(media);
    });
    return () => {
      gone = true;
      watched.end();
      player.current?.destroy();
      player.current = null;
    };
  }, [element, source, round]);

  return {
    qualities,
    chosen,
    playing,
    failed,
    refused,
    choose: (level) => {
      setChosen(level);
      if (player.current) {
        // a person's choice is taken at once; capping by size is for the automatic one
        player.current.capLevelToPlayerSize = level === -1;
        player.current.nextLevel = level;
      }
    },
    retry: () => {
      setFailed(false);
      setRefused(false);
      setRound((n) => n + 1);
    },
  };
}

/** A player that has all it needs in its buffer would ask for nothing more. ms */
const JUDGED_EVERY_MS = 7_000;

const isRefusal = (status: number | undefined) =>
  status !== undefined && [401, 403, 404, 410].includes(status);

/** Asks every few seconds of playing, and when told to, whether it may go on. */
function watchPlay(media: HTMLMediaElement, source: string, stop: () => void) {
  let over = false;
  const judge = () =>
    void fetch(source, { method: 'HEAD', credentials: 'same-origin', cache: 'no-store' })
      .then((answer) => {
        if (!over && isRefusal(answer.status)) stop();
      })
      // Without a network nobody can say; hls.js deals with that.
      .catch(() => undefined);
  const timer = window.setInterval(() => {
    if (!media.paused) judge();
  }, JUDGED_EVERY_MS);
  const end = () => {
    over = true;
    window.clearInterval(timer);
  };
  return { judge, end };
}
