import { useEffect, useId, useState } from 'react';
import { watermarkText } from '../../../contracts/watermark.js';

const LOOK_EVERY_MS = 10_000;

/**
 * The reader's name and the time over what is shown: for films and bare text. Pictures of pages come with it in their
 * pixels; this is laid over them in the page, a reminder to honest people and no more.
 */
export function ReaderMark({ reader }: { reader: string }) {
  const id = useId();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), LOOK_EVERY_MS);
    return () => window.clearInterval(timer);
  }, []);
  const text = watermarkText(reader, now);
  const width = 60 + [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 17 : 9.5), 0);
  return (
    <svg className="reader-mark" aria-hidden data-mark={text}>
      <defs>
        <pattern
          id={id}
          width={width}
          height={220}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-22)"
        >
          <text x={10} y={60}>
            {text}
          </text>
          <text x={10 - width / 2} y={170}>
            {text}
          </text>
          <text x={10 + width / 2} y={170}>
            {text}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
