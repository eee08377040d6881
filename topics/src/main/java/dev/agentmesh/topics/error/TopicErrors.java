package dev.agentmesh.topics.error;

/** Every code that module topics raises. */
public final class TopicErrors {
    public static final ErrorCode BROKER_UNREACHABLE = new ErrorCode(
            "MESH-5001",
            "cannot reach Kafka",
            "nothing listens at the address, the name does not resolve, or a firewall is in the way",
            "run `mesh doctor`; compare bootstrap.servers with the broker's advertised.listeners");

    public static final ErrorCode MISSING_TOPIC = new ErrorCode(
            "MESH-5002",
            "a topic does not exist",
            "topics are created by provisioning, never by use, and this one was not provisioned in this namespace",
            "run `mesh topic apply`, or deploy the agent the topic belongs to");

    public static final ErrorCode MESSAGE_TOO_LARGE = new ErrorCode(
            "MESH-5003",
            "message is larger than its limit",
            "a payload over 256 KiB (262,144 bytes) was to travel inside a record",
            "store the large part elsewhere and send a reference to it");

    public static final ErrorCode REPLICATION = new ErrorCode(
            "MESH-5004",
            "not enough replicas",
            "replication factor or min.insync.replicas is too low to survive the loss of a broker, or replicas are out of sync",
            "raise the replication factor to 3 with min.insync.replicas=2; look for a broker that is down");

    public static final ErrorCode REGISTRY_UNREACHABLE = new ErrorCode(
            "MESH-5007",
            "cannot reach the schema registry",
            "it is not running, the address is wrong, or it answers with server errors",
            "check schema.registry.url and the registry's own log; work goes on by itself once it answers");

    public static final ErrorCode REGISTRY_FORBIDS = new ErrorCode(
            "MESH-5008",
            "the schema registry refuses our credentials",
            "basic.auth.user.info or bearer.auth.token is missing, wrong or lacks the right",
            "set the credentials; provisioning needs write access, everything else read access");

    public static final ErrorCode REGISTRY_ANSWER = new ErrorCode(
            "MESH-5009",
            "the schema registry gave an answer we cannot use",
            "the URL points at something else, or the registry is of a kind that lacks this part of the protocol",
            "check the path in schema.registry.url; it must be the Confluent-compatible API");

    public static final ErrorCode RETENTION = new ErrorCode(
            "MESH-5010",
            "a topic forgets too soon",
            "retention.ms is below the longest deadline, so work can vanish before its time is up",
            "raise retention.ms as the finding says, or run `mesh topic apply`");

    public static final ErrorCode CLEANUP = new ErrorCode(
            "MESH-5011",
            "a topic has the wrong cleanup policy",
            "compaction on a log deletes history; deletion on a table deletes state",
            "set cleanup.policy as the finding says; what was deleted already is gone");

    public static final ErrorCode PARTITIONS = new ErrorCode(
            "MESH-5012",
            "partition counts of commands, results and events differ",
            "somebody added partitions to one of them, so a run's records no longer meet on one partition",
            "give all of them the same count before any run starts, else restore the old topics");

    public static final ErrorCode MESSAGE_LIMIT = new ErrorCode(
            "MESH-5013",
            "max.message.bytes of a topic is too low",
            "records with payloads near 256 KiB and a dead letter around them need 1 MiB",
            "set max.message.bytes to at least 1048576");

    public static final ErrorCode SHARE_GROUP = new ErrorCode(
            "MESH-5014",
            "a share group has unsafe settings",
            "share groups start at latest and read uncommitted records by default",
            "set share.auto.offset.reset=earliest and share.isolation.level=read_committed on the group");

    public static final ErrorCode TRANSACTIONS = new ErrorCode(
            "MESH-5015",
            "the cluster lacks transaction.version 2",
            "the cluster was formatted or upgraded with an older feature level",
            "run `kafka-features.sh upgrade --feature transaction.version=2`");

    public static final ErrorCode OFFSETS_RETENTION = new ErrorCode(
            "MESH-5016",
            "offsets.retention.minutes is too low",
            "an idle agent's ledger lives in its committed offsets and would be forgotten",
            "set offsets.retention.minutes on the brokers to at least 10080 (7 days)");

    public static final ErrorCode CLIENT_SETTING = new ErrorCode(
            "MESH-5017",
            "a Kafka client setting would break a guarantee",
            "acks, idempotence, isolation or the byte serializers were overridden",
            "remove the setting the message names");

    public static final ErrorCode INVALID_SETTING = new ErrorCode(
            "MESH-5018",
            "a setting is missing or not valid",
            "a key is misspelt, has no value or one out of range",
            "correct the key the message names");

    public static final ErrorCode TOPIC_REFUSED = new ErrorCode(
            "MESH-5019",
            "Kafka refused to create or change a topic",
            "no right to do so, too few brokers for the replication factor, or a policy of the cluster",
            "grant CREATE and ALTER_CONFIGS on the namespace, or set topics.replication.factor");

