/** Tests of the ledger. */
@NullMarked
package dev.agentmesh.host.ledger;

import org.jspecify.annotations.NullMarked;
