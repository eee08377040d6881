/**
 * What became of each record of a partition, kept in the metadata of the committed offset: pure state, no Kafka. The broker becomes the
 * write-ahead log of intent. Here: the ledger's value, its wire form, and the state machine one owner of a partition keeps. Not here:
 * polling and committing ({@code consume}).
 */
@NullMarked
package dev.agentmesh.host.ledger;

import org.jspecify.annotations.NullMarked;
