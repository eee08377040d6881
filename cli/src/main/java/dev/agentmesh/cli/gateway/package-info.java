/**
 * What commands ask of a mesh, as interfaces: what is behind them is Kafka and a registry in real life ({@code kafka}) and memory in
 * tests. Every method throws a coded exception when the mesh cannot be reached.
 */
@NullMarked
package dev.agentmesh.cli.gateway;

import org.jspecify.annotations.NullMarked;
