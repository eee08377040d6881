/**
 * Finds credentials in text and never repeats them: everything that leaves this package is masked.
 */
@NullMarked
package dev.agentmesh.examples.codereview.secret;

import org.jspecify.annotations.NullMarked;
