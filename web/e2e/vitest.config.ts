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
    fileParallelism: false,
    maxConcurrency: 3,
  },
})
