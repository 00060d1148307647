import type { Table } from '../../../../helpdesk.ts';

/** A list written as a line. */
function words(text: string): readonly string[] {
  return text.split(' ');
}

/** What other programs call the columns of a table, most telling first; written without capitals, signs and spaces. */
type Names = Readonly<Record<string, readonly string[]>>;

const ids = words('id number no nr num key ref reference uuid');
const people = {
  agent: words(
    'agent agentname assignee assigneename assignedto owner handler technician operator handledby agentid assigneeid user',
  ),
  team: words('team group department queue assignedgroup assignmentgroup groupname project'),
  customer: words(
    'customer customerid requester requesterid requestername client clientid contact contactid reporter customername caller author',
  ),
};

/** Tables that a file which names none may be. */
export const names: { readonly [T in Table]?: Names } = {
  tickets: {
    id: [
      ...words(
        'ticketid ticketnumber ticket caseid casenumber case issueid issuekey requestid conversationid incident incidentid',
      ),
      ...ids,
    ],
    created_at: words(
      'createdat created createdon createdtime createddate creationdate datecreated dateopened openedat opened opendate openedon submitted submittedon received receivedat reported startdate erstellt wann date datum timestamp at',
    ),
    solved_at: words(
      'solvedat solved resolvedat resolved resolveddate dateresolved closedat closed closedon closedate closeddate dateclosed resolutiondate completed completedat enddate metricsetsolvedat',
    ),
    updated_at: words('updatedat updated lastupdated lastupdate updatedon modified lastmodified changed'),
    first_reply_at: words(
      'firstreplyat firstresponseat firstresponsedate firstreplied respondedat firstreply firstresponse',
    ),
    escalated_at: ['escalatedat', 'escalationdate', 'escalated'],
    status: ['status', 'state', 'ticketstatus', 'issuestatus'],
    priority: ['priority', 'urgency', 'severity'],
    type: words('type tickettype category issuetype topic contactreason reason tracker'),
    channel: words('channel viachannel via source origin contactchannel ticketchannel'),
    tags: ['tags', 'labels', 'tag'],
    subject: ['subject', 'title', 'summary', 'ticketsubject'],
    url: ['url', 'link', 'permalink'],
    organization: ['organization', 'organisation', 'company', 'account', 'accountname', 'companyname'],
    handle_seconds: words('handleseconds handletime handlingtime handle timespent spenttime effort worktime aht'),
    reopens: ['reopens', 'reopencount', 'reopened'],
    agent_replies: ['agentreplies', 'replies', 'replycount', 'responses'],
    reassignments: ['reassignments', 'reassigncount'],
    is_complaint: ['iscomplaint', 'complaint'],
    ...people,
  },
  surveys: {
    id: ['surveyid', 'responseid', 'ratingid', 'feedbackid', ...ids],
    answered_at: words(
      'answeredat answered submitted submittedat responsedate respondedat surveydate ratedat createdat created date datum wann timestamp',
    ),
    sent_at: ['sentat', 'sent', 'senton'],
    score: words(
      'score rating csat csatscore nps npsscore ces esat satisfaction satisfactionscore satisfactionrating stars note grade',
    ),
    comment: ['comment', 'comments', 'feedback', 'remark', 'text'],
    ticket: ['ticket', 'ticketid', 'case', 'caseid'],
    ...people,
  },
  calls: {
    id: ['callid', ...ids],
    at: words('at calltime calldate callstart starttime started startedat start date timestamp time'),
    wait_seconds: ['waitseconds', 'waittime', 'wait', 'queuetime', 'speedofanswer', 'speedofanswerinseconds'],
    talk_seconds: words('talkseconds talktime talk duration callduration avgtalkduration talkduration'),
    hold_seconds: ['holdseconds', 'holdtime', 'hold'],
    wrap_seconds: ['wrapseconds', 'wraptime', 'wrap', 'aftercallwork', 'acw'],
    is_answered: ['isanswered', 'answered', 'answeredyn', 'pickedup'],
    direction: ['direction', 'calldirection', 'inout'],
    ...people,
  },
  orders: {
    id: ['orderid', 'ordernumber', 'invoice', 'invoiceid', 'transactionid', ...ids],
    at: words('at orderdate orderedat purchasedate invoicedate date created createdat timestamp'),
    amount: words('amount total ordertotal price revenue value sum betrag'),
    currency: ['currency'],
    margin: ['margin'],
    kind: ['kind', 'ordertype'],
    ...people,
  },
  customers: {
    id: ['customerid', 'clientid', 'accountid', ...ids],
    started_at: words(
      'startedat started signupdate signup joined joinedat joindate customersince since startdate created createdat',
    ),
    ended_at: words('endedat ended churned churnedat churndate cancelledat canceledat cancelled enddate left'),
    renewal_at: ['renewalat', 'renewaldate', 'renewal'],
    name: ['name', 'customername', 'fullname'],
    email: ['email', 'emailaddress'],
    organization: ['organization', 'organisation', 'company', 'account'],
    segment: ['segment', 'plan', 'tier'],
  },
};

/** A ticket's columns that say how long after its creation something happened. */
export const lengths: Readonly<Record<string, readonly string[]>> = {
  first_reply_at: words(
    'frt firstresponsetime firstreplytime timetofirstresponse timetofirstreply responsetime firstresponse firstreply replytime',
  ),
  solved_at: ['ttr', 'resolutiontime', 'timetoresolve', 'timetoresolution', 'fullresolutiontime', 'solvetime'],
};

/** A ticket's columns that are the answer to a survey. */
export const ratings: {
  readonly csat: readonly string[];
  readonly nps: readonly string[];
  readonly ces: readonly string[];
} = {
  csat: words(
    'csat csatscore satisfaction satisfactionscore satisfactionratingscore customersatisfaction customersatisfactionrating satisfactionrating rating',
  ),
  nps: ['nps', 'npsscore'],
  ces: ['ces', 'cesscore', 'effortscore'],
};

/** A ticket's columns that say by yes or no whether it was solved in time. */
export const promises: readonly string[] = [
  'slamet',
  'sla',
  'slaachieved',
  'withinsla',
  'resolutionslamet',
  'slastatus',
];

const unitWords = /\b(?:in )?(?<unit>seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|days?)\b\)?$/i;

/** A column's name as the lists above have it, and the unit it may end with: `First response (h)`. */
export function nameKey(name: string): { readonly key: string; readonly unit: string | undefined } {
  if (name.trim() === '#') return { key: 'number', unit: undefined };
  const spaced = name.replaceAll(/[_\-.:/]+/g, ' ').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const unit = unitWords.exec(spaced)?.groups?.['unit'];
  const key = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const bare = unit === undefined ? '' : key(spaced.replace(unitWords, ''));
  return { key: bare === '' ? key(spaced) : bare, unit: bare === '' ? undefined : unit };
}
