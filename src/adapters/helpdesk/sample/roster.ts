import { hoursOf, type Hours, type Schedule } from './hours.ts';

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Working speed: 1 is usual, 1.6 takes 1.6 times as long. */
  readonly pace: number;
  /** What the agent adds to the share of contented customers and of problems solved at once. */
  readonly skill: number;
}

type Agents = readonly [Agent, ...Agent[]];

export interface Team {
  readonly name: string;
  /** IANA zone the team and most of its customers live in. */
  readonly zone: string;
  readonly hours: Hours;
  readonly agents: Agents;
}

function agent(name: string, pace: number, skill: number): Agent {
  const id = name.toLowerCase().replace(' ', '.');
  return { id, name, email: `${id}@example.com`, pace, skill };
}

function team(name: string, schedule: Schedule, agents: Agents): Team {
  return { name, zone: schedule.zone, hours: hoursOf(schedule), agents };
}

/** The best to rank first in their team, by construction: Ana Reyes, Grace Okafor, Maria Santos, Eleni Pappas. */
export const teams = {
  billing: team('Billing', { zone: 'Europe/London', from: 8, to: 18, daysAWeek: 5 }, [
    agent('Ana Reyes', 0.6, 0.08),
    agent('Tom Hughes', 0.9, 0.02),
    agent('Priya Nair', 1, 0.04),
    agent('Owen Clarke', 1.2, 0),
    agent('Sofia Rossi', 1.1, -0.04),
    agent('Lukas Weber', 1.6, -0.12),
  ]),
  technical: team('Technical', { zone: 'UTC', from: 0, to: 24, daysAWeek: 7 }, [
    agent('Grace Okafor', 0.6, 0.08),
    agent('Mei Tanaka', 0.8, 0.05),
    agent('Diego Alvarez', 1, 0.02),
    agent('Nadia Haddad', 1, -0.02),
    agent('Ivan Petrov', 1.3, -0.03),
    agent('Jack Murphy', 1.5, -0.12),
  ]),
  onboarding: team('Onboarding', { zone: 'America/New_York', from: 9, to: 18, daysAWeek: 5 }, [
    agent('Maria Santos', 0.6, 0.09),
    agent('Emily Carter', 0.9, 0.03),
    agent('James Wilson', 1, 0),
    agent('Aisha Khan', 1.1, 0.02),
    agent('Noah Fischer', 1.2, -0.05),
    agent('Chloe Martin', 1.5, -0.1),
  ]),
  logistics: team('Logistics', { zone: 'Europe/Athens', from: 8, to: 20, daysAWeek: 6 }, [
    agent('Eleni Pappas', 0.6, 0.08),
    agent('Nikos Vlachos', 0.9, 0.03),
    agent('Marta Kowalska', 1, 0.01),
    agent('Yusuf Demir', 1.1, -0.02),
    agent('Hana Novak', 1.2, -0.05),
    agent('Petr Svoboda', 1.6, -0.1),
  ]),
} as const;

export type TeamKey = keyof typeof teams;

export const allTeams: readonly [Team, ...Team[]] = [teams.billing, teams.technical, teams.onboarding, teams.logistics];

/** Every agent with the team's name. Their e-mails are `first.last@example.com`. */
export const roster = allTeams.flatMap(({ name, agents }) => agents.map((agent) => ({ agent, team: name })));
