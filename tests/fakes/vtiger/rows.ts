/** A record as the web service gives it: text in every field, empty where nothing is known; a test may put anything into one. */
export interface VtigerRow {
  id: string;
  [field: string]: unknown;
}

export type EditionName = 'cloud' | 'open-source';

const common = { assigned_user_id: '', createdtime: '', modifiedtime: '', modifiedby: '', source: 'CRM', tags: '' };

const everywhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Users: { user_name: '', first_name: '', last_name: '', email1: '', status: 'Active', department: '' },
  Groups: { groupname: '', description: '' },
  Currency: { currency_name: '', currency_code: '', conversion_rate: '1' },
  Accounts: { ...common, accountname: '', email1: '', phone: '' },
  Contacts: { ...common, firstname: '', lastname: '', email: '', account_id: '' },
  ModComments: {
    ...common,
    commentcontent: 'What was said to nobody else',
    related_to: '',
    creator: '',
    customer: '',
    is_private: '0',
  },
  ServiceContracts: { ...common, subject: '', sc_related_to: '', contract_status: '', due_date: '', end_date: '' },
  Potentials: {
    ...common,
    potentialname: '',
    amount: '0.00000000',
    related_to: '',
    contact_id: '',
    opportunity_type: '',
    sales_stage: 'Prospecting',
    closingdate: '',
  },
  SalesOrder: {
    ...common,
    subject: '',
    sostatus: 'Created',
    hdnGrandTotal: '0.00000000',
    currency_id: '',
    account_id: '',
    contact_id: '',
    potential_id: '',
    invoicestatus: 'AutoCreated',
  },
  Invoice: {
    ...common,
    subject: '',
    invoicestatus: 'Created',
    hdnGrandTotal: '0.00000000',
    currency_id: '',
    account_id: '',
    contact_id: '',
    salesorder_id: '',
  },
};

const tickets = {
  cloud: {
    ...common,
    case_no: '',
    title: '',
    casestatus: 'New',
    casepriority: 'Medium',
    casechannel: '',
    group_id: '',
    contact_id: '',
    parent_id: '',
    from_portal: '0',
    description: '',
    reopen_count: '0',
  },
  'open-source': {
    ...common,
    ticket_no: '',
    ticket_title: '',
    ticketstatus: 'Open',
    ticketpriorities: 'Normal',
    ticketcategories: '',
    contact_id: '',
    parent_id: '',
    from_portal: '0',
    hours: '0.00000000',
    description: '',
  },
};

/** The modules of an edition, each with a record as it is when nobody filled it in. */
export function modulesOf(edition: EditionName): Readonly<Record<string, Readonly<Record<string, string>>>> {
  if (edition === 'open-source') return { ...everywhere, HelpDesk: tickets['open-source'] };
  return { ...everywhere, Users: { ...everywhere.Users, user_primary_group: '' }, Cases: tickets.cloud };
}

/** The number that a module's ids begin with. */
export const prefixes: Readonly<Record<EditionName, Readonly<Record<string, number>>>> = {
  cloud: {
    Users: 19,
    Groups: 20,
    Currency: 21,
    Accounts: 3,
    Contacts: 4,
    ModComments: 31,
    ServiceContracts: 36,
    Potentials: 5,
    SalesOrder: 8,
    Invoice: 9,
    Cases: 39,
  },
  'open-source': {
    Users: 19,
    Groups: 20,
    Currency: 21,
    Accounts: 11,
    Contacts: 12,
    ModComments: 30,
    ServiceContracts: 25,
    Potentials: 13,
    SalesOrder: 6,
    Invoice: 7,
    HelpDesk: 17,
  },
};
