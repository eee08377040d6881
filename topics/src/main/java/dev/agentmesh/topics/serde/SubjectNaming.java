package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;

/** Under which subject a record's schema is kept; Confluent's three strategies ({@code value.subject.name.strategy}). */
public enum SubjectNaming {
    TOPIC_NAME("TopicNameStrategy"),
    RECORD_NAME("RecordNameStrategy"),
    TOPIC_RECORD_NAME("TopicRecordNameStrategy");

    public static final String SETTING = "value.subject.name.strategy";

    private final String strategy;

    SubjectNaming(String strategy) {
        this.strategy = strategy;
    }

    /** The strategy with a class name of Confluent's, simple or full. */
    public static SubjectNaming ofStrategy(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        for (SubjectNaming naming : values()) {
            if (naming.strategy.equals(simple)) {
                return naming;
            }
        }
        throw new MeshException(
                TopicErrors.INVALID_SETTING,
                SETTING + " is " + className
                        + "; known are TopicNameStrategy, RecordNameStrategy and TopicRecordNameStrategy");
    }

    /** The subject of the values of a topic whose records have a full Avro name. */
    public String subject(String topic, String recordName) {
        return switch (this) {
            case TOPIC_NAME -> topic + "-value";
            case RECORD_NAME -> recordName;
            case TOPIC_RECORD_NAME -> topic + "-" + recordName;
        };
    }
}
