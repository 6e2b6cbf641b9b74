import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { CliError, say, type Text } from './words.js';

/** Whether somebody sits at the terminal and can be asked. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stdout.isTTY;

/** Asks until there is an answer. @throws CliError naming the option when nobody can be asked */
export async function ask(question: Text, option: string): Promise<string> {
  requireTerminal(option);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (;;) {
      const answer = (await terminal.question(`${say(question)}: `)).trim();
      if (answer !== '') return answer;
    }
  } finally {
    terminal.close();
  }
}

/** Asks for a secret twice, showing nothing of it. */
export async function askSecret(question: Text, again: Text): Promise<string> {
  requireTerminal('--password-stdin');
  const first = await askHidden(question);
  if ((await askHidden(again)) === first) return first;
  throw new CliError({ zh: '两次输入的密码不一致。', en: 'The two passwords are not the same.' });
}

/** Everything on standard input, without the line end that `echo` adds. */
export async function secretFromStdin(): Promise<string> {
  return (await readAll(process.stdin)).replace(/\r?\n$/, '');
}

async function askHidden(question: Text): Promise<string> {
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: hidden, terminal: true });
  process.stdout.write(`${say(question)}: `);
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}

function requireTerminal(option: string): void {
  if (!canAsk())
    throw new CliError({ zh: `缺少 ${option}。`, en: `${option} is missing, and nobody can be asked.` });
}
