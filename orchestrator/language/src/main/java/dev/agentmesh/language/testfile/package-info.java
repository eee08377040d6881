/** Workflow test files: what agents answer and people do, and what is expected of a run. Read here, played by the in-process mesh. */
@NullMarked
package dev.agentmesh.language.testfile;

import org.jspecify.annotations.NullMarked;
