package dev.agentmesh.host.consume;

import org.apache.kafka.common.TopicPartition;

/** The place of a record. */
record Slot(TopicPartition partition, long offset) {}
