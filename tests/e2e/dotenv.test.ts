import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../helpers/program.ts';

test('a .env beside the program counts, and the environment counts more', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'deskpulse-dotenv-'));
  try {
    writeFileSync(join(cwd, '.env'), 'DESKPULSE_PLAYGROUND=maybe\nLOG_LEVEL=loud\n');
    const { code, stderr } = await runProgram({ cwd, env: { LOG_LEVEL: 'error' } });
    expect(code).toBe(1);
    expect(stderr).toContain('DESKPULSE_PLAYGROUND');
    expect(stderr).not.toContain('LOG_LEVEL');
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});