    public static final ErrorCode ALREADY_REDRIVEN = new ErrorCode(
            "MESH-5020",
            "the dead letter was redriven already",
            "somebody redrove it before; doing it again could do the work twice",
            "look at the run first; force the redrive if it is wanted all the same");

    public static final ErrorCode UNKNOWN_LETTER = new ErrorCode(
            "MESH-5021",
            "no such dead letter",
            "the id is wrong, or the letter is older than the topic's retention of 30 days",
            "list the dead letters; ids may be typed in full only");

    public static final ErrorCode NOT_REDRIVABLE = new ErrorCode(
            "MESH-5022",
            "the dead letter cannot be redriven this way",
            "the original bytes or topic are not in the letter, or the edited input is not valid",
            "mend it as the message says, or start the run anew");

    public static final ErrorCode REDRIVE_FENCED = new ErrorCode(
            "MESH-5023",
            "another redrive took over",
            "two people redrive dead letters of one namespace at the same time; the later one wins",
            "nothing of this redrive was done; look at the dead letters again, then repeat it");

    public static final ErrorCode UNKNOWN_SCHEMA = new ErrorCode(
            "MESH-6001",
            "cannot decode: the schema id is unknown to the registry",
            "written against another registry, or the schema was deleted",
            "point writer and reader at the same registry, register the schema, then redrive");

    public static final ErrorCode INCOMPATIBLE_SCHEMA = new ErrorCode(
            "MESH-6002",
            "a schema change breaks compatibility",
            "a field without default was added, or a type changed",
            "give new fields a default; never change or reuse a field");

    public static final ErrorCode NOT_FRAMED = new ErrorCode(
            "MESH-6004",
            "value is not Avro-framed",
            "the producer wrote plain JSON or text instead of Confluent's wire format",
            "use a registry-aware Avro serializer in the producer");

    public static final ErrorCode UNDECODABLE = new ErrorCode(
            "MESH-6005",
            "the bytes do not decode with the schema they name",
            "the record is truncated, has trailing bytes, or states a length beyond its end",
            "find the producer by the record's headers; its serializer is broken");

    public static final ErrorCode NO_VALUE = new ErrorCode(
            "MESH-6006",
            "record has no value",
            "a tombstone or an empty value was sent where neither has a meaning",
            "send a record with a value; use a cancel command to take work back");

    public static final ErrorCode NOT_REGISTERED = new ErrorCode(
            "MESH-6007",
            "a schema is not registered under its subject",
            "provisioning has not run with this version",
            "run `mesh topic apply`");

    public static final ErrorCode BROKEN_RULE = new ErrorCode(
            "MESH-6008",
            "the record decodes, but breaks a rule of its topic",
            "an id, size, hash or number in it is out of bounds",
            "correct the producer; the message names the part");

    public static final ErrorCode NOT_STRICT_JSON = new ErrorCode(
            "MESH-6009",
            "payload is not strict JSON",
            "the bytes are not UTF-8, nest deeper than 64 levels, repeat a key, or use NaN, comments or trailing commas",
            "write the value with a standard JSON library; the message names the byte position");

    public static final ErrorCode SCHEMA_TOO_NEW = new ErrorCode(
            "MESH-6010",
            "written with a schema that this version cannot read",
            "the writer is newer than the reader, or the schema is not one of ours",
            "upgrade the reader first, then redrive");

    public static final ErrorCode COMPATIBILITY_LEVEL = new ErrorCode(
            "MESH-6011",
            "a subject does not enforce BACKWARD_TRANSITIVE",
            "the subject was made by auto-registration, or the registry's default is weaker",
            "run `mesh topic apply`, which sets it per subject");

    public static final ErrorCode WRONG_KEY = new ErrorCode(
            "MESH-6012",
            "the record key does not fit the record",
            "the producer used another key, so the record may be on the wrong partition",
            "use the run id as key (the task id on task topics)");

    public static final ErrorCode ARTIFACT_NAME = new ErrorCode(
            "MESH-6016",
            "a reference cannot be one to an artifact",
            "its name is no SHA-256, or its size or content type are none",
            "pass references on as they are; only the store makes new ones");

    public static final ErrorCode ARTIFACT_MISSING = new ErrorCode(
            "MESH-6017",
            "an artifact is gone, or is not what was kept",
            "the folder was cleaned up, is another one here than where it was written, or a disk failed",
            "point all processes at the same mesh.artifacts; restore the file from a copy, or run the step again");

    public static final ErrorCode ARTIFACT_STORE = new ErrorCode(
            "MESH-6018",
            "the store of artifacts cannot be used",
            "the folder of mesh.artifacts is not mounted, full, or not writable",
            "mend it; attempts that met it are tried again");

    private TopicErrors() {}
}
