package dev.agentmesh.host.consume;

import dev.agentmesh.host.ledger.PartitionLedger;
import dev.agentmesh.host.ledger.PartitionLedger.Delivery;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record on its way from the poll to its fate, with the ledger of the ownership it was delivered under. */
record Item(Slot slot, PartitionLedger ledger, Delivery delivery, ConsumerRecord<byte[], byte[]> record) {
    record Read(Item item, Examined examined) {}
}
