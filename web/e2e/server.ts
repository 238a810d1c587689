import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

// The servers under test: the one at ANLAN_URL, or for each worker the program ANLAN_BIN, started with a demonstration
// county of its own.

interface County {
  program: ChildProcess
  url: string
  data: string
}

let counties: County[] = []

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

export async function setup({ config }: TestProject): Promise<void> {
  if (process.env.ANLAN_URL) return
  const bin = process.env.ANLAN_BIN
  if (!bin) throw new Error('Set ANLAN_URL to a running demonstration server, or ANLAN_BIN to the anlan program.')
  const clock = process.env.ANLAN_CLOCK
  if (clock) process.env.ANLAN_SHIFT = String(Date.parse(clock) - Date.now())
  for (let i = 0; i < config.maxWorkers; i++) counties.push(await found(bin, clock ? ['--clock', clock] : []))
  await Promise.all(counties.map(ready))
  process.env.ANLAN_COUNTIES = counties.map(c => c.url).join(' ')
}

/** found starts the program on an empty folder. */
async function found(bin: string, hour: string[]): Promise<County> {
  const url = `http://127.0.0.1:${await freePort()}`
  const data = mkdtempSync(join(tmpdir(), 'anlan-e2e-'))
  const program = spawn(bin, ['demo', '--data', data, '--listen', new URL(url).host, ...hour], { stdio: 'inherit' })
  return { program, url, data }
}

/** ready waits until the county is made: seconds; on a machine that does much else, a minute and more. */
async function ready({ program, url }: County): Promise<void> {
  for (let i = 0; i < 1200 && program.exitCode === null && !(await answers(url)); i++)
    await new Promise(r => setTimeout(r, 100))
  if (!(await answers(url))) throw new Error(`the program did not answer at ${url}`)
}

export async function teardown(): Promise<void> {
  await Promise.all(counties.map(leave))
  counties = []
}

async function leave({ program, data }: County): Promise<void> {
  if (program.exitCode === null) {
    const ended = new Promise(resolve => program.once('exit', resolve))
    program.kill('SIGTERM')
    await ended
  }
  rmSync(data, { recursive: true, force: true })
}
