import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  test: {
    include: ['**/*.test.ts'],
    globalSetup: here('./server.ts'),
    setupFiles: [here('./setup.ts')],
    testTimeout: 300_000, // a bound for what hangs, not a measure: machines are slow and busy
    hookTimeout: 120_000,
    maxWorkers: process.env.ANLAN_URL ? 1 : 2, // a journey waits more than it works; each worker has its own county
  },
})
