/** {@code mesh topic}: topics as such. What the records of each mean is the business of other nouns. */
@NullMarked
package dev.agentmesh.cli.topic;

import org.jspecify.annotations.NullMarked;
