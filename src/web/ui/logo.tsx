/** The name as a seal and in characters. */
export function Logo({ compact = false }: { compact?: boolean }) {
  return (
    <span className="logo">
      <svg viewBox="0 0 64 64" width="32" height="32" aria-hidden="true">
        <rect width="64" height="64" rx="15" fill="#b8432f" />
        <path
          d="M20 17h9v29h15"
          fill="none"
          stroke="#fffaf2"
          strokeWidth="7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <path d="M42 17v15" stroke="#fffaf2" strokeWidth="7" strokeLinecap="round" />
      </svg>
      {!compact && (
        <span className="logo-text">
          联课<small>Lianke</small>
        </span>
      )}
    </span>
  );
}
