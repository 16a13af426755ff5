import { randomUUID } from 'node:crypto';
import { actOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import type { Actor } from '../../src/domain/actor.js';
import type { ProposalCase } from '../../src/domain/proposal/proposal-case.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import type { Role } from '../../src/domain/roles.js';
import { caseOf, type Scene } from './histories/record-scene.js';
import type { Home } from './ready-proposal.js';

/** What a test lets the people of a scene do to one of its cases, and looks at afterwards. */
export interface SceneDesk {
  home(number: number): Home;
  /** The holders of one office alone, in order. */
  as(role: Role, number?: number): Actor;
  act(home: Home, actor: Actor, type: CommandType, payload?: unknown, words?: string): Promise<void>;
  /** An entry and its confirmation by the second person. */
  byTwo(home: Home, first: Actor, second: Actor, type: CommandType, payload: unknown): Promise<void>;
  caseOf(home: Home): Promise<ProposalCase>;
  claims(home: Home): Promise<number>;
  /** Whole rupiah that a limit carries, as `reserved/consumed`. */
  limit(scope: string): Promise<string>;
  lines(home: Home): Promise<readonly LineRow[]>;
  /** Templates of the mails that the institution's operator was sent, newest last. */
  mails(home: Home): Promise<readonly string[]>;
}
export interface LineRow {
  readonly id: string;
  readonly needGroup: string;
  readonly quantities: readonly (number | null)[];
  readonly status: string;
  readonly reason: string | null;
}

export function deskOf(scene: Scene): SceneDesk {
  const { world } = scene;
  const act: SceneDesk['act'] = async (home, actor, type, payload = {}, words) => {
    const { proposalId } = home;
    await actOnProposal(world.ctx, actor, {
      proposalId,
      type,
      payload,
      expectedVersion: null,
      key: randomUUID(),
      words,
    });
  };
  return {
    home(number) {
      const home = scene.homes[number];
      if (home === undefined) throw new Error(`the scene has no home ${number}`);
      return home;
    },
    as(role, number = 0) {
      const holders = scene.players.filter(({ person }) => person.roles.length === 1 && person.roles[0] === role);
      const holder = holders[number];
      if (holder === undefined) throw new Error(`nobody is ${role} number ${number}`);
      return holder.actor;
    },
    act,
    async byTwo(home, first, second, type, payload) {
      await act(home, first, type, payload);
      await act(home, second, 'confirm');
    },
    caseOf: (home) => caseOf(scene, home),
    async claims({ proposalId }) {
      const [row] = await world.sql('select count(*)::int as claims from claim where proposal_id = $1', [proposalId]);
      return Number(row?.['claims']);
    },
    async limit(scope) {
      const [row] = await world.sql(
        `select reserved || '/' || consumed as text from ceiling where programme_id = $1 and scope = $2`,
        [scene.programme.programmeId, scope],
      );
      return String(row?.['text']);
    },
    async lines({ proposalId }) {
      const rows = await world.sql(
        `select l.id, l.need_group as "needGroup", array[l.requested, l.recommended, l.considered, l.decreed] as quantities, l.status, l.reason
           from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id
          where l.proposal_id = $1 order by b.position, l.need_group`,
        [proposalId],
      );
      return rows as unknown as readonly LineRow[];
    },
    async mails({ proposalId, operator }) {
      const rows = await world.sql(
        `select template from notification where proposal_id = $1 and recipient_user_id = $2 order by created_at, id`,
        [proposalId, operator.kind === 'user' ? operator.userId : null],
      );
      return rows.map((row) => String(row['template']));
    },
  };
}
