import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { freePort } from '../helpers/free-port.ts';

const home = '/usr/share/request-tracker5';
const packages = ['request-tracker5', 'rt5-db-sqlite'];

/** A real Request Tracker on this machine, with a token for whoever is asked for. */
export interface RealRequestTracker extends AsyncDisposable {
  readonly url: string;
  /** By name: `root`, `RT_System`, `reader`, and everyone whom {@link addUser} added. */
  readonly tokens: Map<string, string>;
  addUser(user: { name: string; realName: string; email: string; organization: string; isAgent: boolean }): number;
}

const prelude = `use strict; use warnings; use lib '${home}/lib'; use JSON; use RT;
RT::LoadConfig(); RT::Init();
sub token { my ($name) = @_;
  my $user = RT::User->new(RT->SystemUser); $user->Load($name);
  my $token = RT::AuthToken->new(RT->SystemUser);
  my ($ok, $said, $text) = $token->Create(Owner => $user->Id, Description => 'story'); die $said unless $ok;
  return $text }
sub grant { my ($whom, @rights) = @_;
  for my $right (@rights) { my ($ok, $said) = $whom->PrincipalObj->GrantRight(Right => $right, Object => RT->System); die $said unless $ok } }
sub user { my %fields = @_; my $user = RT::User->new(RT->SystemUser); my ($ok, $said) = $user->Create(%fields); die $said unless $ok; return $user }
`;

/** Two queues; the group of agents and the requestors may do their work, and \`reader\` what the documentation asks for. */
const furnish = `
for my $name ('Billing', 'Returns') {
  my ($ok, $said) = RT::Queue->new(RT->SystemUser)->Create(Name => $name, SLADisabled => 0); die $said unless $ok }
my $agents = RT::Group->new(RT->SystemUser); my ($ok, $said) = $agents->CreateUserDefinedGroup(Name => 'agents'); die $said unless $ok;
grant($agents, qw(SeeQueue ShowTicket ShowTicketComments ModifyTicket ReplyToTicket CommentOnTicket OwnTicket));
my $everyone = RT::Group->new(RT->SystemUser); $everyone->LoadSystemInternalGroup('Everyone');
grant($everyone, qw(SeeQueue CreateTicket ShowTicket ReplyToTicket));
grant(user(Name => 'reader', Privileged => 1), qw(SeeQueue ShowTicket ShowTicketComments SeeGroup AdminGroupMembership AdminUsers));
print encode_json({ map { $_ => token($_) } qw(root RT_System reader) });
`;

const add = `
my $user = decode_json($ARGV[0]);
my $new = user(Name => $user->{name}, RealName => $user->{realName}, EmailAddress => $user->{email}, Organization => $user->{organization}, Privileged => $user->{isAgent} ? 1 : 0);
if ($user->{isAgent}) { my $agents = RT::Group->new(RT->SystemUser); $agents->LoadUserDefinedGroup('agents'); $agents->AddMember($new->Id) }
print encode_json({ id => $new->Id + 0, token => token($user->{name}) });
`;

/** @param say told what is done, a line at a time */
export async function startRequestTracker(say: (line: string) => void): Promise<RealRequestTracker> {
  install(say);
  const folder = mkdtempSync(join(tmpdir(), 'request-tracker-'));
  const port = await freePort();
  for (const name of ['mason', 'session', 'none']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'RT_SiteConfig.pm'), configuration(folder, port));
  const env = {
    ...process.env,
    RT_SITE_CONFIG: join(folder, 'RT_SiteConfig.pm'),
    RT_SITE_CONFIG_DIR: join(folder, 'none'),
  };
  const perl = (script: string, ...args: string[]) =>
    JSON.parse(
      execFileSync('perl', ['-e', prelude + script, ...args], {
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ) as unknown;
  say('its database is made');
  execFileSync('rt-setup-database-5', ['--action', 'init', '--skip-create'], { env, stdio: 'ignore' });
  const tokens = new Map(Object.entries(z.record(z.string(), z.string()).parse(perl(furnish))));
  const log = openSync(join(folder, 'server.log'), 'a');
  const command = [`-I${home}/lib`, join(home, 'libexec/rt-server'), '--port', String(port)];
  const server = spawn('perl', command, { env, stdio: ['ignore', log, log] });
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  say(`it answers at ${url}`);
  return {
    url,
    tokens,
    addUser(user) {
      const { id, token } = z.object({ id: z.int(), token: z.string() }).parse(perl(add, JSON.stringify(user)));
      tokens.set(user.name, token);
      return id;
    },
    async [Symbol.asyncDispose]() {
      server.kill();
      await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function install(say: (line: string) => void): void {
  if (existsSync(join(home, 'libexec/rt-server'))) return;
  if (process.getuid?.() !== 0)
    throw new Error(`Install it first, or run this as root: apt-get install ${packages.join(' ')}`);
  say(`installing ${packages.join(' and ')} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env, stdio: 'ignore' });
}

/** A service level that asks for every reply within an hour; mails go into a file. */
function configuration(folder: string, port: number): string {
  return `
Set($rtname, 'desk.example');
Set($Organization, 'desk.example');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '${join(folder, 'rt.sqlite')}');
Set($WebDomain, '127.0.0.1');
Set($WebPort, ${port});
Set($MailCommand, 'testfile');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'error');
Set($MasonDataDir, '${join(folder, 'mason')}');
Set($MasonSessionDir, '${join(folder, 'session')}');
Set(%ServiceAgreements, (Levels => { standard => { Response => { RealMinutes => 60 } } }));
1;
`;
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    const response = await fetch(`${url}/REST/2.0/rt`).catch(() => undefined);
    if (response?.status === 401) return;
    await wait(500);
  }
  throw new Error(`Request Tracker did not begin to answer at ${url} within a minute.`);
}
