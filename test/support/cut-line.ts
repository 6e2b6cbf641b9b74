import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server that can be cut, or left hanging, and mended: what the program sees when the server dies. */
export class CutLine {
  private server: Server;
  private readonly open = new Set<Socket>();
  private isHanging = false;

  private constructor(
    private readonly target: URL,
    private readonly port: number,
    server: Server,
  ) {
    this.server = server;
  }

  static async to(target: string): Promise<CutLine> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const line = new CutLine(new URL(target), (server.address() as AddressInfo).port, server);
    server.on('connection', (socket) => line.forward(socket));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Nothing is listening any more. */
  async cut(): Promise<void> {
    this.hangUp();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Connections are taken and never answered. */
  hang(): void {
    this.isHanging = true;
    this.hangUp();
  }

  async mend(): Promise<void> {
    this.isHanging = false;
    this.hangUp();
    if (this.server.listening) return;
    this.server = createServer((socket) => this.forward(socket)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  private hangUp(): void {
    for (const socket of this.open) socket.destroy();
  }

  private forward(from: Socket): void {
    this.keep(from);
    if (this.isHanging) return;
    const to = connect(Number(this.target.port), this.target.hostname);
    this.keep(to);
    from.pipe(to).pipe(from);
    from.on('close', () => to.destroy());
    to.on('close', () => from.destroy());
  }

  private keep(socket: Socket): void {
    this.open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.open.delete(socket));
  }
}
