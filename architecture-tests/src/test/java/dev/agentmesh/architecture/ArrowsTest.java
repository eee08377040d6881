package dev.agentmesh.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may know which: the arrows of the design, as rules. */
@AnalyzeClasses(packages = "dev.agentmesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    private static final String SCHEMAS = "dev.agentmesh.schema..";
    private static final String TOPICS = "dev.agentmesh.topics..";
    private static final String AGENT_API = "dev.agentmesh.agent..";
    private static final String AGENT_HOST = "dev.agentmesh.host..";
    private static final String CORE = "dev.agentmesh.core..";
    private static final String LANGUAGE = "dev.agentmesh.language..";
    private static final String IN_PROCESS = "dev.agentmesh.inprocess..";
    private static final String EVENTLOG = "dev.agentmesh.eventlog..";
    private static final String ORCHESTRATOR = "dev.agentmesh.orchestrator..";
    private static final String CONSOLE = "dev.agentmesh.console..";
    private static final String CLI = "dev.agentmesh.cli..";
    private static final String LOCAL = "dev.agentmesh.localcluster..";
    private static final String BENCH = "dev.agentmesh.bench..";
    private static final String EXAMPLES = "dev.agentmesh.examples..";

    @ArchTest
    static final ArchRule the_core_knows_the_jdk_only = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, "java..", "org.jspecify..")
            .because("a clock, a network or a log that reaches a decision makes replay differ from life");

    @ArchTest
    static final ArchRule the_core_has_no_clock_and_no_chance = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .because("time and ids arrive with the command or are derived from it");

    @ArchTest
    static final ArchRule topics_know_schemas_only = noClasses()
            .that()
            .resideInAPackage(TOPICS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AGENT_API, AGENT_HOST, CORE, LANGUAGE, EVENTLOG, ORCHESTRATOR, CLI, LOCAL, EXAMPLES)
            .because("both sides meet here, so it can know neither");

    @ArchTest
    static final ArchRule the_agent_api_knows_nobody = noClasses()
            .that()
            .resideInAPackage(AGENT_API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.micronaut..", TOPICS, SCHEMAS, CORE)
            .because("an agent is plain Java to its author");

    @ArchTest
    static final ArchRule agents_never_know_the_orchestrator = noClasses()
            .that()
            .resideInAnyPackage(AGENT_API, AGENT_HOST, EXAMPLES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, LANGUAGE, IN_PROCESS, EVENTLOG, ORCHESTRATOR, CLI)
            .because("the two sides meet in schemas and topics only");

    @ArchTest
    static final ArchRule the_orchestrator_never_knows_agents = noClasses()
            .that()
            .resideInAnyPackage(CORE, LANGUAGE, EVENTLOG, ORCHESTRATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AGENT_API, AGENT_HOST, CLI, LOCAL, EXAMPLES)
            .because("the two sides meet in schemas and topics only");

    @ArchTest
    static final ArchRule the_language_knows_the_core_only = noClasses()
            .that()
            .resideInAPackage(LANGUAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TOPICS, SCHEMAS, EVENTLOG, ORCHESTRATOR, "org.apache.kafka..")
            .because("a definition is checked without a broker");

    @ArchTest
    static final ArchRule the_in_process_mesh_knows_core_and_language_only = noClasses()
            .that()
            .resideInAPackage(IN_PROCESS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    TOPICS, SCHEMAS, EVENTLOG, ORCHESTRATOR, AGENT_API, AGENT_HOST, CLI, "org.apache.kafka..")
            .because("a definition runs without a broker");

    @ArchTest
    static final ArchRule the_event_log_knows_neither_language_nor_app = noClasses()
            .that()
            .resideInAPackage(EVENTLOG)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LANGUAGE, ORCHESTRATOR)
            .because("replay needs events and the fold, nothing else");

    @ArchTest
    static final ArchRule the_console_reads_the_log_and_knows_nobody_else = noClasses()
            .that()
            .resideInAPackage(CONSOLE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LANGUAGE, IN_PROCESS, ORCHESTRATOR, AGENT_API, AGENT_HOST, CLI, LOCAL, EXAMPLES, BENCH)
            .because("reads scale apart from writes, and a read must not be able to decide");

    @ArchTest
    static final ArchRule nobody_knows_the_console = noClasses()
            .that()
            .resideOutsideOfPackage(CONSOLE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONSOLE)
            .because("it is started as a process, and everything runs without it");

    @ArchTest
    static final ArchRule nobody_knows_the_bench = noClasses()
            .that()
            .resideOutsideOfPackage(BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BENCH)
            .because("what measures is no part of what is measured");

    @ArchTest
    static final ArchRule generated_types_stay_inside_codecs = noClasses()
            .that()
            .resideOutsideOfPackage(SCHEMAS)
            .and()
            .haveSimpleNameNotContaining("Codec")
            .and()
            .haveNameNotMatching(".*Codec\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SCHEMAS)
            .because("a schema changes by its own rules; one class joins it to ours");

    @ArchTest
    static final ArchRule nobody_uses_java_serialization = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .because("bytes from a topic must never choose a class");

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("a class that needs such a name has no subject of its own");
}
