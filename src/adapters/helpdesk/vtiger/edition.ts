import type { VtigerSettings } from './settings.ts';

/** What tells the editions apart, beside how one signs in. */
export interface Edition {
  /** What tickets are called, as a module. */
  readonly tickets: string;
  /** Its fields by what they mean to us; a field that an edition lacks is never there. */
  readonly fields: {
    readonly subject: string;
    readonly status: string;
    readonly priority: string;
    readonly type?: string;
    readonly channel?: string;
    readonly group?: string;
  };
  /**
   * Whether `sync` tells of every deleted ticket: in the open source it answers only for what the asking user owns, or, with
   * 8.0, not at all.
   */
  readonly tellsDeleted: boolean;
}

export const editions: Readonly<Record<VtigerSettings['edition'], Edition>> = {
  cloud: {
    tickets: 'Cases',
    fields: {
      subject: 'title',
      status: 'casestatus',
      priority: 'casepriority',
      channel: 'casechannel',
      group: 'group_id',
    },
    tellsDeleted: true,
  },
  'open-source': {
    tickets: 'HelpDesk',
    fields: {
      subject: 'ticket_title',
      status: 'ticketstatus',
      priority: 'ticketpriorities',
      type: 'ticketcategories',
    },
    tellsDeleted: false,
  },
};
