// Takes records from the queue of the adapter "amqp", keeps them in a file and answers on the queue that each message names.
//   AMQP_URL=amqp://user:password@host:5672/ QUEUE=electronic-application.juki STORE=records.jsonl node consumer.mjs
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import amqp from 'amqplib';

const { AMQP_URL = 'amqp://localhost', QUEUE = 'electronic-application.juki', STORE = 'records.jsonl', FILES = 'files' } = process.env;

// What is kept already, by delivery: a message may come twice, and the second time must change nothing.
const kept = new Map();
let last = 0;
for (const line of existsSync(STORE) ? readFileSync(STORE, 'utf8').split('\n').filter(Boolean) : []) {
  const record = JSON.parse(line);
  kept.set(record.deliveryId, record.recordId);
  last = Math.max(last, Number(record.recordId.slice(2)));
}

// Links are good for a while; one that is too old answers 404, and "later" brings the record again with new ones.
async function fetched(url) {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`${response.status} from a link of the record`);
  return Buffer.from(await response.arrayBuffer());
}

// What no message holds, and the files: kept under their hash, for a name is somebody else's text and no path.
async function completed({ contentUrl, until, attachments = [], ...record }) {
  if (contentUrl) record.data = JSON.parse((await fetched(contentUrl)).toString('utf8'));
  if (attachments.length > 0) {
    mkdirSync(FILES, { recursive: true });
    record.files = [];
  }
  for (const { name, mediaType, sha256, url } of attachments) {
    const content = await fetched(url);
    if (createHash('sha256').update(content).digest('hex') !== sha256) throw new Error('a file is not what the record says');
    writeFileSync(join(FILES, sha256), content, { flush: true });
    record.files.push({ name, mediaType, sha256 });
  }
  return record;
}

function take(record) {
  if (kept.has(record.deliveryId)) return { result: 'done', recordId: kept.get(record.deliveryId) };
  // A real system checks here what it must know; what can never be taken is refused, with words for the clerk who gets it back.
  if (record.kind !== 'withdrawal' && Object.keys(record.data).length === 0) return { result: 'refused', reason: '項目が一つもありません。' };
  const recordId = `R-${++last}`;
  appendFileSync(STORE, JSON.stringify({ ...record, recordId }) + '\n', { flush: true });
  kept.set(record.deliveryId, recordId);
  return { result: 'done', recordId };
}

async function consume() {
  const connection = await amqp.connect(AMQP_URL);
  const channel = await connection.createConfirmChannel();
  const ended = new Promise((_, reject) => {
    connection.on('error', reject);
    connection.on('close', () => reject(new Error('the connection was closed')));
    channel.on('error', reject);
  });
  await channel.assertQueue(QUEUE, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.assertQueue(`${QUEUE}.answers`, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.prefetch(10);
  await channel.consume(QUEUE, async (message) => {
    if (!message) return;
    const record = JSON.parse(message.content.toString('utf8'));
    let answer;
    try {
      answer = take(kept.has(record.deliveryId) ? record : await completed(record));
    } catch (error) {
      answer = { result: 'later', reason: error.message };
    }
    const body = Buffer.from(JSON.stringify({ externalId: record.externalId, deliveryId: record.deliveryId, ...answer }), 'utf8');
    channel.sendToQueue(message.properties.replyTo ?? `${QUEUE}.answers`, body, { persistent: true, contentType: 'application/json' });
    // First the answer is safe with the broker, then the record may leave the queue.
    await channel.waitForConfirms();
    channel.ack(message);
  });
  console.log(`Waiting for records on ${QUEUE}.`);
  await ended;
}

for (;;) {
  await consume().catch((error) => console.error(`${error.message}; again in five seconds.`));
  await new Promise((resolve) => setTimeout(resolve, 5000));
}
