import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';

/** Take the settings of a `.env` in the working folder, if there is one; what the environment already says stands. */
export function loadDotenv(): void {
  if (existsSync('.env')) loadEnvFile('.env');
}
