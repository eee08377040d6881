package dev.agentmesh.language.problem;

/** The codes a definition or an input can be refused with. */
public final class Codes {
    public static final String NOT_YAML = "MESH-2001";
    public static final String VERBS = "MESH-2002";
    public static final String QUOTE_EXPRESSION = "MESH-2003";
    public static final String UNKNOWN_KEY = "MESH-2004";
    public static final String EXPRESSION = "MESH-2005";
    public static final String STEP_NOT_VISIBLE = "MESH-2006";
    public static final String NO_SUCH_FIELD = "MESH-2007";
    public static final String TYPES = "MESH-2008";
    public static final String SILENT_CONSENT = "MESH-2010";
    public static final String NO_BOUND = "MESH-2009";
    public static final String NO_AGENT = "MESH-2011";
    public static final String WRONG_SHAPE = "MESH-2013";
    public static final String OUT_OF_RANGE = "MESH-2014";
    public static final String MISSING_KEY = "MESH-2015";
    public static final String DUPLICATE_ID = "MESH-2016";
    public static final String DUPLICATE_KEY = "MESH-2017";
    public static final String BAD_NAME = "MESH-2018";
    public static final String NOT_YET = "MESH-2019";
    public static final String YAML_FEATURE = "MESH-2020";
    public static final String DOCUMENTS = "MESH-2021";
    public static final String TOO_LARGE = "MESH-2022";
    public static final String INVISIBLE = "MESH-2023";
    public static final String SECRET = "MESH-2024";
    public static final String UNREACHABLE = "MESH-2025";
    public static final String AMBIGUOUS = "MESH-2026";
    public static final String INPUT_SCHEMA = "MESH-2027";
    public static final String UNKNOWN_NAME = "MESH-2028";
    public static final String MODIFIER = "MESH-2029";
    public static final String FAN_OUT = "MESH-2030";
    public static final String SELF_CALL = "MESH-2040";
    public static final String CALL_CYCLE = "MESH-2041";
    public static final String TOPIC = "MESH-2042";
    public static final String ASSIGNEE = "MESH-2043";
    public static final String GRAPH = "MESH-2031";
    public static final String TEAM = "MESH-2032";
    public static final String LACKING_FIELD = "MESH-2033";
    public static final String CREW = "MESH-2050";
    public static final String TEST_OF_NO_STEP = "MESH-2060";
    public static final String OTHER_WORKFLOW = "MESH-2061";
    public static final String OTHER_FILE = "MESH-2062";
    public static final String INPUT_DOES_NOT_FIT = "MESH-6003";

    private Codes() {}
}
