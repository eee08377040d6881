/**
 * What an analyzer says about a file and what is known about each rule. No analyzer, no git and no report in here.
 */
@NullMarked
package dev.agentmesh.examples.codereview.finding;

import org.jspecify.annotations.NullMarked;
