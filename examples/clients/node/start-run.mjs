// Starts a run of a workflow: one Avro record to <namespace>.commands. Any Kafka client can do what this file does.
//
//   node start-run.mjs WORKFLOW ['{"any":"JSON"}'] [RUN_ID]
//
// Prints the run's id. The same id with the same input twice is one run, so sending again after a doubt is safe.
import { createHash, randomUUID } from 'node:crypto'
import { Kafka, CompressionTypes, Partitioners, logLevel } from 'kafkajs'
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry'

const [workflow, json = '{}', runId = `r-${randomUUID()}`] = process.argv.slice(2)
if (!workflow) {
  console.error(`usage: node start-run.mjs WORKFLOW ['{"any":"JSON"}'] [RUN_ID]`)
  process.exit(2)
}
const brokers = (process.env.MESH_BOOTSTRAP_SERVERS ?? 'localhost:9092').split(',')
const registryUrl = process.env.MESH_SCHEMA_REGISTRY_URL ?? 'http://localhost:8081'
const topic = `${process.env.MESH_NAMESPACE ?? 'mesh'}.commands`

// The payload travels as the bytes of its JSON, with their size and hash; the receiver checks both.
const data = Buffer.from(JSON.stringify(JSON.parse(json)))
const now = Date.now()
const command = {
  header: { runId, at: now, cause: 'node' },
  body: {
    'dev.agentmesh.schema.StartRun': {
      workflow,
      version: null,
      input: {
        contentType: 'application/json',
        size: data.length,
        sha256: createHash('sha256').update(data).digest(),
        data: { bytes: data },
        reference: null,
      },
      title: null,
      timeLimitMillis: null,
      by: 'node',
    },
  },
}

// Schemas are registered by `mesh topic apply`, never by a client: this only asks for the id.
const registry = new SchemaRegistry({ host: registryUrl }, { AVRO: { wrapUnions: true } })
const value = await registry.encode(await registry.getLatestSchemaId(`${topic}-value`), command)

const kafka = new Kafka({ clientId: 'start-run', brokers, logLevel: logLevel.ERROR })
const producer = kafka.producer({ idempotent: true, createPartitioner: Partitioners.DefaultPartitioner })
await producer.connect()
try {
  await producer.send({
    topic,
    acks: -1,
    compression: CompressionTypes.None,
    messages: [
      {
        key: runId,
        value,
        // CloudEvents, as on every record of the mesh; optional for a client, useful to whoever looks for it later.
        headers: {
          ce_specversion: '1.0',
          ce_id: `${runId}#StartRun#${now}`,
          ce_source: '/mesh/client/node',
          ce_type: 'dev.agentmesh.StartRun',
          ce_time: new Date(now).toISOString(),
        },
      },
    ],
  })
} finally {
  await producer.disconnect()
}
console.log(runId)
