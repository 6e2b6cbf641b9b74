export type DrawingName = 'empty' | 'nothing' | 'offline' | 'locked' | 'broken' | 'upload' | 'processing';

const paths: Record<DrawingName, string> = {
  empty: 'M30 34h36l6 10v30H24V44zM24 44h16l4 8h12l4-8h12',
  nothing: 'M44 24a18 18 0 1 0 .1 0M57 56l16 16',
  offline: 'M26 44a34 34 0 0 1 44 0M34 54a22 22 0 0 1 28 0M43 63a9 9 0 0 1 10 0M28 24l42 50',
  locked: 'M30 44h36v30H30zM37 44v-8a11 11 0 0 1 22 0v8M48 56v7',
  broken: 'M30 22h24l12 12v40H30zM54 22v12h12M40 52l16 14M56 52L40 66',
  upload: 'M48 66V34M36 45l12-12 12 12M26 62v12h44V62',
  processing: 'M48 26a22 22 0 1 1-21 15M48 38v12l9 6',
};

/** Line drawings for states without content; decoration only. */
export function Drawing({ name }: { name: DrawingName }) {
  return (
    <svg className="drawing" viewBox="0 0 96 96" width="88" height="88" aria-hidden="true">
      <circle cx="48" cy="48" r="44" fill="#efe8da" />
      <path
        d={paths[name]}
        fill="none"
        stroke="#8a7a5c"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
