/**
 * Which topics there are, what they keep, and how they and their schemas come into being. Here: the catalogue as code, its plan and
 * its application to a cluster. Not here: looking for faults in a living cluster ({@code doctor}).
 */
@NullMarked
package dev.agentmesh.topics.catalogue;

import org.jspecify.annotations.NullMarked;
