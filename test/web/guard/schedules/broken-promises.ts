import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { openingKey } from '../../../../functions/gates/gate-keys.ts';
import { unpackScans } from '../../../../functions/gates/stored-scan.ts';
import type { Table } from '../../../../functions/platform/table.ts';
import { shanghaiDay } from '../../../../shared/time/shanghai.ts';
import type { GatePost } from './gate-post.ts';
import type { ReaderQuestion } from './reader-questions.ts';
import { GATE_IDS, type SchedulesStreet } from './street.ts';

async function itemsAt(
  table: Table,
  pk: string,
  prefix: string,
): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await table.documents.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
    }),
  );
  return Items;
}

/** What one gate promised and did not keep, by its ledger, its page and the table. */
export async function brokenAt(post: GatePost, street: SchedulesStreet): Promise<string[]> {
  const { gate, ledger } = post;
  const { table } = street.engine;
  const { queue, openingQueue } = await post.livePage();
  for (const counts of [await queue.count(), await openingQueue.count()]) {
    if (counts.waiting !== 0 || counts.refused !== 0) {
      ledger.broken.push(`${gate}: in the end it counts ${JSON.stringify(counts)}`);
    }
  }
  const recorded = [];
  const { deviceId } = street.deviceAt(gate);
  const days = new Set([...ledger.days].map(shanghaiDay));
  for (const day of days) {
    for (const boot of post.boots) {
      const pk = `cmp_1#${GATE_IDS[gate]}#${day}`;
      const items = await itemsAt(table, pk, `batch#${deviceId}#${boot}#`);
      for (const { scans } of items) {
        const unpacked = unpackScans(scans instanceof Uint8Array ? scans : new Uint8Array(1));
        recorded.push(...unpacked.map((scan) => ({ ...scan, name: `${boot}.${scan.seq}` })));
      }
    }
  }
  ledger.compare(recorded);
  for (const [name, opening] of ledger.opened) {
    const { pk, sk } = openingKey({ ...opening, deviceId, gateId: GATE_IDS[gate] });
    const [item, ...more] = await itemsAt(table, pk, sk);
    if (item === undefined || more.some((other) => other.sk === sk)) {
      ledger.broken.push(`${gate}: opening ${name} is nowhere`);
    } else if (
      item.reason !== opening.reason &&
      !(item.reason === 'fire' && ledger.perhapsExplained.has(name))
    ) {
      ledger.broken.push(`${gate}: opening ${name} has the reason ${item.reason}`);
    }
  }
  // What one gate let in by one showing, it let in once.
  const letIn = new Map<string, string>();
  for (const [name, { code, verdict, decided }] of ledger.seen) {
    const isIn = verdict.outcome === 'allow' || (decided?.kept && decided.decision === 'let_in');
    if (!isIn || code.showing === undefined) continue;
    const before = letIn.get(code.showing);
    if (before !== undefined) {
      ledger.broken.push(`${gate}: ${code.showing} was let in as ${before} and as ${name}`);
    }
    letIn.set(code.showing, name);
  }
  return ledger.broken;
}

/** Of all that readers asked: what was answered one way and then another, or let in twice. */
export function brokenAnswers(questions: readonly ReaderQuestion[]): string[] {
  const broken: string[] = [];
  const users = new Map<string, string>();
  for (const question of questions) {
    const name = `${question.gate}’s reader, question ${question.seq}`;
    if (new Set(question.answers).size !== 1) {
      broken.push(`${name} was answered ${question.answers.join(', then ')}`);
    }
    const { showing } = question.code;
    if (showing === undefined || question.answers[0]?.startsWith('allow') !== true) continue;
    const before = users.get(showing);
    if (before !== undefined) broken.push(`${showing} was used by ${before} and by ${name}`);
    users.set(showing, name);
  }
  return broken;
}
