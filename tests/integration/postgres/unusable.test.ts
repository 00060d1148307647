import { describe, expect, test } from 'vitest';
import { openPostgres } from '../../../src/store/engines/postgres.ts';
import { createBareDatabase, createDatabase, postgresMissing } from '../../helpers/postgres-server.ts';

const missing = await postgresMissing();

describe('a database that cannot be used', () => {
  test.each(['127.0.0.1:1', 'localhost:1'])(
    'because nobody answers at %s is named, without its password',
    async (host) => {
      const refused = await openPostgres(`postgres://deskpulse:secret@${host}/desk`).catch((error: unknown) => error);
      expect(refused).toMatchObject({
        code: 'store-unreachable',
        message: expect.stringMatching(
          /^PostgreSQL at \w.*:1\/desk cannot be used: .*ECONNREFUSED.*correct DATABASE_URL/,
        ),
      });
      expect(String(refused)).not.toContain('secret');
    },
  );

  test.skipIf(missing)('because it is not there, or does not know the user, is named too', async () => {
    await using database = await createDatabase();
    const gone = new URL(database.url);
    gone.pathname = '/no_such_desk';
    await expect(openPostgres(gone.href)).rejects.toMatchObject({
      code: 'store-unreachable',
      message: expect.stringContaining('database "no_such_desk" does not exist'),
    });
    const stranger = new URL(database.url);
    stranger.username = 'stranger';
    stranger.password = 'secret';
    const refused = await openPostgres(stranger.href).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'store-unreachable', message: expect.stringContaining('stranger') });
    expect(String(refused)).not.toContain('secret');
  });

  test.skipIf(missing)('because its letters are only those of English is refused', async () => {
    await using english = await createBareDatabase(`ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'`);
    await expect(openPostgres(english.url)).rejects.toMatchObject({
      code: 'store-unfit',
      message: expect.stringMatching(/CREATE DATABASE .* ENCODING 'UTF8' LOCALE 'C\.UTF-8' TEMPLATE template0/),
    });
  });
});
