import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'

/** What Slotline needs to run: lent for the length of the run. */
export interface Ground {
  database: string
  redis: string
  folder: string
}

const program =
  process.env['SLOTLINE_TEST_SERVER'] ?? join(import.meta.dirname, '../../src/Graph/bin/Debug/net10.0/slotline.dll')
const patienceMs = 90_000

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  listener.close()
  await once(listener, 'close')
  return port
}

/** The real server, as a process that can be stopped and started again at the same address. */
export class Slotline {
  private process: ChildProcess | null = null

  private constructor(
    readonly url: string,
    private readonly name: string,
    private readonly ground: Ground,
  ) {}

  static async start(name: string, ground: Ground): Promise<Slotline> {
    const slotline = new Slotline(`http://127.0.0.1:${await freePort()}`, name, ground)
    await slotline.startAgain()
    return slotline
  }

  /** Where the mails are that it sent: no mail server is set, so they become files. */
  get mails(): string {
    return join(this.data, 'mail')
  }

  private get data(): string {
    return join(this.ground.folder, this.name)
  }

  async startAgain() {
    mkdirSync(this.data, { recursive: true })
    const child = spawn('dotnet', [program], {
      cwd: dirname(program),
      env: {
        ...process.env,
        TZ: 'Asia/Kolkata',
        ASPNETCORE_ENVIRONMENT: 'Production',
        ASPNETCORE_URLS: this.url,
        Public__Url: this.url,
        ConnectionStrings__Database: this.ground.database,
        ConnectionStrings__Redis: this.ground.redis,
        Data__Directory: this.data,
        Demo__Seed: 'true',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const log = createWriteStream(join(this.data, 'log'), { flags: 'a' })
    child.stdout.pipe(log)
    child.stderr.pipe(log)
    this.process = child
    await this.untilReady(child)
  }

  /** As a power cut would: no goodbye to anybody. */
  async kill() {
    await this.end('SIGKILL')
  }

  async stop() {
    await this.end('SIGTERM')
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM') {
    const child = this.process
    this.process = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }

  private async untilReady(child: ChildProcess) {
    const until = Date.now() + patienceMs
    while (child.exitCode === null && Date.now() < until) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null)
      if (answer?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error(`The server did not become ready; what it said is in ${join(this.data, 'log')}.`)
  }
}
