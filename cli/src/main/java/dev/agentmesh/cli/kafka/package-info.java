/** The gateways over Kafka and the schema registry. Each opens what it needs when it is first asked. */
@NullMarked
package dev.agentmesh.cli.kafka;

import org.jspecify.annotations.NullMarked;
