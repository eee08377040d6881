/** The answers of {@code query} over HTTP, with errors as problem documents. Not here: what the answers are. */
@NullMarked
package dev.agentmesh.console.http;

import org.jspecify.annotations.NullMarked;
