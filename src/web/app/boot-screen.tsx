import { Logo } from '../ui/logo.js';

/** Shown for the moment before the first page's code has come. */
export function BootScreen() {
  return (
    <div className="boot" aria-busy="true">
      <Logo />
    </div>
  );
}
