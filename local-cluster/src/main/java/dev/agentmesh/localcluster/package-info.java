/**
 * A real Kafka broker and a real schema registry on this machine, without Docker: data folders, start, readiness, stop
 * and restart. What runs on top of Kafka (topics, agents, orchestrator) does not belong here.
 */
@NullMarked
package dev.agentmesh.localcluster;

import org.jspecify.annotations.NullMarked;
