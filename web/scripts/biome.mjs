// Runs Biome from its platform package. The wrapper package lists binaries for every platform as optional
// dependencies; where a registry serves only some of them `npm ci` refuses the lock file, so the one that
// continuous integration uses is named directly and others say that they did not lint.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const binary = fileURLToPath(new URL('../node_modules/@biomejs/cli-linux-x64/biome', import.meta.url))
if (!existsSync(binary)) {
  console.warn('biome: no binary for this platform; not linted here')
  process.exit(0)
}
process.exit(spawnSync(binary, process.argv.slice(2), { stdio: 'inherit' }).status ?? 1)
