/**
 * Running attempts: a virtual thread each, a deadline, cancellation, and one result whatever happens. Not here: where records come from
 * ({@code consume}), how bytes become arguments ({@code skill}), how records are written ({@code publish}).
 */
@NullMarked
package dev.agentmesh.host.execute;

import org.jspecify.annotations.NullMarked;
