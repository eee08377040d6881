/** JSON Schema: whether a workflow's schema can be used, and whether an input fits it. */
@NullMarked
package dev.agentmesh.language.schema;

import org.jspecify.annotations.NullMarked;
