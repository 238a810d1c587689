import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// The server under test: the one at ANLAN_URL, or the program ANLAN_BIN started with a demonstration county of its own.

let program: ChildProcess | undefined
let data = ''

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).status < 500
  } catch {
    return false
  }
}

export async function setup(): Promise<void> {
  if (process.env.ANLAN_URL) return
  const bin = process.env.ANLAN_BIN
  if (!bin) throw new Error('Set ANLAN_URL to a running demonstration server, or ANLAN_BIN to the anlan program.')
  const url = `http://127.0.0.1:${await freePort()}`
  data = mkdtempSync(join(tmpdir(), 'anlan-e2e-'))
  const clock = process.env.ANLAN_CLOCK
  if (clock) process.env.ANLAN_SHIFT = String(Date.parse(clock) - Date.now())
  const hour = clock ? ['--clock', clock] : []
  program = spawn(bin, ['demo', '--data', data, '--listen', new URL(url).host, ...hour], { stdio: 'inherit' })
  // Making the county takes seconds; on a machine that does much else, a minute and more.
  for (let i = 0; i < 1200 && program.exitCode === null && !(await answers(url)); i++)
    await new Promise(r => setTimeout(r, 100))
  if (!(await answers(url))) throw new Error(`${bin} did not answer at ${url}`)
  process.env.ANLAN_URL = url
}

export async function teardown(): Promise<void> {
  if (!program) return
  const ended = new Promise(resolve => program?.once('exit', resolve))
  program.kill('SIGTERM')
  await ended
  rmSync(data, { recursive: true, force: true })
}
