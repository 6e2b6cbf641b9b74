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
  choose(level: number): void;
  retry(): void;
}

/**
 * Plays an HLS playlist in a media element: with hls.js, fetched only now, or by the browser itself where hls.js
 * cannot (iPhone). Network faults are tried again by hls.js; a fault it cannot mend sets `failed`.
 */
export function useHls(element: RefObject<HTMLMediaElement | null>, source: string | null): HlsState {
  const player = useRef<Hls | null>(null);
  const [qualities, setQualities] = useState<Quality[]>([]);
  const [chosen, setChosen] = useState(-1);
  const [playing, setPlaying] = useState(-1);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const media = element.current;
    if (!media || !source) return;
    let gone = false;
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
        if (!data.fatal) return;
        if (data.type === HlsPlayer.ErrorTypes.MEDIA_ERROR && recovered++ < 2) hls.recoverMediaError();
        else setFailed(true);
      });
      hls.loadSource(source);
      hls.attachMedia(media);
    });
    return () => {
      gone = true;
      player.current?.destroy();
      player.current = null;
    };
  }, [element, source, round]);

  return {
    qualities,
    chosen,
    playing,
    failed,
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
      setRound((n) => n + 1);
    },
  };
}
