/**
 * The form of a value: read from a Java type once, checked against every input and output, and written as JSON Schema 2020-12. Here:
 * shapes, their reader, writer and check. Not here: which values a skill takes ({@code skill}).
 */
@NullMarked
package dev.agentmesh.host.shape;

import org.jspecify.annotations.NullMarked;
