import { testConnector } from '../helpers/conformance.ts';
import { testStory } from '../helpers/story-told.ts';
import { fill, startVtigerDesk } from '../fakes/vtiger/desk.ts';
import { startToldVtiger } from '../fakes/vtiger/story.ts';

const editions = [
  ['cloud', 'Vtiger Cloud', ['/query', '/describe', '/sync']],
  ['open-source', 'Vtiger open source', ['/webservice.php']],
] as const;

for (const [edition, service, endpoints] of editions) {
  testConnector(service, {
    endpoints,
    secrets: /access-key|Broken thing|Person|Organization|@acme\.example|session-\d|nobody else/,
    async start(options) {
      const { vtiger, clock, open, ...desk } = await startVtigerDesk(edition, options);
      const { tickets } = vtiger;
      return {
        ...desk,
        server: vtiger,
        clock,
        open,
        fill: () => fill(vtiger, clock),
        change() {
          const changed = vtiger.save('Contacts', 33, { email: 'new@acme.example' });
          const added = vtiger.save(tickets, 89, { contact_id: changed });
          return { changed: ['customers', changed], added: ['tickets', added] };
        },
        spoil() {
          const undated = vtiger.save(tickets, 801, { createdtime: undefined });
          const unlike = vtiger.save(tickets, 802, { contact_id: 31 });
          return [`ticket ${undated}`, `ticket ${unlike}`];
        },
        expire() {
          vtiger.accessKey = 'vtiger-access-key-2';
          vtiger.endSessions();
        },
      };
    },
  });

  testStory(service, {
    start: () => startToldVtiger(edition),
    gives: ['agents', 'customers', 'tickets', 'ticket_spans', 'replies', 'orders'],
    // Whether an order is somebody's first is not told.
    lacks: ['orders.kind'],
    isWatched: true,
    // A ticket of the open source belongs to a group or to a user: handed to Ben, it is with Ben's team.
    adjust: (facts) =>
      edition === 'cloud'
        ? facts
        : {
            ...facts,
            tickets: (facts.tickets ?? []).map((ticket) =>
              ticket.id === '5' ? { ...ticket, team: 'Returns' } : ticket,
            ),
          },
  });
}
