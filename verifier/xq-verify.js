#!/usr/bin/env node
import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { inflateSync } from 'node:zlib';
import { decide, isSigned, keyOfPoint, newMemory } from './scan.js';

const USAGE = `xq-verify CODE --keys FILE|URL --state FILE [--at TIME] [--direction in|out]
xq-verify NUMBER
xq-verify --vectors FILE

  NUMBER       the eight digits on a printed card: whether the last one checks the others
  --keys       the issuer's JWK set: a file, or /.well-known/jwks.json of a street
  --state      what a gate's device gets: { certificate, statusList, rules }
  --at         the gate's time, such as 2026-03-18T08:00:01+08:00; otherwise now
  --vectors    plays a file of test vectors

Ends with 0 where the code is let in (or every vector agrees), 1 where it is not, 2 where that
cannot be told. docs/pass-format.md says what each reason means.`;
const MAX_LIST_BYTES = 4 * 1024 * 1024;

class CannotTell extends Error {}

const bytesOf = (hex) => Buffer.from(hex, 'hex');

async function json(place) {
  const isAddress = /^https?:/.test(place);
  const text = isAddress ? await (await fetch(place)).text() : await readFile(place, 'utf8');
  return JSON.parse(text);
}

/** The claims of a JWT of this type, signed by one of these keys and not over yet. */
function claimsOf(jwt, typ, keyFor, nowMs) {
  const [head, claims, signature, ...more] = String(jwt).split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url'));
  if (header.alg !== 'ES256' || header.typ !== typ || more.length > 0) {
    throw new CannotTell(`the state holds no ${typ}`);
  }
  const key = keyFor(header.kid);
  const signed = Buffer.from(signature ?? '', 'base64url');
  if (key === undefined || !isSigned(key, `${head}.${claims}`, signed)) {
    throw new CannotTell(`the ${typ} is not signed by whom it should be`);
  }
  const said = JSON.parse(Buffer.from(claims, 'base64url'));
  if (said.exp * 1000 <= nowMs) throw new CannotTell(`the ${typ} has ended`);
  return said;
}

function stateOf({ certificate, statusList, rules }, keys, nowMs) {
  const { key } = claimsOf(certificate, 'xq-list-key+jwt', (kid) => keys.get(kid), nowMs);
  const listKey = () => keyOfPoint(Buffer.from(key, 'base64url'));
  const list = claimsOf(statusList, 'statuslist+jwt', listKey, nowMs);
  const gate = claimsOf(rules, 'xq-gate-rules+jwt', listKey, nowMs).rules;
  if (list.sub !== `cmp_${gate.compound}`)
    throw new CannotTell('list and rules differ in compound');
  const packed = Buffer.from(list.status_list.lst, 'base64url');
  const bits = inflateSync(packed, { maxOutputLength: MAX_LIST_BYTES });
  return { gate, list: { bits, ageMs: Math.max(0, nowMs - list.iat * 1000) } };
}

function inWords({ outcome, reason, steps }) {
  const lines = steps.map(
    ({ step, found }) =>
      `  ${found === undefined ? '✓' : '✗'} ${step}${found === undefined ? '' : `: ${found}`}`,
  );
  return [...lines, '', `${outcome} · ${reason}`].join('\n');
}

async function verifyOne(code, { keys: place, state: path, at, direction }) {
  const nowMs = at === undefined ? Date.now() : Date.parse(at);
  if (Number.isNaN(nowMs)) throw new CannotTell(`${at} is no time`);
  const set = await json(place);
  const keys = new Map(
    set.keys
      .filter(({ kty, crv }) => kty === 'EC' && crv === 'P-256')
      .map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })]),
  );
  const state = stateOf(await json(path), keys, nowMs);
  const time = { nowMs, grade: 'synced' };
  const verdict = decide({ text: code, keys, time, direction, memory: newMemory(), ...state });
  console.log(inWords(verdict));
  return verdict.outcome === 'allow' ? 0 : 1;
}

/** ISO 7064 MOD 11,10 over all eight digits: what is left is 1 where the last one is right. */
function isChecked(number) {
  let carried = 10;
  for (const digit of number.slice(0, -1)) {
    carried = (((carried + Number(digit)) % 10 || 10) * 2) % 11;
  }
  return (carried + Number(number.at(-1))) % 10 === 1;
}

function checkNumber(number) {
  const isRight = isChecked(number);
  console.log(
    isRight
      ? 'a number as cards have them; whether there is such a card, its compound’s gates know'
      : 'no card’s number: a digit is wrong, or two changed places',
  );
  return isRight ? 0 : 1;
}

/** @returns the names of vectors with another verdict than theirs */
function differing(vectors) {
  return vectors.flatMap((vector) => {
    const { name, earlier, text, gate, direction, time, expect } = vector;
    const points = Object.entries(vector.issuerKeys);
    const scan = {
      keys: new Map(points.map(([kid, point]) => [kid, keyOfPoint(bytesOf(point))])),
      gate,
      gateSecret: bytesOf(vector.gateSecret),
      direction,
      memory: newMemory(),
      uses: vector.uses ?? undefined,
      list: vector.list && {
        bits: inflateSync(Buffer.from(vector.list.lst, 'base64url')),
        ageMs: vector.list.ageMs,
      },
    };
    return [...earlier, { text, nowMs: time.nowMs, expect }].flatMap((one) => {
      const at = { nowMs: one.nowMs, grade: time.grade };
      const { outcome, reason } = decide({
        ...scan,
        list: scan.list ?? undefined,
        text: one.text,
        time: at,
      });
      const isSame = outcome === one.expect.outcome && reason === one.expect.reason;
      return isSame ? [] : [`${name}: ${outcome} ${reason}`];
    });
  });
}

async function playVectors(path) {
  const vectors = await json(path);
  const wrong = differing(vectors);
  for (const one of wrong) console.log(one);
  console.log(`${vectors.length} vectors, ${wrong.length} verdicts differ`);
  return wrong.length === 0 ? 0 : 1;
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      state: { type: 'string' },
      at: { type: 'string' },
      direction: { type: 'string', default: 'in' },
      vectors: { type: 'string' },
    },
  });
  const [code] = positionals;
  const isOne = code !== undefined && values.keys !== undefined && values.state !== undefined;
  const number = code?.replace(/[ -]/g, '');
  if (values.vectors !== undefined) process.exitCode = await playVectors(values.vectors);
  else if (/^[0-9]{8}$/.test(number)) process.exitCode = checkNumber(number);
  else if (isOne && /^(in|out)$/.test(values.direction))
    process.exitCode = await verifyOne(code, values);
  else throw new CannotTell(USAGE);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
