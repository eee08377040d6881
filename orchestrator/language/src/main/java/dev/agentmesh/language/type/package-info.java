/** What is known of values before a run, from JSON Schemas and from expressions: shapes, and whether two of them can meet. */
@NullMarked
package dev.agentmesh.language.type;

import org.jspecify.annotations.NullMarked;
