/**
 * Joins what the analyzers found into one review and writes it as Markdown and as SARIF.
 */
@NullMarked
package dev.agentmesh.examples.codereview.report;

import org.jspecify.annotations.NullMarked;
