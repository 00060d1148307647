import { z } from 'zod';
import { definePlatform } from '../platform.ts';

export const playground = definePlatform({
  name: 'playground',
  title: 'Playground',
  needs: 'DESKPULSE_PLAYGROUND=on',
  local: { variable: 'DESKPULSE_PLAYGROUND', channel: 'support' },
  settings: z.object({}),
  sources: {},
  async open(_settings, tools) {
    const { openPlayground } = await import('./open.ts');
    return openPlayground(tools);
  },
});
