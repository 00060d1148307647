import type { ToldDesk } from '../../helpers/story-told.ts';
import { storyBegins, type StoryEvent } from '../../helpers/story.ts';
import { startVtigerDesk } from './desk.ts';
import type { FakeVtiger } from './server.ts';
import type { EditionName } from './rows.ts';

const words = {
  cloud: { open: 'Open', pending: 'Wait for Customer', solved: 'Resolved', status: 'casestatus' },
  'open-source': { open: 'Open', pending: 'Wait For Response', solved: 'Closed', status: 'ticketstatus' },
};
const groups: Readonly<Record<string, number>> = { Billing: 901, Returns: 902 };
const organizations: Readonly<Record<string, number>> = { Initech: 911, Globex: 912 };

/** The story as the people at a Vtiger live it. */
export async function startToldVtiger(edition: EditionName): Promise<ToldDesk> {
  const { vtiger, ...desk } = await startVtigerDesk(edition, { start: storyBegins });
  for (const [groupname, number] of Object.entries(groups)) vtiger.save('Groups', number, { groupname });
  vtiger.save('Currency', 1, { currency_code: 'EUR' });
  return { ...desk, tell: (event) => tell(event, vtiger, edition) };
}

function tell(event: StoryEvent, vtiger: FakeVtiger, edition: EditionName): void {
  const { open, status, ...others } = words[edition];
  const id = (module: string, number: string | number) => vtiger.idOf(module, Number(number));
  const ticket = 'ticket' in event ? Number(event.ticket) + 1000 : 0;
  const comment = (fields: Record<string, string>) =>
    vtiger.save('ModComments', 2000 + vtiger.rows('ModComments').length, {
      related_to: id(vtiger.tickets, ticket),
      ...fields,
    });
  switch (event.what) {
    case 'agent': {
      const [first_name = '', last_name = ''] = event.name.split(' ');
      const team =
        edition === 'cloud'
          ? { user_primary_group: id('Groups', groups[event.team] ?? 0) }
          : { department: event.team };
      vtiger.save('Users', Number(event.id), {
        user_name: event.email,
        first_name,
        last_name,
        email1: event.email,
        ...team,
      });
      return;
    }
    case 'customer': {
      const [firstname = '', lastname = ''] = event.name.split(' ');
      const account_id = vtiger.save('Accounts', organizations[event.organization] ?? 0, {
        accountname: event.organization,
      });
      vtiger.save('Contacts', Number(event.id), { firstname, lastname, email: event.email, account_id });
      return;
    }
    case 'created':
      vtiger.save(vtiger.tickets, ticket, created(event, vtiger));
      return;
    case 'auto-replied':
      comment({ source: 'WORKFLOW', creator: id('Users', 1) });
      return;
    case 'assigned':
      vtiger.save(vtiger.tickets, ticket, { assigned_user_id: id('Users', event.agent) });
      return;
    case 'noted':
      comment({ creator: id('Users', event.agent), is_private: '1' });
      return;
    case 'replied':
      comment({ creator: id('Users', event.agent) });
      vtiger.save(vtiger.tickets, ticket, { [status]: others[event.status] });
      return;
    case 'wrote': {
      comment({ customer: id('Contacts', event.customer), creator: id('Users', 1) });
      // The mail scanner writes the status of a solved one straight into the database.
      const isSolved = vtiger.find(vtiger.tickets, ticket)?.[status] === others.solved;
      vtiger[isSolved ? 'saveQuietly' : 'save'](vtiger.tickets, ticket, { [status]: open });
      return;
    }
    case 'merged':
    case 'deleted':
      vtiger.remove(vtiger.tickets, ticket);
      return;
    case 'ordered':
      vtiger.save('SalesOrder', Number(event.id), {
        contact_id: id('Contacts', event.customer),
        hdnGrandTotal: `${event.amount}.00000000`,
        currency_id: id('Currency', 1),
      });
      return;
    case 'promised':
    case 'rated':
    case 'called':
  }
}

function created(event: Extract<StoryEvent, { what: 'created' }>, vtiger: FakeVtiger): Record<string, string> {
  const group = vtiger.idOf('Groups', groups[event.team] ?? 0);
  const contact = vtiger.find('Contacts', Number(event.customer));
  const priority = event.priority.replace(/^./, (letter) => letter.toUpperCase());
  const whose = { contact_id: contact?.id ?? '', parent_id: String(contact?.account_id) };
  if (vtiger.tickets === 'Cases') {
    const casechannel = event.channel === 'web' ? 'Web' : 'Email';
    return { ...whose, title: event.subject, casepriority: priority, casechannel, group_id: group };
  }
  const way = event.channel === 'web' ? { source: 'CUSTOMER PORTAL', from_portal: '1' } : { source: 'MAIL SCANNER' };
  return { ...whose, ...way, ticket_title: event.subject, ticketpriorities: priority, assigned_user_id: group };
}
