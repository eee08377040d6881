package dev.agentmesh.topics.message;

/** A value that is one record of a topic. */
public interface Message {
    MessageHeader header();

    /** The record key; it decides the partition, so records that need an order among them share it. */
    String key();
}
