import { say, type Text } from './words.js';

/** What an examination found, printed as it comes. Something broken makes the exit code 1; a warning does not. */
export class Findings {
  private broken = 0;
  private warnings = 0;

  section(title: Text): void {
    console.log(`\n${say(title)}`);
  }

  fact(name: Text, value: string): void {
    console.log(`  ${say(name)}: ${value}`);
  }

  good(text: Text): void {
    console.log(`  ✓ ${say(text)}`);
  }

  /** Neither good nor bad. */
  note(text: Text): void {
    console.log(`  · ${say(text)}`);
  }

  /** Works, but something is lacking. */
  warn(text: Text): void {
    this.warnings += 1;
    console.log(`  ! ${say(text)}`);
  }

  /** Does not work. */
  bad(text: Text): void {
    this.broken += 1;
    console.log(`  ✗ ${say(text)}`);
  }

  check(holds: boolean, good: Text, bad: Text): void {
    if (holds) this.good(good);
    else this.bad(bad);
  }

  /** Sums up, and sets the exit code of the process. */
  conclude(): void {
    if (this.broken > 0) process.exitCode = 1;
    console.log(
      '\n' +
        say(
          this.broken + this.warnings === 0
            ? { zh: '一切正常。', en: 'All is well.' }
            : {
                zh: `${this.broken} 处故障（✗），${this.warnings} 处提示（!）。`,
                en: `${this.broken} broken (✗), ${this.warnings} lacking (!).`,
              },
        ),
    );
  }
}
