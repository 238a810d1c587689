import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The long files begin: short ones fill what is left at the end. */
class ScreensFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const long = (file: TestSpecification) => Number(file.moduleId.includes('.screens.'))
    return (await super.sort(files)).sort((a, b) => long(b) - long(a))
  }
}

export default defineConfig({
  root: here('.'),
  test: {
    include: ['**/*.test.ts'],
    globalSetup: here('./server.ts'),
    setupFiles: [here('./setup.ts')],
    testTimeout: 300_000, // a bound for what hangs, not a measure: machines are slow and busy
    hookTimeout: 120_000,
    maxWorkers: process.env.ANLAN_URL ? 1 : 2,
    sequence: { sequencer: ScreensFirst },
  },
})
